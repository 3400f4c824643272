import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { until } from '../mail/until.ts'
import { startTelegram, type Person, type TelegramSimulator } from '../providers/telegram.ts'

// A customer writes to the bot, is answered, corrects themself and likes the answer: all by real sockets.
const polled = { timeout: 15_000 }
let app: TestApp
let telegram: TelegramSimulator
let channel: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  telegram = stops.use(await startTelegram())
  app = stops.use(await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } }))
  const settings = { token: telegram.token, server: telegram.url }
  channel = await app.api<Channel>('POST', '/channels', { kind: 'telegram', name: 'Bot', settings })
  await until('the webhook is set', () => telegram.webhook?.url === channel.inboundUrl)
  // As the provider reaches it: the test has no proxy in front.
  telegram.webhook!.url = `${app.url}/in/${channel.id}`
})
afterAll(() => stops.disposeAsync())

let count = 0
const somebody = (): Person => ({ id: 5000 + ++count, first_name: `Person${count}x` })

async function threadOf({ first_name: name }: Person): Promise<{ customerId: string | null; entries: Entry[] }> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${name}`)
  if (!items[0]) return { customerId: null, entries: [] }
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0].id}/thread`)
  return { customerId: items[0].id, entries: thread.items.filter(({ kind }) => kind === 'message') }
}
const keptOf = async (): Promise<InboundRecord[]> =>
  (await app.api<{ items: InboundRecord[] }>('GET', '/inbound')).items.filter((one) => one.channel?.id === channel.id)

test('a message is on a thread, its answer leaves, and an edit and a reaction are taken', async () => {
  const ada = somebody()
  const first = telegram.message(ada, { text: 'Where is my parcle?' })
  expect((await telegram.deliver(first, { times: 3 })).status).toBe(200)
  const { customerId, entries } = await threadOf(ada)
  expect(entries.map(({ text }) => text)).toEqual(['Where is my parcle?'])
  const answer = { kind: 'message', text: 'On its way.' }
  const { id } = await app.api<Entry>('POST', `/customers/${customerId}/entries`, answer)
  await expect.poll(async () => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state, polled).toBe('sent')
  const sent = telegram.calls.filter(({ method }) => method === 'sendMessage')
  expect(sent.map(({ params }) => params)).toEqual([{ chat_id: String(ada.id), text: 'On its way.' }])
  const edited = { ...first.message, text: 'Where is my parcel?', edit_date: 1_767_600_060 }
  const chat = { ...ada, type: 'private' }
  const liked = { chat, user: ada, message_id: first.message.message_id, date: 1, old_reaction: [] }
  const updates = [
    { update_id: telegram.nextUpdateId(), edited_message: edited },
    {
      update_id: telegram.nextUpdateId(),
      message_reaction: { ...liked, new_reaction: [{ type: 'emoji', emoji: '👍' }] },
    },
  ]
  for (const update of updates) expect((await telegram.deliver(update, { times: 2 })).status).toBe(200)
  expect((await keptOf()).filter(({ state }) => state === 'failed')).toEqual([])
})

test('messages that come in another order, and twice, are each on the thread once', async () => {
  const ada = somebody()
  const [first, second] = [telegram.message(ada, { text: 'one' }), telegram.message(ada, { text: 'two' })]
  for (const update of [second, first, second, first]) await telegram.deliver(update)
  await Promise.all([telegram.deliver(first), telegram.deliver(second)])
  expect((await threadOf(ada)).entries.map(({ text }) => text).toSorted()).toEqual(['one', 'two'])
})

test('what does not carry the secret is refused and kept nowhere', async () => {
  const ada = somebody()
  const answer = await telegram.deliver(telegram.message(ada, { text: 'forged' }), { secret: 'guess' })
  expect([answer.status, await threadOf(ada)]).toEqual([403, { customerId: null, entries: [] }])
})

test('what is written in a group makes nobody a customer, and is not answered', async () => {
  const ada = somebody()
  const before = telegram.calls.filter(({ method }) => method !== 'getWebhookInfo').length
  const inGroup = telegram.message(ada, {
    text: 'hello all',
    chat: { id: -1001, type: 'supergroup', title: 'Neighbours' },
  })
  expect((await telegram.deliver(inGroup)).status).toBe(200)
  expect(await threadOf(ada)).toEqual({ customerId: null, entries: [] })
  expect(await keptOf()).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'group-chat', state: 'set_aside' })]),
  )
  expect(telegram.calls.filter(({ method }) => method !== 'getWebhookInfo')).toHaveLength(before)
})

test('a customer who has blocked the bot is written to no more until they write again', async () => {
  const ada = somebody()
  await telegram.deliver(telegram.message(ada, { text: 'hi' }))
  const { customerId } = await threadOf(ada)
  telegram.failNext('sendMessage', { status: 403, description: 'Forbidden: bot was blocked by the user' })
  const { id } = await app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Hello?' })
  await expect.poll(async () => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state, polled).toBe('failed')
  const { delivery } = await app.api<Entry>('GET', `/entries/${id}`)
  expect(delivery?.error?.message).toBe('The customer has blocked the bot.')
})

test('a press of a button is a message, and is answered at once', async () => {
  const ada = somebody()
  const chat = { ...ada, type: 'private' }
  const pressed = { id: 'q1', from: ada, message: { message_id: 1, date: 0, chat }, data: 'anything; drop table' }
  await telegram.deliver({ update_id: telegram.nextUpdateId(), callback_query: pressed })
  expect(telegram.calls.at(-1)).toMatchObject({ method: 'answerCallbackQuery', params: { callback_query_id: 'q1' } })
  expect((await threadOf(ada)).entries.map(({ text }) => text)).toEqual(['anything; drop table'])
})
