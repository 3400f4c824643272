import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { hostToken, newVisitor, type Visitor } from '../visitor.ts'

const secret = randomBytes(32).toString('base64url')
let sink: SmtpSink
let app: TestApp
let channel: Channel
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({
    env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000' },
  })
  channel = await app.api('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { allowedOrigins: ['https://shop.example'], identity: { secret } },
  })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const visitor = (token?: string): Visitor => newVisitor(app, channel.id, token === undefined ? {} : { token })
const countOf = async (table: 'customers' | 'identities' | 'entries' | 'issues'): Promise<number> => {
  const { rows } = await app.database.pool.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]!.count
}

async function entryOf(message: VisitorMessage): Promise<Entry> {
  return app.api('GET', `/entries/${message.id}`)
}
async function threadOf(customerId: string): Promise<Entry[]> {
  return (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items
}
const answer = (customerId: string, text: string, more: object = {}): Promise<Entry> =>
  app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text, ...more })

test('looking stores nothing; the first word makes a customer, and staff answer in the chat', async () => {
  const before = await countOf('customers')
  const maria = visitor()
  expect((await maria.ask('GET', '')).body).toMatchObject({ channelId: channel.id, takesFiles: true })
  expect((await maria.ask('GET', '/messages')).body.code).toBe('unauthenticated')
  expect(await countOf('customers')).toBe(before)

  const said = await maria.say('Where is my parcel?')
  expect(said).toMatchObject({ isMine: true, text: 'Where is my parcel?', via: 'webchat', state: 'delivered' })
  const entry = await entryOf(said)
  expect(entry).toMatchObject({ direction: 'in', channel: { kind: 'webchat' }, identity: { kind: 'device' } })

  const live = await maria.live((await maria.messages()).streamCursor)
  await answer(entry.customerId, 'On its way.')
  await expect.poll(() => live.messages().map(({ text }) => text)).toContain('On its way.')
  expect(live.messages().at(-1)).toMatchObject({ isMine: false, via: 'webchat' })
  expect(await maria.texts()).toEqual(['Where is my parcel?', 'On its way.'])
  live.ws.close()
})

test('a visitor without a name is known by the page they last wrote on, and by nothing else of its address', async () => {
  const nameless = visitor()
  const first = await entryOf(await nameless.say('How large is it?', { page: 'https://shop.example/lamps' }))
  expect(first.content).toEqual({ type: 'text', page: 'https://shop.example/lamps' })
  const issueOf = () => app.api<Issue>('GET', `/issues/${first.issueId}`)
  expect(await issueOf()).toMatchObject({ customerName: null, visitorPage: 'https://shop.example/lamps' })

  const token = await entryOf(await nameless.say('And this?', { page: 'https://shop.example/kettles?token=s3#x' }))
  expect(token.content).toEqual({ type: 'text', page: 'https://shop.example/kettles' })
  expect((await issueOf()).visitorPage).toBe('https://shop.example/kettles')
  for (const page of ['javascript:alert(1)', 'nowhere', 'data:text/html,x']) {
    expect((await entryOf(await nameless.say('Hello?', { page }))).content).toEqual({ type: 'text' })
  }
  expect((await issueOf()).visitorPage).toBe('https://shop.example/kettles')
  await app.api('PATCH', `/customers/${first.customerId}`, { displayName: 'Mara' })
  const named = await issueOf()
  expect(named.customerName).toBe('Mara')
  expect(named).not.toHaveProperty('visitorPage')
})

test('a send that is repeated after a cut is one message', async () => {
  const joe = visitor()
  const body = { echoId: 'e-1', text: 'Only once' }
  const answers = await Promise.all([1, 2, 3].map(() => joe.ask('POST', '/messages', body)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201])
  expect(new Set(answers.map((given) => given.body.id)).size).toBe(1)
  expect((await joe.ask('POST', '/messages', body)).status).toBe(200)
  expect((await joe.messages()).items).toHaveLength(1)
  expect((await joe.messages()).items[0]).toMatchObject({ echoId: 'e-1' })
})

