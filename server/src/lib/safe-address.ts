import { systemWords } from '@throughline/protocol/system/words.ts'
import { isIP, isIPv6, type LookupFunction } from 'node:net'
import { AppError, messageOf } from './errors.ts'
import { lookUpName } from './look-up-name.ts'
import { reachOf, type Reach } from './network-address.ts'

export interface AddressRules {
  /** Hosts that may be internal: `name`, `name:port`, an address, or `[address]:port` for IPv6. */
  allowPrivateHosts?: readonly string[]
  /** All addresses of a name. Replaced in tests. */
  resolve?: (name: string) => Promise<string[]>
}

/**
 * The addresses of a host, each of them safe to connect to. Connect to these and do not resolve again: a name can
 * answer differently the second time.
 */
export async function resolveSafely(host: string, port: number, rules: AddressRules = {}): Promise<string[]> {
  const name = bare(host)
  const isAllowed = (rules.allowPrivateHosts ?? []).some((entry) => isHost(entry, name, port))
  return resolveWithin(name, isAllowed ? ['public', 'internal'] : ['public'], rules)
}

/**
 * The same for a mail server that an admin typed in. It may be on the company's own network or on this machine, as
 * mail servers are; addresses where clouds hand out credentials stay refused.
 */
export async function resolveMailHost(host: string, rules: Pick<AddressRules, 'resolve'> = {}): Promise<string[]> {
  return resolveWithin(bare(host), ['public', 'internal'], rules)
}

/** A resolver that knows nothing but the addresses that were checked. */
export function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_name, options, done) => {
    if (options.all) done(null, found)
    else done(null, found[0]!.address, found[0]!.family)
  }
}

async function resolveWithin(
  name: string,
  reaches: Reach[],
  { resolve = lookUpName }: AddressRules,
): Promise<string[]> {
  const addresses = isIP(name) ? [name] : await resolve(name).catch((error: unknown) => refuseUnknown(name, error))
  if (addresses.length === 0) refuseUnknown(name, 'no address')
  // One bad address is enough: which one the connection would take is not ours to choose.
  if (addresses.every((address) => reaches.includes(reachOf(address)))) return addresses
  throw new AppError(
    'unsafe_address',
    reaches.includes('internal') ? systemWords.internal_mail_address({ name }) : systemWords.internal_address({ name }),
    { internal: { host: name, addresses } },
  )
}

function refuseUnknown(name: string, error: unknown): never {
  if (error instanceof AppError) throw error
  throw new AppError('upstream_failed', systemWords.unknown_name({ name }), {
    internal: { reason: messageOf(error) },
  })
}

function isHost(entry: string, name: string, port: number): boolean {
  const wanted = entry.toLowerCase()
  return [name, `${name}:${port}`, `[${name}]`, `[${name}]:${port}`].includes(wanted)
}

function bare(host: string): string {
  return host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
}
