import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNameServer, type Zone } from '../../../../../test/dns/name-server.ts'
import { portOf } from '../../../../../test/mail/ports.ts'
import { EmailSettings } from '../settings.ts'
import { discover, checkDomain } from './finding.ts'
import { greets } from './greeting.ts'
import { createMailDns } from './mail-dns.ts'

const zones: Record<string, Zone> = {
  '_imaps._tcp.records.example': {
    srv: [
      { host: 'second.records.example', port: 994, priority: 20 },
      { host: 'mailbox.records.example', port: 993, priority: 10 },
    ],
  },
  '_submission._tcp.records.example': { srv: [{ host: 'out.records.example', port: 587 }] },
  // It offers no mailbox, and says so.
  '_imaps._tcp.none.example': { srv: [{ host: '', port: 0 }] },
  '_imaps._tcp.inside.example': { srv: [{ host: 'intranet.inside.example', port: 993 }] },
  'atgoogle.example': { mx: [{ host: 'aspmx.l.google.com', priority: 1 }] },
  'atmicrosoft.example': { mx: [{ host: 'atmicrosoft-example.mail.protection.outlook.com', priority: 0 }] },
  // A mailbox at a provider whose access tokens would be sent to a server of somebody else.
  '_imaps._tcp.mixed.example': { srv: [{ host: 'outlook.office365.com', port: 993 }] },
  '_submissions._tcp.mixed.example': { srv: [{ host: 'out.records.example', port: 465 }] },
  // Somebody who only looks like a provider.
  'lookalike.example': { mx: [{ host: 'mx.notgoogle.com.evil.example', priority: 1 }] },

  'good.example': { txt: ['some-site-verification=1', 'v=spf1 include:_spf.google.com ~all'] },
  'google._domainkey.good.example': { txt: [`v=DKIM1; k=rsa; p=${'MIIB'.repeat(90)}`] },
  '_dmarc.good.example': { txt: ['v=DMARC1; p=reject; rua=mailto:d@good.example'] },
  'twice.example': { txt: ['v=spf1 ~all', 'v=spf1 mx -all'] },
  '_dmarc.twice.example': { txt: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
  'open.example': { txt: ['v=spf1 +all'] },
  '_dmarc.open.example': { txt: ['v=DMARC1; rua=mailto:d@open.example'] },
  'other.example': { txt: ['v=spf1 include:spf.somebody.example -all'] },
  'default._domainkey.other.example': { txt: ['v=DKIM1; p='] },
  '_dmarc.other.example': { txt: ['v=DMARC1; p=none'] },
}
/** Names that are only looked up. At the usual names, which are tried, there is nobody: nothing leaves this machine. */
const addresses: Record<string, string[]> = {
  'mailbox.records.example': ['9.9.9.9'],
  'out.records.example': ['9.9.9.9'],
  'outlook.office365.com': ['9.9.9.9'],
  'intranet.inside.example': ['10.0.0.5'],
}
const outside = {
  async resolve(name: string) {
    const found = addresses[name]
    if (!found) throw new Error('no such name')
    return found
  },
}
const nobody: typeof globalThis.fetch = () => Promise.reject(new Error('nobody is there'))

let names: Awaited<ReturnType<typeof startNameServer>>
let dns: ReturnType<typeof createMailDns>
beforeAll(async () => {
  names = await startNameServer(zones)
  dns = createMailDns([names.address])
})
afterAll(() => names.close())

/** Nothing answers at the usual names of `.example`. */
const find = (address: string, provider: string | null = null) =>
  discover({ address, provider }, { dns, fetch: nobody, rules: outside, patienceMs: 1000 })

test('an address of a known provider needs no question', async () => {
  expect(await find('Mara@Gmail.com')).toMatchObject({
    provider: 'google',
    signIn: 'app',
    settings: {
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls', startWith: 'new' },
      smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    },
    sentence: 'The servers of Gmail.',
  })
})

test('a domain whose mail a known provider takes is there', async () => {
  expect(await find('help@atgoogle.example')).toMatchObject({
    provider: 'google',
    settings: { address: 'help@atgoogle.example' },
  })
  const found = await find('help@atmicrosoft.example')
  expect(found).toMatchObject({ provider: 'microsoft', signIn: 'oauth', settings: { imap: { auth: 'xoauth2' } } })
  expect(await find('help@lookalike.example')).toMatchObject({ provider: null })
})

test('a provider that somebody names is asked for nothing', async () => {
  expect(await find('help@records.example', 'google')).toMatchObject({
    provider: 'google',
    settings: { address: 'help@records.example' },
  })
  expect(await find('help@records.example', 'nobody')).toMatchObject({ provider: null })
})

test('the records of a domain name its servers, the best first', async () => {
  expect(await find('help@records.example')).toMatchObject({
    provider: null,
    signIn: 'mailbox',
    settings: {
      imap: { host: 'mailbox.records.example', port: 993, security: 'tls', user: 'help@records.example' },
      smtp: { host: 'out.records.example', port: 587, security: 'starttls' },
    },
    sentence: 'Found in the name records of records.example.',
  })
})

test('a server of a stranger is not signed in to as at the provider of the other one', async () => {
  const found = await find('help@mixed.example')
  expect(found).toMatchObject({
    provider: null,
    signIn: 'mailbox',
    settings: { imap: { auth: 'password' }, smtp: { host: 'out.records.example', auth: 'password' } },
  })
  expect(found.settings['imap']).not.toHaveProperty('oauth')
})

test('what is found can be saved as it is, but for the password', async () => {
  for (const address of ['a@gmail.com', 'a@records.example', 'a@fastmail.com']) {
    const { settings } = await find(address)
    expect(EmailSettings.safeParse(settings).error).toBeUndefined()
  }
})

test.each(['help@none.example', 'help@nowhere.example', 'help@inside.example'])(
  'where a domain offers nothing, or leads into our own network, nothing is found: %s',
  async (address) => {
    expect(await find(address)).toMatchObject({ provider: null, settings: { address }, sentence: /^Nothing was found/ })
  },
)

test('nobody waits longer than a moment for name servers that are silent', async () => {
  names.isSilent = true
  try {
    expect(await find('help@silent.example')).toMatchObject({ sentence: expect.stringMatching(/^Nothing was found/) })
  } finally {
    names.isSilent = false
  }
})

/** What the test of a domain says: `record state`, and what it asks to publish. */
async function recordsOf(domain: string, smtpHost = 'smtp.gmail.com') {
  const settings = EmailSettings.parse({ address: `help@${domain}`, smtp: { host: smtpHost } })
  return checkDomain(settings, { dns, smtpUrl: null })
}
const states = async (domain: string, smtpHost?: string) =>
  (await recordsOf(domain, smtpHost)).map(({ record, state }) => `${record} ${state}`)

test('the records of a domain are right, weak, wrong or missing', async () => {
  expect(await states('good.example')).toEqual(['spf ok', 'dkim ok', 'dmarc ok'])
  expect(await states('twice.example')).toEqual(['spf wrong', 'dkim unknown', 'dmarc wrong'])
  expect(await states('open.example')).toEqual(['spf wrong', 'dkim unknown', 'dmarc wrong'])
  // A key that was taken back is none.
  expect(await states('other.example')).toEqual(['spf unknown', 'dkim unknown', 'dmarc weak'])
  expect(await states('empty.example')).toEqual(['spf missing', 'dkim unknown', 'dmarc missing'])
})

test('what is missing is written out to be published', async () => {
  const [spf, , dmarc] = await recordsOf('empty.example')
  expect([spf!.publish, dmarc!.publish]).toEqual([
    'v=spf1 include:_spf.google.com ~all',
    'v=DMARC1; p=none; rua=mailto:help@empty.example',
  ])
  const [other] = await recordsOf('other.example')
  expect(other!.publish).toBe('v=spf1 include:_spf.google.com include:spf.somebody.example -all')
  // Of a server that nobody knows, nobody knows what to include.
  const [unknown] = await recordsOf('empty.example', 'smtp.somebody.example')
  expect(unknown!.publish).toBeNull()
})

test('the policy of the organisation counts for a domain below it', async () => {
  const [, , dmarc] = await recordsOf('mail.good.example')
  expect(dmarc).toMatchObject({ state: 'ok', name: '_dmarc.good.example' })
})

test('what cannot be looked up is not called missing', async () => {
  names.isSilent = true
  try {
    expect(await states('good.example')).toEqual(['spf unknown', 'dkim unknown', 'dmarc unknown'])
  } finally {
    names.isSilent = false
  }
}, 30_000)

test.each([
  ['imap', '* OK ready\r\n', true],
  ['smtp', '220-mail.example ESMTP\r\n', true],
  ['smtp', '554 go away\r\n', false],
  ['imap', 'HTTP/1.1 400 Bad Request\r\n', false],
  ['imap', 'x'.repeat(5000), false],
] as const)('a place at which %s is guessed greets with %j: %s', async (kind, greeting, expected) => {
  const server: Server = createServer((socket) => void socket.on('error', () => {}).write(greeting))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const place = { host: 'mail.guessed.example', port: portOf(server), security: 'starttls' } as const
    const signal = AbortSignal.timeout(5000)
    const here = { resolve: async () => ['127.0.0.1'] }
    const rules = { ...here, allowPrivateHosts: ['mail.guessed.example'] }
    expect(await greets(place, { kind, rules, signal })).toBe(expected)
    // Where it is not allowed, this machine is nobody's mail server.
    expect(await greets(place, { kind, rules: here, signal })).toBe(false)
  } finally {
    server.close()
  }
})
