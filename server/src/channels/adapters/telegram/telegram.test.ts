import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTelegram, type TelegramSimulator } from '../../../../test/providers/telegram.ts'
import { until } from '../../../../test/mail/until.ts'
import { manualClock } from '../../../lib/clock.ts'
import { silentLogger } from '../../../lib/logger.ts'
import { testAdapterContract, type Recording } from '../../contract-kit.ts'
import type {
  ChannelContext,
  Health,
  InboundAsideEvent,
  InboundEditEvent,
  InboundEvent,
  InboundMessageEvent,
  OutboundMessage,
  ProviderRequest,
} from '../../contract.ts'
import { usOf } from '../../us/us.ts'
import { answer, webhookSecret } from './webhook.ts'
import { TelegramSettings } from './settings.ts'
import { createTelegramAdapter } from './telegram.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus/webhooks')
const read = (path: string): unknown => JSON.parse(readFileSync(join(corpus, path), 'utf8'))

interface Expected {
  text?: string
  chatType?: string
  data?: string
  attachments?: number
  fileId?: string
  fileName?: string
}
interface Recorded {
  id: string
  kind: string
  expect: Expected
  update: Record<string, { chat?: { type: string }; message?: { chat: { type: string } } }>
}
const recorded = read('telegram/updates.json') as Recorded[]
const { mention, followUp } = read('chat-sdk/telegram.json') as Record<string, object>

const settings = TelegramSettings.parse({ token: '4711:AAF-simulated_token_of_a_bot' })
const request = (update: unknown): ProviderRequest => ({
  body: Buffer.from(JSON.stringify(update)),
  headers: {},
  url: 'https://desk.example.com/in/1',
  method: 'POST',
})
const adapter = createTelegramAdapter({
  publicUrl: 'https://desk.example.com',
  addressRules: { allowPrivateHosts: ['127.0.0.1'] },
  everyMs: 5,
})

const remembered = new Map<string, unknown>()
const clock = manualClock('2026-01-05T08:00:00Z')
function contextOf(given: Partial<TelegramSettings> = {}): ChannelContext<TelegramSettings> {
  return {
    channel: { id: 'c1', name: 'Bot', settings: { ...settings, ...given } },
    clock,
    us: async () => usOf({ channels: [], staff: [], domains: [], groups: [] }),
    logger: silentLogger,
    state: {
      read: async (key) => remembered.get(key) ?? null,
      write: async (key, value) => void remembered.set(key, value),
    },
    keepInOutbox: async () => undefined,
  }
}
const eventsOf = (update: unknown): Promise<InboundEvent[]> => adapter.receive(request(update), contextOf())
/** The only event, whichever it is. */
type Seen = InboundMessageEvent & Omit<InboundEditEvent, 'type'> & Omit<InboundAsideEvent, 'type'>
const eventOf = async (update: unknown): Promise<Seen> => {
  const events = await eventsOf(update)
  expect(events).toHaveLength(1)
  return events[0] as unknown as Seen
}

/** What each recorded update is, by who reads it: groups and channels are nobody's conversation with us. */
function typeOf({ kind, update }: Recorded): InboundEvent['type'] {
  const { chat, message } = update[kind]!
  if ((chat ?? message!.chat).type !== 'private') return 'aside'
  return kind === 'edited_message' ? 'edit' : kind === 'message_reaction' ? 'reaction' : 'message'
}

const ada = { id: 815, first_name: 'Ada', last_name: 'Quint', username: 'ada' }
const chat = { ...ada, type: 'private' }
const group = { id: -100, type: 'supergroup', title: 'Neighbours' }
const base = { message_id: 7, date: 1_767_600_000, chat, from: { ...ada, is_bot: false } }
const business = { ...base, business_connection_id: 'bc/1' }
const owner = { id: 99, is_bot: false, first_name: 'Olga' }
const reaction = (type: object[], had: object[] = []) => ({
  update_id: 5,
  message_reaction: { chat, message_id: 7, user: ada, date: 1_767_600_000, old_reaction: had, new_reaction: type },
})
const member = (status: string, of: object = chat) => ({
  update_id: 6,
  my_chat_member: { chat: of, from: ada, date: 1_767_600_000, old_chat_member: {}, new_chat_member: { status } },
})
const connection = (more: object) => ({
  update_id: 7,
  business_connection: { id: 'bc/1', user: owner, user_chat_id: 99, date: 1_767_600_000, is_enabled: true, ...more },
})

