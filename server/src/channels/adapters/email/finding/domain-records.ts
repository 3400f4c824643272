import { emailDomainWords } from '@throughline/protocol/email/domain-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { getDomain } from 'tldts'
import type { DomainRecord } from '../../../contract.ts'
import type { MailDns } from './mail-dns.ts'
import type { Provider } from './providers.ts'

/** What a sender's domain is to say, and of whom. */
export interface Sender {
  address: string
  domain: string
  /** The server that its mail leaves by; null: it does not leave. */
  smtpHost: string | null
  /** Whose server that is, where it is known. */
  provider: Provider | null
}

/**
 * What receivers will find when mail comes from this domain: who may send for it (SPF, RFC 7208), its keys (DKIM, RFC
 * 6376), and what to do with mail that nobody vouches for (DMARC, RFC 7489). What could not be looked up is said so, and
 * nothing is called right that was not seen.
 */
export async function checkRecords(sender: Sender, dns: MailDns): Promise<DomainRecord[]> {
  return Promise.all([
    asked('spf', sender.domain, () => spf(sender, dns)),
    asked('dkim', `_domainkey.${sender.domain}`, () => dkim(sender, dns)),
    asked('dmarc', `_dmarc.${sender.domain}`, () => dmarc(sender, dns)),
  ])
}

type Found = Omit<DomainRecord, 'record'>

async function asked(record: DomainRecord['record'], name: string, look: () => Promise<Found>): Promise<DomainRecord> {
  try {
    return { record, ...(await look()) }
  } catch {
    return { record, ...unknown(name, emailDomainWords.not_looked_up({ name })) }
  }
}

const unknown = (name: string, wording: Wording): Found => ({
  name,
  state: 'unknown',
  found: null,
  publish: null,
  ...wording,
})

async function spf({ domain, smtpHost, provider }: Sender, dns: MailDns): Promise<Found> {
  const found = (await dns.texts(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text))
  const include = provider?.spfInclude ?? null
  const wanted = include === null ? null : `include:${include}`
  const about = { name: domain, found: found[0] ?? null, publish: null }
  if (found.length > 1) return { ...about, state: 'wrong', ...emailDomainWords.spf_twice() }
  const [text] = found
  if (text === undefined) {
    const publish = wanted === null ? null : `v=spf1 ${wanted} ~all`
    return { ...about, publish, state: 'missing', ...emailDomainWords.spf_missing() }
  }
  if (/\s\+?all(\s|$)/i.test(text)) return { ...about, state: 'wrong', ...emailDomainWords.spf_anybody() }
  if (wanted !== null && provider) {
    // A redirect or another include may lead there as well: what is not in this record is not called wrong.
    if (text.toLowerCase().split(/\s+/).includes(wanted)) {
      return { ...about, state: 'ok', ...emailDomainWords.spf_allows({ provider: provider.name }) }
    }
    const publish = text.replace(/^v=spf1/i, `v=spf1 ${wanted}`)
    return { ...about, publish, state: 'unknown', ...emailDomainWords.spf_without({ include: wanted }) }
  }
  const wording = smtpHost === null ? emailDomainWords.spf_there() : emailDomainWords.spf_of_host({ host: smtpHost })
  return { ...about, state: 'unknown', ...wording }
}

/** Where providers and mail servers usually put their keys; the name is free, so that a key elsewhere is not found. */
const usualSelectors = ['default', 'mail', 'dkim', 'k1', 's1', 's2', 'google', 'selector1', 'selector2']

async function dkim({ domain, provider }: Sender, dns: MailDns): Promise<Found> {
  const selectors = [...new Set([...(provider?.dkimSelectors ?? []), ...usualSelectors])]
  const answers = await Promise.all(
    selectors.map(async (selector) => {
      const name = `${selector}._domainkey.${domain}`
      const key = (await dns.texts(name)).find((text) => /(^|;)\s*p=\s*[^;\s]/i.test(text))
      return key === undefined ? [] : [{ name, key }]
    }),
  )
  const [first] = answers.flat()
  if (first) {
    return { name: first.name, state: 'ok', found: first.key, publish: null, ...emailDomainWords.dkim_there() }
  }
  return unknown(`_domainkey.${domain}`, emailDomainWords.dkim_not_found({ selectors }))
}

async function dmarc({ address, domain }: Sender, dns: MailDns): Promise<Found> {
  const organisation = getDomain(domain, { allowPrivateDomains: true }) ?? domain
  const names = [...new Set([domain, organisation])].map((each) => `_dmarc.${each}`)
  for (const name of names) {
    const found = (await dns.texts(name)).filter((text) => /^v=DMARC1(\s|;|$)/i.test(text))
    if (found.length === 0) continue
    const text = found[0]!
    const about = { name, found: text, publish: null }
    if (found.length > 1) return { ...about, state: 'wrong', ...emailDomainWords.dmarc_twice() }
    const policy = /;\s*p\s*=\s*(none|quarantine|reject)\s*(;|$)/i.exec(text)?.[1]?.toLowerCase()
    if (policy === undefined) return { ...about, state: 'wrong', ...emailDomainWords.dmarc_without_policy() }
    if (policy === 'none') return { ...about, state: 'weak', ...emailDomainWords.dmarc_watches() }
    return { ...about, state: 'ok', ...emailDomainWords.dmarc_protects({ policy }) }
  }
  const publish = `v=DMARC1; p=none; rua=mailto:${address}`
  return { name: names[0]!, found: null, publish, state: 'missing', ...emailDomainWords.dmarc_missing() }
}
