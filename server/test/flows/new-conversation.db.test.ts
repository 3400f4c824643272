import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** We write first: to somebody whom we know, or to an address that was only typed. */
const polled = { timeout: 15_000 }
let sink: SmtpSink
let app: TestApp
let mail: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(
    await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, ADMIN_EMAIL: 'admin@example.test' } }),
  )
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  mail = await app.api<Channel>('PATCH', `/channels/${items[0]!.id}`, {
    name: 'Support',
    settings: { address: 'support@shop.test' },
  })
  await app.api('PUT', '/own-addresses', { domains: ['firm.test'], groups: ['list@lists.test'] })
})
afterAll(() => stops.disposeAsync())

interface Recipient {
  customerId: string
  identityId: string
  isNew: boolean
}
const recipient = (email: string) => app.api<Recipient>('POST', '/recipients', { email })
const held = async (value: string) =>
  (await app.database.pool.query('select 1 from identities where value = $1 and detached_at is null', [value])).rowCount

const write = (to: Recipient, more: Record<string, unknown> = {}) =>
  app.api<Entry>('POST', `/customers/${to.customerId}/entries`, {
    kind: 'message',
    text: 'Your kettle is ready to be collected.',
    content: { subject: 'Your kettle' },
    channelId: mail.id,
    identityId: to.identityId,
    ...more,
  })

async function mailFrom(address: string, { inReplyTo }: { inReplyTo?: string } = {}): Promise<void> {
  const head = [
    `From: ${address}`,
    'To: support@shop.test',
    `Subject: About ${address}`,
    ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`] : []),
    `Message-ID: <${crypto.randomUUID()}@mail.test>`,
  ]
  await sendRaw(app.smtpPort, address, [...head, '', 'Hello, this is me.', ''].join('\r\n'), 'support@shop.test')
}

test('a typed address becomes an unverified customer, gets the mail, and their answer comes to the same issue', async () => {
  const to = await recipient(' Mara@Customer.Test ')
  expect(to.isNew).toBe(true)
  const customer = await app.api<Customer>('GET', `/customers/${to.customerId}`)
  expect(customer.identities).toMatchObject([{ id: to.identityId, value: 'mara@customer.test', assurance: 'asserted' }])

  const sent = await write(to, { newIssue: true })
  await expect.poll(() => sink.mails.map((one) => one.to), polled).toEqual([['mara@customer.test']])
  const { raw } = sink.mails[0]!
  expect(raw).toMatch(/^Subject: Your kettle/m)
  const issue = await app.api<Issue>('GET', `/issues/${sent.issueId}`)
  expect(issue).toMatchObject({ subject: 'Your kettle', status: 'waiting_on_customer', customerId: to.customerId })

  await mailFrom('mara@customer.test', { inReplyTo: /^Message-ID: (<[^>]+>)/im.exec(raw)![1]! })
  const thread = async () =>
    (await app.api<{ items: Entry[] }>('GET', `/customers/${to.customerId}/thread?limit=50`)).items
  await expect
    .poll(async () => (await thread()).filter(({ kind }) => kind === 'message').map(({ issueId }) => issueId), polled)
    .toEqual([sent.issueId, sent.issueId])
})

test('somebody who is known already is found, whatever the spelling, and nobody is added', async () => {
  await mailFrom('lee@customer.test')
  await expect.poll(() => held('lee@customer.test'), polled).toBe(1)
  expect(await recipient('LEE@customer.test')).toMatchObject({ isNew: false })
  expect(await held('lee@customer.test')).toBe(1)
})

test('a new conversation is an issue of its own on the one thread, and an answer goes on with the newest', async () => {
  const to = await recipient('ines@customer.test')
  const first = await write(to, { newIssue: true })
  const second = await write(to, { newIssue: true, content: { subject: 'Something else' } })
  const third = await write(to)
  expect(second.issueId).not.toBe(first.issueId)
  expect(third.issueId).toBe(second.issueId)
  expect(new Set([first, second, third].map(({ customerId }) => customerId)).size).toBe(1)
})

test('the same message twice is one, and opens one issue', async () => {
  const to = await recipient('twice@customer.test')
  const again = { newIssue: true, echoId: 'twice' }
  const both = await Promise.all([write(to, again), write(to, again)])
  expect(both[0].id).toBe(both[1].id)
  const customer = await app.api<Customer>('GET', `/customers/${to.customerId}`)
  expect(customer.openIssues).toHaveLength(1)
})

test('what is recalled before it leaves does not leave, and the issue that it opened is closed', async () => {
  const to = await recipient('held@customer.test')
  const entry = await write(to, { newIssue: true, holdSeconds: 60 })
  const recalled = await app.api<Entry>('POST', `/entries/${entry.id}/recall`, {})
  expect(recalled.delivery).toMatchObject({ state: 'refused' })
  expect(await app.api<Issue>('GET', `/issues/${entry.issueId}`)).toMatchObject({ status: 'resolved', lastText: '' })
  expect(sink.mails.flatMap((one) => one.to)).not.toContain('held@customer.test')
})

test('an address that two people type at once is one customer', async () => {
  const found = await Promise.all(Array.from({ length: 6 }, () => recipient('atonce@customer.test')))
  expect(new Set(found.map(({ customerId }) => customerId)).size).toBe(1)
  expect(found.filter(({ isNew }) => isNew)).toHaveLength(1)
})

test.each([
  ['a mailbox of ours', 'support@shop.test'],
  ['a mailbox of ours with a tag', 'Support+x@shop.test'],
  ['a declared group', 'list@lists.test'],
  ['a declared domain', 'somebody@firm.test'],
  ['a colleague', 'admin@example.test'],
])('%s is refused, and no record is left', async (_what, email) => {
  await expect(recipient(email)).rejects.toThrow('belongs to us')
  expect(await held(email.toLowerCase())).toBe(0)
})

test.each([
  'not an address',
  '@nobody.test',
  'a@b@c.test',
  'two@one.test, three@one.test',
  'x@y.test\r\nBcc: z@z.test',
])('%j is refused', async (email) => {
  await expect(recipient(email)).rejects.toThrow()
})

test('somebody who is blocked is refused with the reason, also where the address is typed', async () => {
  const to = await recipient('rude@customer.test')
  await app.api('PATCH', `/identities/${to.identityId}`, { blocked: true })
  await expect(recipient('rude@customer.test')).rejects.toThrow('blocked')
  await expect(write(to, { newIssue: true })).rejects.toThrow('blocked')
})

test('a new issue and a named one at once is refused', async () => {
  const to = await recipient('both@customer.test')
  const { issueId } = await write(to, { newIssue: true })
  await expect(write(to, { newIssue: true, issueId })).rejects.toThrow('not both')
})

test('where no channel can send to it, no record is left', async () => {
  await app.api('PATCH', `/channels/${mail.id}`, { enabled: false })
  try {
    await expect(recipient('nowhere@customer.test')).rejects.toThrow()
    expect(await held('nowhere@customer.test')).toBe(0)
  } finally {
    await app.api('PATCH', `/channels/${mail.id}`, { enabled: true })
  }
})

test('who may only read may not make anybody a recipient', async () => {
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Reader', role: 'readonly' })
  const response = await fetch(`${app.url}/api/v1/recipients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'reader@customer.test' }),
  })
  expect(response.status).toBe(403)
  expect(await held('reader@customer.test')).toBe(0)
})