const more: Recording[] = [
  ['a reaction taken back', reaction([], [{ type: 'emoji', emoji: '👍' }]), { reaction: 1 }],
  [
    'a custom reaction instead of another',
    reaction([{ type: 'custom_emoji', custom_emoji_id: '1' }], [{ type: 'emoji', emoji: '👍' }]),
    { reaction: 1, aside: 1 },
  ],
  ['a blocked bot', member('kicked'), { block: 1 }],
  ['a bot added to a group', member('member', group), { aside: 1 }],
  ['a business connection', connection({ rights: { can_reply: true } }), { account: 1 }],
  ['a message to a business account', { update_id: 8, business_message: business }, { aside: 1 }],
  ['words to a business account', { update_id: 8, business_message: { ...business, text: 'Hi' } }, { message: 1 }],
  [
    'an answer of the owner',
    { update_id: 9, business_message: { ...business, from: owner, text: 'Yes' } },
    { echo: 1 },
  ],
  [
    'the bot’s own answer',
    {
      update_id: 9,
      business_message: { ...business, from: owner, sender_business_bot: { id: 4711, is_bot: true }, text: 'Yes' },
    },
    { aside: 1 },
  ],
  ['an edit there', { update_id: 10, edited_business_message: { ...business, text: 'Hello' } }, { edit: 1 }],
  [
    'deletions there',
    { update_id: 11, deleted_business_messages: { business_connection_id: 'bc/1', chat, message_ids: [7, 8, 7] } },
    { deletion: 2 },
  ],
  ['the start of a chat', { update_id: 12, message: { ...base, text: '/start' } }, { aside: 1 }],
  ['a pinned message', { update_id: 13, message: { ...base, pinned_message: base } }, { aside: 1 }],
  ['something of a later version', { update_id: 14, telepathy: { thought: 1 } }, { aside: 1 }],
  [
    'text with NUL',
    {
      update_id: 15,
      message: { ...base, text: 'a\u0000b\ud800', document: { file_id: 'f\u0000', file_name: 'x\u0000' } },
    },
    { message: 1 },
  ],
].map(([name, update, holds]) => ({
  name: name as string,
  request: request(update),
  holds: holds as Recording['holds'],
}))

testAdapterContract({
  adapter,
  settings,
  recordings: [
    ...recorded.map((one) => ({ name: one.id, request: request(one.update), holds: { [typeOf(one)]: 1 } })),
    { name: 'the recorded session, first', request: request(mention), holds: { message: 1 } },
    { name: 'the recorded session, second', request: request(followUp), holds: { message: 1 } },
    ...more,
  ],
  broken: [
    { name: 'no JSON', request: { ...request(null), body: Buffer.from('{"update_id":1,') } },
    { name: 'null', request: request(null) },
    { name: 'a list', request: request([recorded[0]!.update]) },
    { name: 'no id', request: request({ message: base }) },
    { name: 'a message without a chat', request: request({ update_id: 1, message: { ...base, chat: undefined } }) },
    { name: 'a time that is none', request: request({ update_id: 1, message: { ...base, date: 1e300, text: 'x' } }) },
  ],
})

test.each(recorded)('$id says what it is expected to say', async (one) => {
  const { update, expect: wanted, kind } = one
  const event = await eventOf(update)
  expect(event.type).toBe(typeOf(one))
  if (typeOf(one) === 'aside') {
    expect(event.sentence).toMatch(/Only private chats/)
    if (kind !== 'message_reaction') expect(event.preview!.beginning).toBe(wanted.text ?? wanted.data)
    return
  }
  if (wanted.text !== undefined) expect(event.text).toBe(wanted.text)
  if (wanted.data !== undefined) expect(event.choice).toEqual({ payload: wanted.data })
  expect(event.media?.length ?? 0).toBe(wanted.attachments ?? 0)
  if (wanted.fileId !== undefined) expect(event.media![0]!.reference).toEqual({ fileId: wanted.fileId })
  if (wanted.fileName !== undefined) expect(event.media![0]!.name).toBe(wanted.fileName)
})

