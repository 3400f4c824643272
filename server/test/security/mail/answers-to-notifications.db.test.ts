import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { colleague, type Colleague } from '../../colleague.ts'
import { sendRaw } from '../../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink, type SunkMail } from '../../mail/smtp-sink.ts'

// What a colleague's mail program sends back of a notification must not reach the customer: it quotes notes of colleagues.

const publicOrigin = 'http://localhost:3000'
let sink: SmtpSink
let app: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  const env = { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin }
  app = stops.use(await startTestApp({ env, pollMs: 100 }))
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const settings = { address: 'support@shop.test', authservIds: ['mx.shop.test'] }
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings })
})
afterAll(() => stops.disposeAsync())

let count = 0
const unfolded = (raw: string): string => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
const mailsTo = (address: string): SunkMail[] => sink.mails.filter(({ to }) => to.includes(address))
const passed = 'Authentication-Results: mx.shop.test; dmarc=pass header.from=example.com'

async function mailIn(mail: { from: string; to: string; lines: string[]; head?: string[] }): Promise<void> {
  const head = [
    ...(mail.head ?? []),
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    'Subject: A lamp',
    `Message-ID: <in-${++count}@mail.test>`,
  ]
  await sendRaw(app.smtpPort, mail.from, [...head, '', ...mail.lines, ''].join('\r\n'), mail.to)
}

async function threadOf(customerId: string): Promise<Entry[]> {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.filter(({ kind }) => kind === 'message' || kind === 'note')
}

interface Asked {
  person: Colleague
  address: string
  customer: string
  customerId: string
  issueId: string
  /** The lines of the notification, and where its answer goes. */
  notified: string[]
  to: string
}

const secret = 'We charged her twice and keep quiet about it.'

