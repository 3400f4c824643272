import { expect, test } from 'vitest'
import { fetchAutoconfig, readAutoconfig } from './autoconfig.ts'

const address = 'help@kettle.example'

function config(imap: string, smtp = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE clientConfig [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<clientConfig version="1.1"><emailProvider id="kettle.example"><domain>kettle.example</domain>
<incomingServer type="pop3"><hostname>pop.host.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
${imap}${smtp}</emailProvider></clientConfig>`
}
const server = (tag: string, type: string, lines: string) => `<${tag} type="${type}">${lines}</${tag}>`
const imap = (lines: string) => server('incomingServer', 'imap', lines)
const smtp = (lines: string) => server('outgoingServer', 'smtp', lines)

test('the first encrypted mailbox and outgoing server are read, with the name to sign in with', () => {
  const xml = config(
    imap('<hostname>plain.host.example</hostname><port>143</port><socketType>plain</socketType>') +
      imap(
        '<hostname> IMAP.host.example </hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%.kettle</username>',
      ),
    smtp('<hostname>smtp.host.example</hostname><port>587</port><socketType>STARTTLS</socketType>'),
  )
  expect(readAutoconfig(xml, address)).toEqual({
    imap: { host: 'imap.host.example', port: 993, security: 'tls' },
    smtp: { host: 'smtp.host.example', port: 587, security: 'starttls' },
    user: 'help.kettle',
  })
})

test.each([
  ['an address in place of a name', '<hostname>10.0.0.5</hostname><socketType>SSL</socketType>'],
  ['this machine', '<hostname>localhost</hostname><socketType>SSL</socketType>'],
  ['a name with more in it', '<hostname>imap.host.example/x@y</hostname><socketType>SSL</socketType>'],
  ['an entity', '<hostname>&b;</hostname><socketType>SSL</socketType>'],
  ['no encryption', '<hostname>imap.host.example</hostname><socketType>plain</socketType>'],
])('%s is no server', (_, lines) => {
  expect(readAutoconfig(config(imap(lines)), address)).toBeNull()
})

test('a port that is none is the usual one, and a name to sign in with that is not understood is left out', () => {
  const lines =
    '<hostname>imap.host.example</hostname><port>99999</port><socketType>SSL</socketType><username>%UNKNOWN%</username>'
  expect(readAutoconfig(config(imap(lines)), address)).toEqual({
    imap: { host: 'imap.host.example', port: 993, security: 'tls' },
    smtp: null,
    user: null,
  })
})

test.each([
  ['nothing', ''],
  ['a page that says that there is none', '<html><body><h1>404</h1></body></html>'],
  ['a file that nests without end', '<a>'.repeat(50_000)],
])('%s is no file of settings', (_, text) => {
  expect(readAutoconfig(text, address)).toBeNull()
})

test('servers that nest without end cost no more than as many beside each other', () => {
  const timeOf = (xml: string) => {
    const before = performance.now()
    readAutoconfig(xml, address)
    return performance.now() - before
  }
  const start = '<incomingServer type=imap>'
  const count = Math.floor((64 * 1024) / start.length)
  expect(timeOf(start.repeat(count))).toBeLessThan(20 * timeOf(`${start}</incomingServer>`.repeat(count / 2)) + 20)
  // More than that is not read at all.
  expect(readAutoconfig(`${good}${' '.repeat(64 * 1024)}`, address)).toBeNull()
})

test.each([
  ['boss@bank.example', null],
  ['%EMAILLOCALPART%@bank.example', null],
  ['other@KETTLE.example', 'other@KETTLE.example'],
  ['%EMAILADDRESS%', address],
])('the name to sign in with is never an address of another domain, which would count as ours: %s', (user, said) => {
  const lines = `<hostname>imap.host.example</hostname><socketType>SSL</socketType><username>${user}</username>`
  expect(readAutoconfig(config(imap(lines)), address)).toMatchObject({ user: said })
})

const good = config(imap('<hostname>imap.host.example</hostname><port>993</port><socketType>SSL</socketType>'))
const web =
  (answers: Record<string, () => Response>): typeof globalThis.fetch =>
  async (url) => {
    const { origin, pathname } = new URL(String(url))
    const answer = answers[origin + pathname]
    if (!answer) throw new Error('nobody is there')
    return answer()
  }

test('a redirect is followed as long as it is encrypted', async () => {
  const moved = (to: string) => () => new Response(null, { status: 301, headers: { location: to } })
  const of = { address, domain: 'kettle.example' }
  const first = 'https://autoconfig.kettle.example/mail/config-v1.1.xml'
  const there = { 'https://config.host.example/x.xml': () => new Response(good) }
  const found = { imap: { host: 'imap.host.example', port: 993, security: 'tls' } }
  expect(
    await fetchAutoconfig(of, web({ [first]: moved('https://config.host.example/x.xml'), ...there })),
  ).toMatchObject(found)
  const plain = { 'http://config.host.example/x.xml': () => new Response(good) }
  expect(await fetchAutoconfig(of, web({ [first]: moved('http://config.host.example/x.xml'), ...plain }))).toBeNull()
  expect(await fetchAutoconfig(of, web({ [first]: moved(first) }))).toBeNull()
})

test('below the domain itself it is found as well', async () => {
  const wellKnown = 'https://kettle.example/.well-known/autoconfig/mail/config-v1.1.xml'
  const answers = { [wellKnown]: () => new Response(good) }
  expect(await fetchAutoconfig({ address, domain: 'kettle.example' }, web(answers))).not.toBeNull()
})