test('an edit, a reaction and a press name the message that they are about', async () => {
  const said = await eventOf({ update_id: 1, message: { ...base, text: 'helo' } })
  const edited = await eventOf({ update_id: 2, edited_message: { ...base, text: 'hello', edit_date: 1_767_600_060 } })
  const liked = await eventOf(reaction([{ type: 'emoji', emoji: '👍' }]))
  const pressed = await eventOf({ update_id: 3, callback_query: { id: 'q', from: ada, message: base, data: 'x' } })
  const answered = await eventOf({
    update_id: 4,
    message: { ...base, message_id: 8, text: 'so', reply_to_message: base },
  })
  expect(said.providerId).toBe('telegram:4711/815/7')
  expect([edited.about, liked.about, pressed.quotes, answered.quotes]).toEqual([
    said.providerId,
    said.providerId,
    [said.providerId],
    [said.providerId],
  ])
  expect(edited.occurredAt).toEqual(new Date('2026-01-05T08:01:00Z'))
  expect(said.from).toEqual({
    kind: 'telegram',
    value: '815',
    name: 'Ada Quint',
    assurance: 'possession-proven',
    scope: 'channel',
  })
})

test('the same number in a chat of another bot or of a business account is another message', async () => {
  const direct = await eventOf({ update_id: 1, message: { ...base, text: 'a' } })
  const toAccount = await eventOf({ update_id: 1, business_message: { ...business, text: 'a' } })
  const other = await adapter.receive(
    request({ update_id: 1, message: { ...base, text: 'a' } }),
    contextOf({ token: '4712:AAF-simulated_token_of_a_bot' }),
  )
  expect(new Set([direct.providerId, toAccount.providerId, other[0]!.providerId]).size).toBe(3)
  expect(toAccount.from.value).toBe(direct.from.value)
})

test.each([
  [
    'their own',
    { user_id: 815, phone_number: '491701234567', first_name: 'Ada' },
    '📱 +491701234567',
    ['+491701234567'],
  ],
  ['somebody else’s', { user_id: 4, phone_number: '+491709999999', first_name: 'Bob' }, '👤 Bob +491709999999', []],
  ['one of nobody at Telegram', { phone_number: '0170', first_name: 'Bob' }, '👤 Bob 0170', []],
])('a contact, %s, is text, and only their own number counts as theirs', async (_whose, contact, text, numbers) => {
  const event = await eventOf({ update_id: 1, message: { ...base, contact } })
  expect(event.text).toBe(text)
  expect((event.also ?? []).map(({ value }) => value)).toEqual(numbers)
})

test.each([
  ['a place', { location: { latitude: 52.5, longitude: 13.4 } }, '📍 https://maps.google.com/?q=52.5,13.4'],
  [
    'a link behind a word',
    { text: 'see this page', entities: [{ type: 'text_link', offset: 4, length: 4, url: 'https://x.example' }] },
    'see this (https://x.example) page',
  ],
  [
    'forwarded words',
    { text: 'I agree', forward_origin: { type: 'hidden_user', sender_user_name: 'Bob', date: 1 } },
    '↪ Bob:\nI agree',
  ],
  ['a sticker', { sticker: { file_id: 's', emoji: '🙂', is_animated: false, is_video: true } }, '🙂'],
  ['a poll', { poll: { question: 'Which?', options: [{ text: 'A' }, { text: 'B' }] } }, '📊 Which?\n– A\n– B'],
])('%s can be read as text', async (_what, content, text) => {
  expect((await eventOf({ update_id: 1, message: { ...base, ...content } })).text).toBe(text)
})

test('the label of the button that was pressed is what was said', async () => {
  const message = { ...base, reply_markup: { inline_keyboard: [[{ text: 'Yes, please', callback_data: 'y' }]] } }
  const pressed = { update_id: 1, callback_query: { id: 'q1', from: ada, message, data: 'y' } }
  expect(await eventOf(pressed)).toMatchObject({ type: 'message', text: 'Yes, please', choice: { payload: 'y' } })
  const said = answer(request(pressed))
  expect(JSON.parse(said.body)).toEqual({ method: 'answerCallbackQuery', callback_query_id: 'q1' })
  const inGroup = {
    update_id: 1,
    callback_query: { id: 'q1', from: ada, message: { ...message, chat: group }, data: 'y' },
  }
  expect(answer(request(inGroup)).body).toBe('{}')
})

test('a bot is never answered automatically, and what an owner’s absence note says is one', async () => {
  const bot = await eventOf({ update_id: 1, message: { ...base, from: { ...ada, is_bot: true }, text: 'a' } })
  expect(bot.automatic).toBe(true)
})

test.each([
  [connection({ rights: { can_reply: true } }), false],
  [connection({ can_reply: true }), false],
  [connection({ rights: {} }), true],
  [connection({ is_enabled: false, rights: { can_reply: true } }), true],
])('a business account that gives no right to answer is trouble: %j', async (update, isTrouble) => {
  expect(await eventOf(update)).toMatchObject({ type: 'account', isTrouble })
})

