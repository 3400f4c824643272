import { emailWords } from '@throughline/protocol/email/words.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { asMessage, joinWordings, type Wording } from '@throughline/protocol/words.ts'
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

export const mustBeAllowed = asMessage(fieldWords.unencrypted_not_allowed())

/** What a test found, or the state of a channel, with a warning where anybody can read the password. */
export function withWarning(found: Wording, place: Pick<Place, 'host' | 'security'>): Wording {
  return isReadable(place) ? joinWordings(found, emailWords.unencrypted({ host: place.host })) : found
}

/**
 * The last check, on the addresses that are connected to: `localhost` may be made to mean another machine.
 * Throws `ChannelError`.
 */
export function refuseReadable({ host, security, allowUnencrypted }: Place, addresses: readonly string[]): void {
  if (security !== 'none' || allowUnencrypted || addresses.every(isLoopback)) return
  throw new ChannelError('credentials', 'unencrypted', emailWords.unencrypted_refused({ host }))
}