test('cutting the connection at any moment loses nothing and doubles nothing', async () => {
  const lee = visitor()
  const { customerId } = await entryOf(await lee.say('start'))
  let cursor: string | null = (await lee.messages()).streamCursor
  const seen: string[] = []
  const total = 40
  let isWriting = true
  const writing = (async () => {
    for (let i = 1; i <= total; i++) {
      if (i % 2 === 0) await lee.say(`n${i}`)
      else await answer(customerId, `n${i}`)
    }
    isWriting = false
  })()
  const ids = new Set<string>()
  for (let cuts = 0; seen.length < total && cuts < 200; cuts++) {
    const live = await lee.live(cursor)
    const enough = 1 + (cuts % 4)
    await expect.poll(() => live.messages().length >= enough || !isWriting, { timeout: 10_000 }).toBe(true)
    // What was on its way when the wire was cut is lost with it.
    for (const frame of live.frames.slice(0, live.frames.length - (cuts % 2))) {
      if (frame.type === 'message' && !ids.has(frame.message.id)) {
        ids.add(frame.message.id)
        seen.push(frame.message.text)
      }
      if ('cursor' in frame) cursor = frame.cursor
    }
    live.ws.terminate()
  }
  await writing
  const all = (await lee.messages()).items.map(({ text }) => text)
  expect(all).toHaveLength(total + 1)
  expect(seen.toSorted()).toEqual(all.slice(1).toSorted())
})

test('a visitor’s name and file change the direction of nothing that staff see after them', async () => {
  const pat = visitor()
  await pat.identify(hostToken(secret, { sub: 'pat-1', name: 'Pat\u202egpj.exe\u2066' }))
  const { body: file } = await pat.upload('photo-\u202egpj.exe', 'x')
  expect(file).toMatchObject({ name: 'photo-gpj.exe' })
  await pat.say('Hello')
  const entry = await entryOf((await pat.messages()).items[0]!)
  expect(entry.author.name).toBe('Patgpj.exe')
})

test('chat and mail of somebody whom the site signed in are one thread and one issue', async () => {
  const ana = visitor()
  await ana.say('My order 5512 arrived broken.')
  const token = hostToken(secret, { sub: 'ana-1', name: 'Ana Lima', email: 'ana@example.com', email_verified: true })
  expect((await ana.identify(token)).body).toMatchObject({ standing: 'signed-in' })
  const first = await entryOf((await ana.messages()).items[0]!)
  await sendMail(app.smtpPort, {
    from: 'Ana Lima <ana@example.com>',
    subject: 'Order 5512',
    text: 'My order 5512 arrived broken, here are the details.',
  })
  const thread = await threadOf(first.customerId)
  expect(thread.map((entry) => entry.channel?.kind)).toEqual(['webchat', 'email'])
  expect(new Set(thread.map((entry) => entry.issueId)).size).toBe(1)
  expect(await ana.texts()).toHaveLength(2)

  await answer(first.customerId, 'We send a new one.')
  const elsewhere = visitor()
  await elsewhere.identify(
    hostToken(secret, { sub: 'ana-1', name: 'Ana Lima', email: 'ana@example.com', email_verified: true }),
  )
  await expect.poll(() => elsewhere.texts()).toHaveLength(3)
  const customer = await app.api<Customer>('GET', `/customers/${first.customerId}`)
  expect(customer.identities.map(({ kind }) => kind).toSorted()).toEqual(['account', 'device', 'email'])
})

test('notes, and what was taken back, are never shown to anybody outside', async () => {
  const token = () => hostToken(secret, { sub: 'kim-1' })
  const kim = visitor()
  await kim.identify(token())
  const { customerId } = await entryOf(await kim.say('Hello?'))
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'A difficult one.' })
  const held = await answer(customerId, 'Oops', { holdSeconds: 60 })
  expect(await kim.texts()).toEqual(['Hello?'])
  await app.api('POST', `/entries/${held.id}/recall`, {})
  const live = await kim.live('0')
  await answer(customerId, 'Hi Kim')
  await expect.poll(() => kim.texts()).toEqual(['Hello?', 'Hi Kim'])
  await expect.poll(() => live.frames.length).toBeGreaterThan(1)
  expect(JSON.stringify(live.frames)).not.toMatch(/difficult|Oops/)
  live.ws.close()
})