test('only what carries the secret is taken', async () => {
  const secret = webhookSecret(contextOf())
  const verify = (given: string | undefined) =>
    adapter.webhook!.verify({ ...request({}), headers: { 'x-telegram-bot-api-secret-token': given } }, contextOf())
  expect(() => verify(secret)).not.toThrow()
  for (const forged of [
    undefined,
    '',
    'guess',
    `${secret} `,
    secret.slice(1),
    secret.toUpperCase(),
    webhookSecret(contextOf({ token: '4711:another_token' })),
  ]) {
    expect(() => verify(forged), forged).toThrow(expect.objectContaining({ kind: 'invalid_signature' }))
  }
})

test('10,000 mutated updates are read, or refused as malformed, and never anything else', async () => {
  const updates = [
    ...recorded.map(({ update }) => update),
    ...more.map((one) => JSON.parse(Buffer.from(one.request.body).toString())),
  ]
  let seed = 7
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  const values = [null, '', 'x'.repeat(10_000), -1, 1e308, 0.5, [], {}, [null], true, '\u0000', '\ud800', { id: {} }]
  let [understood, refused] = [0, 0]
  for (let time = 0; time < 10_000; time++) {
    const update = structuredClone(updates[random(updates.length)])
    let at = update as Record<string, unknown>
    for (;;) {
      const keys = Object.keys(at)
      const key = keys[random(keys.length)]
      if (key === undefined) break
      const inner = at[key]
      if (typeof inner === 'object' && inner !== null && random(4) > 0) at = inner as Record<string, unknown>
      else {
        if (random(3) === 0) delete at[key]
        else at[key] = values[random(values.length)]
        break
      }
    }
    let body = Buffer.from(JSON.stringify(update))
    if (random(5) === 0) body = body.subarray(0, random(body.length))
    if (random(5) === 0 && body.length > 0) body[random(body.length)] = random(256)
    try {
      const events = await adapter.receive({ ...request(null), body }, contextOf())
      understood++
      expect(events.length).toBeGreaterThan(0)
      for (const event of events) {
        expect(event.providerId.length).toBeLessThanOrEqual(500)
        if ('occurredAt' in event && event.occurredAt) expect(Number.isNaN(event.occurredAt.getTime())).toBe(false)
        const said = JSON.stringify(event)
        if (said.includes('\\u0000') || said.includes('\\ud800'))
          throw new Error(`would be refused: ${said.slice(0, 200)}`)
      }
    } catch (error) {
      if ((error as { kind?: string }).kind !== 'malformed') throw error
      refused++
    }
    answer({ ...request(null), body })
  }
  expect(understood).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(1000)
})

// From here on with the provider at the other end.
let telegram: TelegramSimulator
beforeAll(async () => {
  telegram = await startTelegram()
})
afterAll(() => telegram[Symbol.asyncDispose]())
beforeEach(() => {
  telegram.calls.length = 0
  Object.assign(telegram, { webhook: null, lastError: null, pending: 0 })
  remembered.clear()
})
const here = () => contextOf({ server: telegram.url })
const file = (name: string, mediaType: string, sizeBytes = 3): OutboundMessage['attachments'][number] => ({
  name,
  mediaType,
  sizeBytes,
  inline: false,
  contentId: null,
  read: async () => Buffer.from('abc'),
})
function outbound(given: Partial<OutboundMessage> = {}): OutboundMessage {
  const message = {
    entryId: 'e1',
    idempotencyKey: 'e1',
    to: { kind: 'telegram', value: '815', name: null },
    text: 'It is on its way.',
    attachments: [],
    earlier: [],
    ...given,
  }
  return message as unknown as OutboundMessage
}
const send = (given?: Partial<OutboundMessage>) => adapter.send(outbound(given), here())
const methods = () => telegram.calls.map(({ method }) => method)

test('an answer is one message, without formatting that the text could forge', async () => {
  const receipt = await send({ text: '<b>*hi*</b>' })
  expect(receipt).toEqual({ providerId: expect.stringMatching(/^telegram:4711\/815\/\d+$/), state: 'sent' })
  expect(telegram.calls).toEqual([
    { method: 'sendMessage', params: { chat_id: '815', text: '<b>*hi*</b>' }, files: {} },
  ])
})

