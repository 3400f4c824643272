import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayMs, manualClock, minuteMs, secondMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { startWhatsApp, type WhatsAppSimulator } from '../providers/whatsapp.ts'

// WhatsApp by real sockets, against a simulator of Meta: in, out, receipts, and the 24 hours after a customer's message.

const clock = manualClock('2026-11-30T08:00:00Z')
let app: TestApp
let meta: WhatsAppSimulator
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  meta = await startWhatsApp()
  stops.defer(() => meta.stop())
  app = stops.use(await startTestApp({ clock, pollMs: 50, env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } }))
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  meta.mishaps.length = 0
  meta.sent.length = 0
})

let count = 0
const verifyToken = 'a long verify token'

interface NumberChannel extends Channel {
  phoneNumberId: string
}

async function connect(): Promise<NumberChannel> {
  const phoneNumberId = String(7000 + ++count)
  const channel = await app.api<Channel>('POST', '/channels', {
    kind: 'whatsapp',
    name: `WhatsApp ${phoneNumberId}`,
    settings: {
      phoneNumberId,
      portfolioId: '2949482758682047',
      accessToken: meta.token,
      appSecret: meta.appSecret,
      verifyToken,
      server: meta.url,
    },
  })
  return { ...channel, phoneNumberId }
}

const addressOf = ({ id }: Channel): string => `${app.url}/in/${id}`

function webhook(value: object, number: NumberChannel): object {
  const metadata = { display_phone_number: '15550001111', phone_number_id: number.phoneNumberId }
  const full = { messaging_product: 'whatsapp', metadata, ...value }
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: full }] }] }
}

interface Wrote {
  text?: string
  userId?: string
  phone?: string
  id?: string
  at?: Date
  contextId?: string
}

function said({
  text = 'Hello',
  userId,
  phone,
  id = `wamid.in${++count}`,
  at = clock.now(),
  contextId,
}: Wrote): object {
  return {
    contacts: [
      { profile: { name: 'Anna' }, ...(phone ? { wa_id: phone } : {}), ...(userId ? { user_id: userId } : {}) },
    ],
    messages: [
      {
        id,
        ...(phone ? { from: phone } : {}),
        ...(userId ? { from_user_id: userId } : {}),
        ...(contextId ? { context: { id: contextId } } : {}),
        timestamp: String(Math.floor(at.getTime() / 1000)),
        type: 'text',
        text: { body: text },
      },
    ],
  }
}

const status = (id: string, word: string, more: object = {}): object => ({
  statuses: [{ id, status: word, timestamp: String(Math.floor(clock.now().getTime() / 1000)), ...more }],
})

async function customerBy(query: string): Promise<string> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${query}`)
  return items[0]!.id
}

async function wrote(number: NumberChannel, given: Wrote): Promise<string> {
  expect(await meta.deliver(addressOf(number), webhook(said(given), number))).toEqual([200])
  return customerBy(given.userId ?? given.phone!)
}

async function thread(customerId: string): Promise<Entry[]> {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.filter(({ kind }) => kind === 'message')
}

const write = (customerId: string, text: string): Promise<Entry> =>
  app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text })
const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!
const becomes = (entry: Entry, state: string) => expect.poll(async () => (await deliveryOf(entry)).state).toBe(state)
async function addressesOn({ id }: Channel, customerId: string): Promise<ReachableAddress[]> {
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customerId}/addresses`)
  return items.filter(({ channel }) => channel.id === id)
}

