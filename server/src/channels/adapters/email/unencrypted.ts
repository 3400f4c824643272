import { isLoopback, isThisMachine } from '../../../lib/network-address.ts'
import { ChannelError } from '../../contract.ts'

/** A place that a password or token is sent to. */
interface Place {
  host: string
  security: 'tls' | 'starttls' | 'none'
  allowUnencrypted: boolean
}

/** Anybody on the way can read what is sent there. A connection of this machine to itself has no way in between. */
export function isReadable({ security, host }: Pick<Place, 'security' | 'host'>): boolean {
  return security === 'none' && !isThisMachine(host)
}

export const mustBeAllowed =
  'must be on for a password to be sent without encryption: anybody on the way to the server can read it'

/** Added to what a test finds and to the state of a channel. */
export function warningOf({ host, security }: Pick<Place, 'host' | 'security'>): string {
  return isReadable({ host, security })
    ? ` The password is sent to ${host} without encryption: anybody on the way can read it.`
    : ''
}

/**
 * The last check, on the addresses that are connected to: `localhost` may be made to mean another machine.
 * Throws `ChannelError`.
 */
export function refuseReadable({ host, security, allowUnencrypted }: Place, addresses: readonly string[]): void {
  if (security !== 'none' || allowUnencrypted || addresses.every(isLoopback)) return
  throw new ChannelError(
    'credentials',
    'unencrypted',
    `${host} is not this machine, and a password is not sent there without encryption.`,
  )
}
