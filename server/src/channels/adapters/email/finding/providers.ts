import type { FoundServer } from './found-server.ts'

/** A provider whose servers are known, as its own help pages name them. */
export interface Provider {
  id: string
  name: string
  /** Domains of its own addresses. */
  domains: readonly string[]
  /** How the names of the servers end that take mail for its customers' domains. */
  mxEndings: readonly string[]
  imap: FoundServer
  smtp: FoundServer
  /** `mailbox`: the password of the mailbox, or one made for programs; `app`: only the latter; `oauth`: no password at all. */
  signIn: 'mailbox' | 'app' | 'oauth'
  /** What the SPF record of a domain must include to allow it. */
  spfInclude: string | null
  /** Where the keys of its signatures are, below `_domainkey`. */
  dkimSelectors: readonly string[]
}

const tls = (host: string, port: number): FoundServer => ({ host, port, security: 'tls' })
const starttls = (host: string, port: number): FoundServer => ({ host, port, security: 'starttls' })

export const providers: readonly Provider[] = [
  {
    id: 'google',
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    mxEndings: ['.google.com', '.googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: tls('smtp.gmail.com', 465),
    signIn: 'app',
    spfInclude: '_spf.google.com',
    dkimSelectors: ['google'],
  },
  {
    id: 'microsoft',
    name: 'Microsoft 365',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    mxEndings: ['.protection.outlook.com', '.mx.microsoft'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp.office365.com', 587),
    signIn: 'oauth',
    spfInclude: 'spf.protection.outlook.com',
    dkimSelectors: ['selector1', 'selector2'],
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    mxEndings: ['.messagingengine.com'],
    imap: tls('imap.fastmail.com', 993),
    smtp: tls('smtp.fastmail.com', 465),
    signIn: 'app',
    spfInclude: 'spf.messagingengine.com',
    dkimSelectors: ['fm1', 'fm2', 'fm3'],
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    domains: ['yahoo.com', 'ymail.com'],
    mxEndings: ['.yahoodns.net'],
    imap: tls('imap.mail.yahoo.com', 993),
    smtp: tls('smtp.mail.yahoo.com', 465),
    signIn: 'app',
    spfInclude: null,
    dkimSelectors: [],
  },
  {
    id: 'icloud',
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mxEndings: ['.mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: starttls('smtp.mail.me.com', 587),
    signIn: 'app',
    spfInclude: 'icloud.com',
    dkimSelectors: ['sig1'],
  },
  {
    id: 'gmx',
    name: 'GMX',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    mxEndings: ['.gmx.net'],
    imap: tls('imap.gmx.net', 993),
    smtp: tls('mail.gmx.net', 465),
    signIn: 'mailbox',
    spfInclude: null,
    dkimSelectors: [],
  },
  {
    id: 'mailbox.org',
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    mxEndings: ['.mailbox.org'],
    imap: tls('imap.mailbox.org', 993),
    smtp: tls('smtp.mailbox.org', 465),
    signIn: 'mailbox',
    spfInclude: 'mailbox.org',
    dkimSelectors: ['mbo0001', 'mbo0002', 'mbo0003', 'mbo0004'],
  },
]

export function providerOfDomain(domain: string): Provider | null {
  return providers.find(({ domains }) => domains.includes(domain)) ?? null
}

/** By the servers that take mail for a domain: a company's own domain at a provider. */
export function providerOfServers(mailServers: readonly string[]): Provider | null {
  const [best] = mailServers
  if (best === undefined) return null
  return providers.find(({ mxEndings }) => mxEndings.some((ending) => `.${best}`.endsWith(ending))) ?? null
}

export function providerOfHost(host: string): Provider | null {
  return providers.find(({ imap, smtp }) => [imap.host, smtp.host].includes(host.toLowerCase())) ?? null
}