test.each([
  ['a picture', [file('a.png', 'image/png')], 'sendPhoto', { photo: { name: 'a.png', type: 'image/png', size: 3 } }],
  [
    'a large picture',
    [file('a.png', 'image/png', 11e6)],
    'sendDocument',
    { document: { name: 'a.png', type: 'image/png', size: 3 } },
  ],
  [
    'a file',
    [file('ä b.pdf', 'application/pdf')],
    'sendDocument',
    { document: { name: 'ä b.pdf', type: 'application/pdf', size: 3 } },
  ],
])('%s goes with the text below it', async (_what, attachments, method, files) => {
  await send({ attachments })
  expect(telegram.calls).toEqual([{ method, params: { chat_id: '815', caption: 'It is on its way.' }, files }])
})

test('several files are one album, and one that is no picture makes all of them files', async () => {
  await send({ attachments: [file('a.png', 'image/png'), file('b.pdf', 'application/pdf')] })
  const [{ method, params, files }] = telegram.calls as [TelegramSimulator['calls'][number]]
  expect([method, Object.keys(files)]).toEqual(['sendMediaGroup', ['file0', 'file1']])
  expect(JSON.parse(params['media'] as string)).toEqual([
    { type: 'document', media: 'attach://file0', caption: 'It is on its way.' },
    { type: 'document', media: 'attach://file1' },
  ])
})

