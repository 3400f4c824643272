import { isIP } from 'node:net'
import { secondMs } from '../../../../lib/clock.ts'
import { resolveSafely, type AddressRules } from '../../../../lib/safe-address.ts'
import { domainOf } from '../addresses.ts'
import { fetchAutoconfig } from './autoconfig.ts'
import { isServerName, type FoundServer, type FoundServers } from './found-server.ts'
import { greets } from './greeting.ts'
import type { MailDns, ServerRecord } from './mail-dns.ts'
import { providerOfDomain, providerOfHost, providers, providerOfServers, type Provider } from './providers.ts'

export interface FinderDeps {
  dns: MailDns
  /** The guarded one: what a domain publishes is a stranger's word. */
  fetch: typeof globalThis.fetch
  rules: AddressRules
  patienceMs?: number
}

/** How it was found: `known` providers, what the domain says (`published`, `records`), or `tried`, a usual name that answers. */
export type FoundBy = 'known' | 'published' | 'records' | 'tried'

export interface FoundMail extends FoundServers {
  by: FoundBy
  provider: Provider | null
}

const defaultPatienceMs = 8 * secondMs

/**
 * The servers of an address, found as mail programs find them; null: nothing was found in time. All ways are asked at
 * once, and the surest that answers counts: a provider that we know, what the domain publishes (autoconfig, then SRV
 * records, RFC 6186 and 8314), a provider that takes the domain's mail, the usual names. A server inside our own network
 * is never found: the domain is a stranger's, and the password would go there.
 */
export async function findServers(address: string, deps: FinderDeps): Promise<FoundMail | null> {
  const domain = domainOf(address)
  const known = providerOfDomain(domain)
  if (known) return ofProvider(known, 'known')
  const signal = AbortSignal.timeout(deps.patienceMs ?? defaultPatienceMs)
  const ways: Promise<FoundMail | null>[] = [
    published({ address, domain }, deps),
    fromRecords(domain, deps),
    byItsMailServers(domain, deps),
    tried(domain, deps, signal),
  ]
  const late = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)))
  for (const way of ways) {
    const found = await Promise.race([way.catch(() => null), late])
    if (found) return found
  }
  return null
}

/** The servers of a provider that somebody has named. */
export function ofChosen(id: string | null): FoundMail | null {
  const provider = providers.find((known) => known.id === id)
  return provider ? ofProvider(provider, 'known') : null
}

function ofProvider(provider: Provider, by: FoundBy): FoundMail {
  return { imap: provider.imap, smtp: provider.smtp, user: null, by, provider }
}

async function published(of: { address: string; domain: string }, deps: FinderDeps): Promise<FoundMail | null> {
  const found = await fetchAutoconfig(of, deps.fetch)
  return found && withProvider(await onlyOutside(found, deps.rules), 'published')
}

async function fromRecords(domain: string, { dns, rules }: FinderDeps): Promise<FoundMail | null> {
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['_imaps', '_imap', '_submissions', '_submission'].map((name) =>
      dns.services(`${name}._tcp.${domain}`).catch((): ServerRecord[] => []),
    ),
  )
  const mailbox = best(imaps, 'tls') ?? best(imap, 'starttls')
  const outgoing = best(submissions, 'tls') ?? best(submission, 'starttls')
  if (!mailbox && !outgoing) return null
  return withProvider(await onlyOutside({ imap: mailbox, smtp: outgoing, user: null }, rules), 'records')
}

function best(records: ServerRecord[] | undefined, security: FoundServer['security']): FoundServer | null {
  const record = records?.find(({ host }) => isServerName(host))
  return record ? { host: record.host.toLowerCase(), port: record.port, security } : null
}

async function byItsMailServers(domain: string, { dns }: FinderDeps): Promise<FoundMail | null> {
  const provider = providerOfServers(await dns.mailServers(domain))
  return provider && ofProvider(provider, 'known')
}

async function tried(domain: string, { rules }: FinderDeps, signal: AbortSignal): Promise<FoundMail | null> {
  const answering = async (kind: 'imap' | 'smtp', guesses: FoundServer[]): Promise<FoundServer | null> => {
    const answers = await Promise.all(guesses.map((guess) => greets(guess, { kind, rules, signal })))
    return guesses.find((_, index) => answers[index]) ?? null
  }
  const [imap, smtp] = await Promise.all([
    answering('imap', [
      { host: `imap.${domain}`, port: 993, security: 'tls' },
      { host: `mail.${domain}`, port: 993, security: 'tls' },
      { host: `mail.${domain}`, port: 143, security: 'starttls' },
    ]),
    answering('smtp', [
      { host: `smtp.${domain}`, port: 465, security: 'tls' },
      { host: `mail.${domain}`, port: 465, security: 'tls' },
      { host: `smtp.${domain}`, port: 587, security: 'starttls' },
      { host: `mail.${domain}`, port: 587, security: 'starttls' },
    ]),
  ])
  return imap || smtp ? withProvider({ imap, smtp, user: null }, 'tried') : null
}

function withProvider(found: FoundServers, by: FoundBy): FoundMail | null {
  if (found.imap === null && found.smtp === null) return null
  // How to sign in is taken from the provider, and for both: an access token of one is not for the server of another.
  const [first, second] = [found.imap, found.smtp].flatMap((server) => (server ? [providerOfHost(server.host)] : []))
  return { ...found, by, provider: first && (second === undefined || second === first) ? first : null }
}

/** Only servers of the internet, as far as their names say now. */
async function onlyOutside({ imap, smtp, user }: FoundServers, rules: AddressRules): Promise<FoundServers> {
  const outside = async (server: FoundServer | null): Promise<FoundServer | null> => {
    if (server === null || isIP(server.host) !== 0) return null
    const isOutside = await resolveSafely(server.host, server.port, rules).then(
      () => true,
      () => false,
    )
    return isOutside ? server : null
  }
  const [mailbox, outgoing] = await Promise.all([outside(imap), outside(smtp)])
  return { imap: mailbox, smtp: outgoing, user }
}