test('a stranger who types an address sees nothing of its owner and changes nothing for them', async () => {
  await sendMail(app.smtpPort, { from: 'Ben <ben@example.com>', subject: 'Invoice', text: 'My bank details are here.' })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=ben%40example.com')
  const benId = items[0]!.id
  const before = await app.api<Customer>('GET', `/customers/${benId}`)

  const mallory = visitor()
  const said = await mallory.say('Hi, it is Ben.')
  const given = await mallory.ask('PUT', '/reach', { name: 'Ben', email: 'ben@example.com' })
  expect(given.body).toMatchObject({ standing: 'anonymous', reach: { email: 'ben@example.com', isProven: false } })
  const { customerId } = await entryOf(said)
  expect(customerId).not.toBe(benId)
  expect(await mallory.texts()).toEqual(['Hi, it is Ben.'])
  await answer(benId, 'Thank you for the details.')
  expect(await mallory.texts()).toEqual(['Hi, it is Ben.'])
  expect(await threadOf(benId)).toHaveLength(2)
  const after = await app.api<Customer>('GET', `/customers/${benId}`)
  expect(after.identities).toEqual(before.identities)
  expect(after.displayName).toBe(before.displayName)
})

test('two accounts on one device stay two customers', async () => {
  const shared = visitor()
  const { customerId } = await entryOf(await shared.say('From the family tablet'))
  expect((await shared.identify(hostToken(secret, { sub: 'mum' }))).status).toBe(200)
  expect((await shared.identify(hostToken(secret, { sub: 'son' }))).body.code).toBe('other_account')
  expect((await shared.ask('DELETE', '/session')).status).toBe(204)
  expect((await shared.ask('GET', '/messages')).body.code).toBe('session_over')

  const son = visitor()
  await son.identify(hostToken(secret, { sub: 'son' }))
  expect(await son.texts()).toEqual([])
  expect((await entryOf(await son.say('Mine'))).customerId).not.toBe(customerId)
  const mum = visitor()
  await mum.identify(hostToken(secret, { sub: 'mum' }))
  expect(await mum.texts()).toEqual(['From the family tablet'])
})

test('seen and unread are told both ways, on all devices of one person', async () => {
  const one = visitor()
  const two = visitor()
  for (const device of [one, two]) await device.identify(hostToken(secret, { sub: 'two-devices' }))
  const said = await one.say('Hello')
  const { customerId } = await entryOf(said)
  const [live, other] = [await one.live((await one.messages()).streamCursor), await two.live(null)]
  const reply = await answer(customerId, 'Hi')
  await expect.poll(() => live.messages().some(({ id }) => id === reply.id)).toBe(true)
  expect((await two.messages()).unread).toBe(1)
  live.send({ type: 'seen', id: reply.id })
  await expect.poll(async () => (await app.api<Entry>('GET', `/entries/${reply.id}`)).delivery?.state).toBe('read')
  await expect.poll(() => other.frames.some((frame) => frame.type === 'unread' && frame.count === 0)).toBe(true)
  expect((await two.messages()).unread).toBe(0)
  live.ws.close()
  other.ws.close()
})

test('files go up and down, and only to those who may see the message', async () => {
  const eve = visitor()
  const up = await eve.upload('picture <b>.html', '<script>alert(1)</script>')
  expect(up.status).toBe(201)
  const said = await eve.say('See this', { attachmentIds: [up.body.id] })
  expect(said.attachments).toHaveLength(1)
  const path = `/files/${said.attachments[0]!.id}`
  const down = await eve.ask('GET', path)
  expect(down.status).toBe(200)
  expect(down.headers.get('content-disposition')).toContain('attachment')
  expect(down.headers.get('content-type')).not.toContain('html')
  const nosy = visitor()
  await nosy.say('hello')
  expect((await nosy.ask('GET', path)).status).toBe(404)
  expect((await nosy.ask('POST', '/messages', { echoId: 'x', attachmentIds: [up.body.id] })).status).toBe(400)
})