test('Meta’s try of the address is answered with its challenge', async () => {
  const number = await connect()
  const asked = (token: string) =>
    fetch(
      `${addressOf(number)}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
    )
  const right = await asked(verifyToken)
  expect([right.status, await right.text()]).toEqual([200, '1158201444'])
  expect((await asked('guessed')).status).toBe(403)
})

test('what is not signed by the app is 403, and kept nowhere', async () => {
  const number = await connect()
  const forged = await meta.deliver(addressOf(number), webhook(said({ phone: '4917000000' }), number), {
    secret: 'guess',
  })
  expect(forged).toEqual([403])
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  expect(items.filter(({ channel }) => channel?.id === number.id)).toEqual([])
})

test('a message is on the thread once, its answer goes to the id of the person, and receipts in any order end in one state', async () => {
  const number = await connect()
  const userId = `DE.${++count}anna`
  const body = webhook(said({ userId, phone: '491701111111', text: 'Where is my kettle?' }), number)
  expect(await meta.deliver(addressOf(number), body, { times: 3 })).toEqual([200, 200, 200])
  const customerId = await customerBy(userId)
  expect(await thread(customerId)).toMatchObject([
    { text: 'Where is my kettle?', direction: 'in', identity: { kind: 'whatsapp', value: userId } },
  ])
  const answer = await write(customerId, 'On its way.')
  await becomes(answer, 'sent')
  expect(meta.sent).toMatchObject([
    { by: number.phoneNumberId, body: { recipient: userId, text: { body: 'On its way.' } } },
  ])
  const { id } = meta.sent[0]!
  for (const word of ['read', 'sent', 'delivered', 'read']) {
    await meta.deliver(addressOf(number), webhook(status(id, word), number), { times: 2 })
  }
  await becomes(answer, 'read')
  expect(await thread(customerId)).toHaveLength(2)
})

test('a receipt that arrives before the answer to our call is not lost', async () => {
  const number = await connect()
  const customerId = await wrote(number, { userId: `DE.${++count}early` })
  const answer = await write(customerId, 'Hello Anna')
  await expect.poll(() => meta.sent.length).toBe(1)
  await meta.deliver(addressOf(number), webhook(status(meta.sent[0]!.id, 'delivered'), number))
  await becomes(answer, 'delivered')
})

test('a status that says why it failed is told in words', async () => {
  const number = await connect()
  const customerId = await wrote(number, { phone: `49170222${++count}2` })
  const answer = await write(customerId, 'Hello')
  await becomes(answer, 'sent')
  const errors = [{ code: 131026, title: 'Message undeliverable' }]
  await meta.deliver(addressOf(number), webhook(status(meta.sent[0]!.id, 'failed', { errors }), number))
  await becomes(answer, 'failed')
  expect((await deliveryOf(answer)).error).toMatchObject({
    code: '131026',
    words: [{ code: 'whatsapp.undeliverable' }],
  })
})

test('what quotes our answer joins its issue', async () => {
  const number = await connect()
  const userId = `DE.${++count}quote`
  const customerId = await wrote(number, { userId })
  const answer = await write(customerId, 'Which one?')
  await becomes(answer, 'sent')
  await wrote(number, { userId, text: 'The red one', contextId: meta.sent[0]!.id })
  const entries = await thread(customerId)
  expect(entries.map(({ issueId }) => issueId)).toEqual(entries.map(() => entries[0]!.issueId))
})

test('two numbers of one app share an address, and the person is the same on both', async () => {
  const [first, second] = [await connect(), await connect()]
  const userId = `DE.${++count}both`
  await wrote(first, { userId, text: 'at the first' })
  await expect
    .poll(() => meta.deliver(addressOf(first), webhook(said({ userId, text: 'at the second' }), second)))
    .toEqual([200])
  const entries = await thread(await customerBy(userId))
  expect(entries.map(({ text, channel }) => [text, channel?.id])).toEqual(
    expect.arrayContaining([
      ['at the first', first.id],
      ['at the second', second.id],
    ]),
  )
})

test('an answer may be written until the second at which the 24 hours end', async () => {
  const number = await connect()
  const heard = new Date('2026-12-02T09:00:00Z')
  // Meta hands it in a minute late: the time is counted from the message.
  clock.set(new Date(heard.getTime() + minuteMs))
  const customerId = await wrote(number, { userId: `DE.${++count}window`, at: heard })
  const end = new Date(heard.getTime() + dayMs)
  clock.set(new Date(end.getTime() - secondMs))
  expect(await addressesOn(number, customerId)).toMatchObject([
    { usable: true, window: { state: 'open', until: end.toISOString() } },
  ])
  await becomes(await write(customerId, 'In time'), 'sent')
  for (const lateMs of [0, secondMs]) {
    clock.set(new Date(end.getTime() + lateMs))
    expect(await addressesOn(number, customerId)).toMatchObject([
      {
        usable: false,
        reasonCode: 'window_closed',
        words: [{ code: 'whatsapp.window_closed' }],
        window: { state: 'template-only', until: null },
      },
    ])
    const refused = await app.request('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Too late' })
    expect([refused.status >= 400 && refused.status < 500, await refused.text()]).toEqual([
      true,
      expect.stringContaining('more than 24 hours old'),
    ])
  }
  expect(meta.sent).toHaveLength(1)
})

test('what was written in time and would leave too late fails with the sentence, and Meta is not asked', async () => {
  const number = await connect()
  const userId = `DE.${++count}late`
  const customerId = await wrote(number, { userId })
  const end = new Date(clock.now().getTime() + dayMs)
  clock.set(new Date(end.getTime() - 10 * secondMs))
  meta.mishaps.push({ kind: 'error', status: 429, code: 131056 })
  const answer = await write(customerId, 'Written in time')
  await expect.poll(async () => (await deliveryOf(answer)).nextAttemptAt).toBeDefined()
  clock.set(new Date(end.getTime() + minuteMs))
  await app.api('POST', `/entries/${answer.id}/sending`, {})
  await becomes(answer, 'failed')
  const { error, nextAttemptAt } = await deliveryOf(answer)
  expect(error).toMatchObject({ code: 'window_closed', words: [{ code: 'whatsapp.window_closed' }] })
  expect([nextAttemptAt, meta.sent, meta.mishaps]).toEqual([undefined, [], []])
  // The customer writes again: then it can be sent.
  await wrote(number, { userId })
  await app.api('POST', `/entries/${answer.id}/sending`, {})
  await becomes(answer, 'sent')
})

test('too many messages to one person are tried again, and one that Meta does not take for good is not', async () => {
  const number = await connect()
  const customerId = await wrote(number, { userId: `DE.${++count}pair` })
  meta.mishaps.push({ kind: 'error', status: 429, code: 131056 })
  const answer = await write(customerId, 'Again')
  await expect.poll(async () => (await deliveryOf(answer)).error?.code).toBe('131056')
  clock.advance(minuteMs)
  await app.api('POST', `/entries/${answer.id}/sending`, {})
  await becomes(answer, 'sent')
  meta.mishaps.push({ kind: 'error', status: 400, code: 131049 })
  const held = await write(customerId, 'Held back')
  await becomes(held, 'failed')
  expect((await deliveryOf(held)).error).toMatchObject({ words: [{ code: 'whatsapp.held_back' }] })
})

test('a message whose answer was lost is known by its status, and does not leave twice', async () => {
  const number = await connect()
  const customerId = await wrote(number, { userId: `DE.${++count}lost` })
  meta.mishaps.push({ kind: 'answer-lost' })
  const answer = await write(customerId, 'Once')
  await expect.poll(async () => (await deliveryOf(answer)).nextAttemptAt).toBeDefined()
  const [{ id, body }] = meta.sent as [(typeof meta.sent)[number]]
  const named = { biz_opaque_callback_data: body['biz_opaque_callback_data'] }
  await meta.deliver(addressOf(number), webhook(status(id, 'sent', named), number))
  clock.advance(2 * minuteMs)
  await app.api('POST', `/entries/${answer.id}/sending`, {})
  await becomes(answer, 'sent')
  await meta.deliver(addressOf(number), webhook(status(id, 'read', named), number))
  await becomes(answer, 'read')
  expect(meta.sent).toHaveLength(1)
})

test('a picture follows its message, which stands at once', async () => {
  const number = await connect()
  const userId = `DE.${++count}photo`
  const mediaId = `65463453${count}`
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000', 'hex')
  meta.media.set(mediaId, { bytes, type: 'image/png' })
  const image = { id: mediaId, mime_type: 'image/png', caption: 'The broken handle' }
  const message = { id: `wamid.in${++count}`, from_user_id: userId, timestamp: '1796025600', type: 'image', image }
  await meta.deliver(addressOf(number), webhook({ contacts: [{ user_id: userId }], messages: [message] }, number))
  const customerId = await customerBy(userId)
  expect(await thread(customerId)).toMatchObject([{ text: 'The broken handle', attachments: [{ name: 'image.png' }] }])
  await expect
    .poll(async () => (await thread(customerId))[0]!.attachments[0])
    .toMatchObject({ sizeBytes: bytes.length })
})