test('what is no picture after all goes as a file', async () => {
  telegram.failNext('sendPhoto', { status: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
  await send({ attachments: [file('a.png', 'image/png')] })
  expect(methods()).toEqual(['sendPhoto', 'sendDocument'])
})

test('a long text goes before its files, and is not said again when the files are tried again', async () => {
  const given = { text: 'x'.repeat(1025), attachments: [file('a.pdf', 'application/pdf')] }
  telegram.failNext('sendDocument', { status: 502, raw: '<html>' })
  await expect(send(given)).rejects.toMatchObject({ kind: 'retryable' })
  await send(given)
  expect(methods()).toEqual(['sendMessage', 'sendDocument', 'sendDocument'])
})

test.each([
  ['more than 4096 characters', { text: 'x'.repeat(4097) }],
  ['a file of more than 50 MB', { attachments: [file('a.zip', 'application/zip', 60e6)] }],
])('%s are refused before anything is asked', async (_what, given) => {
  await expect(send(given)).rejects.toMatchObject({ kind: 'permanent', addressIsDead: false })
  expect(methods()).toEqual([])
})

test.each([
  [
    { status: 429, description: 'Too Many Requests: retry after 35', retryAfter: 35 },
    { kind: 'retryable', retryAfterMs: 35_000 },
  ],
  [
    { status: 401, description: 'Unauthorized' },
    { kind: 'credentials', stopsAll: true },
  ],
  [{ status: 404, description: 'Not Found' }, { kind: 'credentials' }],
  [
    { status: 403, description: 'Forbidden: bot was blocked by the user' },
    { kind: 'permanent', addressIsDead: true },
  ],
  [
    { status: 403, description: 'Forbidden: user is deactivated' },
    { kind: 'permanent', addressIsDead: true },
  ],
  [
    { status: 403, description: "Forbidden: bot can't initiate conversation with a user" },
    { kind: 'permanent', addressIsDead: false },
  ],
  [
    { status: 400, description: 'Bad Request: chat not found' },
    { kind: 'permanent', addressIsDead: true },
  ],
  [
    { status: 400, description: 'Bad Request: something new' },
    { kind: 'permanent', addressIsDead: false, message: 'Telegram did not take it: Bad Request: something new' },
  ],
  [{ status: 500, description: 'Internal Server Error' }, { kind: 'retryable' }],
  [{ status: 502, raw: '<html>Bad Gateway</html>' }, { kind: 'retryable' }],
  [{ status: 200, raw: 'OK' }, { kind: 'retryable' }],
] as const)('%j is understood', async (failure, wanted) => {
  telegram.failNext('sendMessage', failure)
  await expect(send()).rejects.toMatchObject(wanted)
})

test('a cut line is tried again, and no error says the token', async () => {
  telegram.failNext('sendMessage', 'lost')
  const error: unknown = await send().catch((cause: unknown) => cause)
  expect(error).toMatchObject({ kind: 'retryable' })
  expect(String(error) + JSON.stringify(error)).not.toContain(telegram.token)
})

test('a server inside the own network is not called', async () => {
  const guarded = createTelegramAdapter({ publicUrl: '', addressRules: {} })
  await expect(guarded.send(outbound(), here())).rejects.toMatchObject({ kind: 'credentials', code: 'unreachable' })
  expect(methods()).toEqual([])
})

test('an answer goes by the business account that the customer wrote to last, if that allows it', async () => {
  const said = await eventOf({ update_id: 1, business_message: { ...business, text: 'Hi' } })
  const earlier = [{ reference: said.reference!, direction: 'in' as const, subject: null, to: [] }]
  const rights = (can_reply: boolean) => ({ id: 'bc/1', user: owner, is_enabled: true, rights: { can_reply } })
  telegram.connections.set('bc/1', rights(false))
  await expect(send({ earlier })).rejects.toMatchObject({ kind: 'permanent', code: 'may_not_reply' })
  telegram.connections.set('bc/1', rights(true))
  const { providerId } = await send({ earlier })
  expect(providerId).toMatch(/^telegram:4711\/bc%2F1\/815\/\d+$/)
  expect(telegram.calls.at(-1)!.params).toMatchObject({ chat_id: '815', business_connection_id: 'bc/1' })
})

test('a file is fetched by its id', async () => {
  telegram.files.set('f1', { path: 'photos/file 1.jpg', bytes: Buffer.from('picture') })
  telegram.files.set('huge', { path: 'h', bytes: Buffer.from(''), size: 21 * 1024 * 1024 })
  const media = (fileId: string) => ({ name: 'a', declaredType: 'image/jpeg', sizeBytes: null, reference: { fileId } })
  const { body } = await adapter.fetchMedia!(media('f1'), here())
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toBe('picture')
  await expect(adapter.fetchMedia!(media('huge'), here())).rejects.toMatchObject({ kind: 'permanent' })
  await expect(adapter.fetchMedia!(media('gone'), here())).rejects.toMatchObject({ kind: 'permanent' })
  telegram.failNext('getFile', { status: 503, raw: '' })
  await expect(adapter.fetchMedia!(media('f1'), here())).rejects.toMatchObject({ kind: 'retryable' })
})

const others = { senderOf: async () => null }

test('a connected bot tells Telegram our address, once, and says how it fares', async () => {
  const health: Health[] = []
  telegram.failNext('getWebhookInfo', { status: 500, raw: '' })
  const context = here()
  const running = await adapter.connect!(context, {
    logger: silentLogger,
    ingest: async () => undefined,
    report: (now) => void health.push(now),
    looked: () => undefined,
  })
  const latest = () => health.at(-1)?.state
  await until('it fails first', () => health[0]?.state === 'failing')
  await until('it goes well', () => latest() === 'ok')
  expect(telegram.webhook).toMatchObject({ url: 'https://desk.example.com/in/c1', secret: webhookSecret(context) })
  expect(telegram.webhook!.allowed).toContain('message_reaction')
  Object.assign(telegram, {
    pending: 3,
    lastError: { date: clock.now().getTime() / 1000, message: 'Wrong response: 502.' },
  })
  await until('Telegram cannot deliver', () => latest() === 'failing')
  expect(health.at(-1)!.sentence).toContain('Wrong response: 502.')
  Object.assign(telegram, { pending: 0 })
  await until('it goes well again', () => latest() === 'ok')
  // Another server takes the bot: two that take it from each other would receive half each.
  telegram.webhook = { url: 'https://other.example/hook', secret: 'x', allowed: [] }
  await until('it is noticed', () => latest() === 'failing')
  expect(health.at(-1)!.sentence).toContain('other.example')
  await running.stop()
  expect(methods().filter((method) => method === 'setWebhook')).toHaveLength(1)
  expect(await adapter.test!(context, others)).toMatchObject([{ ok: true }, { ok: true }])
  expect(telegram.webhook).toMatchObject({ url: 'https://desk.example.com/in/c1' })
})

test('a test says whose token it is, and stops at one that is refused', async () => {
  const steps = await adapter.test!(here(), others)
  expect(steps.map(({ ok, sentence }) => [ok, sentence])).toEqual([
    [true, 'The token belongs to Acme (@acme_bot).'],
    [true, 'Telegram delivers to https://desk.example.com/in/c1.'],
  ])
  const refused = await adapter.test!(
    contextOf({ server: telegram.url, token: '4711:AAF-revoked_token_of_it' }),
    others,
  )
  expect(refused).toMatchObject([{ ok: false, words: [{ code: 'telegram.token_refused' }] }])
  telegram.failNext('setWebhook', {
    status: 400,
    description: 'Bad Request: bad webhook: HTTPS url must be provided for webhook',
  })
  remembered.clear()
  expect((await adapter.test!(here(), others))[1]).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('HTTPS url'),
  })
})