/** Somebody who is named in a note about a customer's issue, and has the mail that says so. */
async function named(name: string): Promise<Asked> {
  const person = await colleague(app, publicOrigin, name)
  const address = `${name.toLowerCase()}@example.com`
  await person.call('POST', '/me/notification-mailbox/proof-mail', { language: 'en' })
  const token = /#prove=(\S+)/.exec(unfolded(mailsTo(address).at(-1)!.raw))![1]!
  await person.call('POST', '/me/notification-mailbox/proof', { token })
  const mailNotifications = { when: 'always', afterMinutes: 10, kinds: ['mentioned'] }
  await person.call('PATCH', '/me/preferences', { mailNotifications })
  const customer = `gina-${++count}@mail.test`
  await mailIn({ from: customer, to: 'support@shop.test', lines: ['Where is my money?'] })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${customer}`)
  const customerId = items[0]!.id
  const { issueId } = (await threadOf(customerId))[0]!
  const note = { kind: 'note', text: secret, issueId, mentions: [person.id] }
  await app.api('POST', `/customers/${customerId}/entries`, note)
  const isThere = () => mailsTo(address).find(({ raw }) => unfolded(raw).includes(secret))
  await expect.poll(isThere).toBeDefined()
  const { raw } = isThere()!
  const text = unfolded(raw.slice(raw.indexOf('text/plain')).split('\r\n\r\n').slice(1).join('\r\n\r\n'))
  const notified = text.split(/\r\n--[-_]/)[0]!.split('\r\n')
  const replyTo = /^Reply-To:.*$/m.exec(raw.replaceAll(/\r\n[ \t]+/g, ' '))![0]
  const to = /[\w.+-]+@shop\.test/.exec(replyTo)![0]
  return { person, address, customer, customerId, issueId: issueId!, notified, to }
}

const quoted = (lines: string[]): string[] => lines.map((line) => `> ${line}`)

const answers: Record<string, (notified: string[]) => string[]> = {
  'nothing but the quotation': (lines) => ['On Monday, Shop wrote:', ...quoted(lines)],
  'nothing but a signature and the quotation': (lines) => [
    '-- ',
    'Ada, Shop',
    '',
    'On Monday, Shop wrote:',
    ...quoted(lines),
  ],
  'words between the lines of the quotation': (lines) => [
    ...quoted(lines.slice(0, 6)),
    'I see.',
    ...quoted(lines.slice(6)),
    'And here as well.',
  ],
  'nothing but words': () => ['I see.'],
  'words below the quotation': (lines) => [...quoted(lines), '', 'I see.'],
  'words below the quotation and who wrote it': (lines) => ['On Monday, Shop wrote:', ...quoted(lines), '', 'I see.'],
  'words above the quotation': (lines) => ['I see.', '', 'On Monday, Shop wrote:', ...quoted(lines)],
  'a note below the quotation': (lines) => [...quoted(lines), '', '#note I see.'],
  'one line of the note, and words': () => [`> ${secret}`, 'I see.', `> ${secret}`, 'Really.'],
  'the note without marks, broken over lines': () => [
    'I see.',
    '',
    'We charged her',
    'twice and keep',
    'quiet about it.',
  ],
  'words below a quoted line that was broken': () => ['> We charged her', 'twice and keep', '', 'I see.'],
  'half of the note without marks': () => ['I see.', '', 'ed her twice and keep quiet ab'],
  'words above a quotation without marks': (lines) => ['I see.', '', ...lines],
  'words below a quotation without marks': (lines) => [...lines, '', 'I see.'],
  'words above a quotation that is set in': (lines) => ['I see.', '', ...lines.map((line) => `    ${line}`)],
  'words above a quotation with another mark': (lines) => ['I see.', '', ...lines.map((line) => `| ${line}`)],
}

/** Where the words can be told from what is quoted. */
const isSent = new Set([
  'nothing but words',
  'words below the quotation',
  'words below the quotation and who wrote it',
  'words above the quotation',
])

test.each(Object.entries(answers))(
  'an answer of %s sends no note of colleagues to the customer',
  async (what, answer) => {
    const { address, customer, customerId, notified, to } = await named(`Ada${++count}`)
    expect(notified.join('\n')).toContain(secret)
    await mailIn({ from: address, to, head: [passed], lines: answer(notified) })
    await expect.poll(async () => (await threadOf(customerId)).length).toBe(3)
    const last = (await threadOf(customerId)).at(-1)!
    expect([last.kind, last.direction]).toEqual(isSent.has(what) ? ['message', 'out'] : ['note', 'internal'])
    if (!isSent.has(what)) return expect(mailsTo(customer)).toEqual([])
    expect(last.text).toBe('I see.')
    await expect.poll(() => mailsTo(customer).length).toBe(1)
    expect(unfolded(mailsTo(customer)[0]!.raw)).not.toContain(secret)
  },
)

test('the mail that is answered goes to nobody as a file of the answer', async () => {
  const { address, customer, customerId, notified, to } = await named(`Ada${++count}`)
  const lines = [
    '--b',
    'Content-Type: text/plain',
    '',
    'I see.',
    '--b',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="original.eml"',
    '',
    'From: support@shop.test',
    'Subject: A lamp',
    '',
    ...notified,
    '--b--',
  ]
  await mailIn({
    from: address,
    to,
    head: [passed, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    lines,
  })
  await expect.poll(async () => (await threadOf(customerId)).at(-1)).toMatchObject({ kind: 'note' })
  await expect.poll(async () => (await threadOf(customerId)).length).toBe(3)
  expect(mailsTo(customer)).toEqual([])
})

test('words that were not sent because of what they quoted are sent when they come alone', async () => {
  const { address, customer, customerId, notified, to } = await named(`Ada${++count}`)
  const words = 'We send the money back to your account tomorrow.'
  await mailIn({ from: address, to, head: [passed], lines: [words, '', ...notified] })
  await mailIn({ from: address, to, lines: [words] })
  expect((await threadOf(customerId)).map(({ kind }) => kind)).toEqual(['message', 'note', 'note', 'note'])
  await mailIn({ from: address, to, head: [passed], lines: [words] })
  expect((await threadOf(customerId)).at(-1)).toMatchObject({ kind: 'message', direction: 'out', text: words })
  await expect.poll(() => mailsTo(customer).length).toBe(1)
})
