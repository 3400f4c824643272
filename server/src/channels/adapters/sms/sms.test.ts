import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { simulateTwilio, type Failure, type SimulatedTwilio } from '../../../../test/providers/twilio.ts'
import { manualClock } from '../../../lib/clock.ts'
import { silentLogger } from '../../../lib/logger.ts'
import { testAdapterContract } from '../../contract-kit.ts'
import {
  ChannelError,
  type ChannelContext,
  type InboundEvent,
  type OutboundMessage,
  type ProviderRequest,
} from '../../contract.ts'
import { usOf } from '../../us/us.ts'
import type { SmsSettings } from './settings.ts'
import { createSmsAdapter } from './sms.ts'

const sid = (kind: string, digit: string): string => kind + digit.repeat(32)
const settings: SmsSettings = {
  provider: 'twilio',
  accountSid: sid('AC', 'a'),
  authToken: 'a token',
  from: '+15005550006',
  messagingServiceSid: '',
  server: 'https://api.twilio.com',
}
const publicUrl = 'https://desk.example.com'
const url = `${publicUrl}/in/01900000-0000-7000-8000-000000000001`
const adapter = createSmsAdapter({ publicUrl, addressRules: { allowPrivateHosts: ['127.0.0.1'] } })

/** As Twilio posts it: https://www.twilio.com/docs/messaging/guides/webhook-request */
const message = {
  ToCountry: 'US',
  ToState: '',
  SmsMessageSid: sid('SM', '1'),
  NumMedia: '0',
  ToCity: '',
  FromZip: '94103',
  SmsSid: sid('SM', '1'),
  FromState: 'CA',
  SmsStatus: 'received',
  FromCity: 'SAN FRANCISCO',
  Body: 'Where is my parcel? 📦',
  FromCountry: 'US',
  To: '+15005550006',
  ToZip: '',
  NumSegments: '1',
  MessageSid: sid('SM', '1'),
  AccountSid: sid('AC', 'a'),
  From: '+14158675309',
  ApiVersion: '2010-04-01',
}
const mediaPath = (index: number): string =>
  `/2010-04-01/Accounts/${sid('AC', 'a')}/Messages/${sid('MM', '2')}/Media/${sid('ME', String(index))}`
const media = (index: number, type: string) => ({
  [`MediaUrl${index}`]: `https://api.twilio.com${mediaPath(index)}`,
  [`MediaContentType${index}`]: type,
})
const mms = {
  ...message,
  MessageSid: sid('MM', '2'),
  NumMedia: '2',
  ...media(0, 'image/jpeg'),
  ...media(1, 'text/x-vcard'),
}
/** As it posts reports: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
const report = {
  SmsSid: sid('SM', '3'),
  SmsStatus: 'sent',
  MessageStatus: 'sent',
  To: '+14158675309',
  MessageSid: sid('SM', '3'),
  AccountSid: sid('AC', 'a'),
  From: '+15005550006',
  ApiVersion: '2010-04-01',
}

const raw = (body: string | Uint8Array, more: Partial<ProviderRequest> = {}): ProviderRequest => ({
  body: Buffer.from(body),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  url,
  method: 'POST',
  ...more,
})
const form = (fields: Record<string, string>, more: Partial<ProviderRequest> = {}): ProviderRequest =>
  raw(new URLSearchParams(fields).toString(), more)

testAdapterContract({
  adapter,
  settings,
  recordings: [
    { name: 'an SMS', request: form(message), holds: { message: 1 } },
    { name: 'an MMS', request: form(mms), holds: { message: 1 } },
    { name: 'a message of a short code', request: form({ ...message, From: '70123' }), holds: { message: 1 } },
    { name: 'an empty message', request: form({ ...message, Body: '' }), holds: { message: 1 } },
    { name: 'a message with NUL', request: form({ ...message, Body: 'a\u0000b' }), holds: { message: 1 } },
    { name: 'STOP', request: form({ ...message, Body: 'Stop' }), holds: { consent: 1 } },
    { name: 'a report', request: form(report), holds: { receipt: 1 } },
    {
      name: 'a status of later versions',
      request: form({ ...report, MessageStatus: 'teleported' }),
      holds: { aside: 1 },
    },
    {
      name: 'a message by WhatsApp',
      request: form({ ...message, From: 'whatsapp:+14158675309' }),
      holds: { aside: 1 },
    },
    { name: 'our own number', request: form({ ...message, From: '+15005550006' }), holds: { aside: 1 } },
    {
      name: 'JSON',
      request: raw(JSON.stringify(message), { headers: { 'content-type': 'application/json' } }),
      holds: { message: 1 },
    },
    {
      name: 'GET',
      request: raw('', { method: 'GET', url: `${url}?${new URLSearchParams(message).toString()}` }),
      holds: { message: 1 },
    },
  ],
  broken: [
    { name: 'nothing', request: raw('') },
    { name: 'a call', request: form({ CallSid: sid('CA', '1'), From: '+14158675309' }) },
    { name: 'a message without a sender', request: form({ ...message, From: '' }) },
    { name: 'an id of 10,000 characters', request: form({ ...message, MessageSid: 'x'.repeat(10_000) }) },
    { name: 'no UTF-8', request: raw(new Uint8Array([0xff, 0xfe, 0x00, 0x3d])) },
    { name: 'JSON that is none', request: raw('{', { headers: { 'content-type': 'application/json' } }) },
  ],
})

const remembered = new Map<string, unknown>()
function contextOf(own: SmsSettings = settings): ChannelContext<SmsSettings> {
  return {
    channel: { id: '01900000-0000-7000-8000-000000000001', name: 'SMS', settings: own },
    clock: manualClock('2026-01-05T08:00:00Z'),
    us: async () => usOf({ channels: [], staff: [], domains: [], groups: [] }),
    logger: silentLogger,
    state: {
      read: async (key) => remembered.get(key) ?? null,
      write: async (key, value) => void remembered.set(key, value),
    },
    keepInOutbox: async () => undefined,
  }
}
const found = async (request: ProviderRequest): Promise<InboundEvent> => {
  const events = await adapter.receive(request, contextOf())
  expect(events).toHaveLength(1)
  return events[0]!
}

test('a number is the same everywhere, and proves nothing', async () => {
  expect(await found(form(message))).toMatchObject({
    type: 'message',
    providerId: message.MessageSid,
    from: { kind: 'phone', value: '+14158675309', assurance: 'asserted', scope: 'everywhere' },
    text: 'Where is my parcel? 📦',
    automatic: false,
  })
})

test('a short code or a name is nobody’s number, and no machine answers it', async () => {
  for (const From of ['70123', 'ACME']) {
    expect(await found(form({ ...message, From }))).toMatchObject({
      from: { kind: 'sms_sender', value: From, scope: 'channel' },
      automatic: true,
    })
  }
})

test('files of an MMS are named by their path at Twilio, and other addresses by none', async () => {
  const hostile = { ...mms, MediaUrl1: 'http://169.254.169.254/latest/meta-data' }
  expect(await found(form(hostile))).toMatchObject({
    media: [
      {
        name: 'MMS 1.jpg',
        declaredType: 'image/jpeg',
        sizeBytes: null,
        reference: { path: mediaPath(0) },
      },
      { name: 'MMS 2.vcf', reference: { path: '' } },
    ],
  })
  for (const [NumMedia, count] of [
    ['1e9', 10],
    ['-1', 0],
    ['Infinity', 10],
    ['x', 0],
  ] as const) {
    const event = await found(form({ ...mms, NumMedia }))
    expect(event.type === 'message' ? (event.media ?? []).length : null).toBe(count)
  }
})

test.each([
  ['STOP', {}, false],
  ['unsubscribe', {}, false],
  ['START', {}, true],
  ['Basta', { OptOutType: 'STOP' }, false],
  ['Otra vez', { OptOutType: 'START' }, true],
])('%s is no message but what may be sent from now on', async (Body, more, isGiven) => {
  expect(await found(form({ ...message, Body, ...more }))).toEqual({
    type: 'consent',
    providerId: message.MessageSid,
    occurredAt: null,
    from: { kind: 'phone', value: '+14158675309', name: null, assurance: 'asserted', scope: 'everywhere' },
    purpose: 'service',
    isGiven,
    text: Body,
  })
})

test('YES says that it may be a START', async () => {
  expect(await found(form({ ...message, Body: 'Yes' }))).toMatchObject({ type: 'message', startsAgain: true })
  expect(await found(form({ ...message, Body: 'Yes, please' }))).not.toHaveProperty('startsAgain')
})

test.each([
  ['HELP', { OptOutType: 'HELP' }],
  ['INFO', {}],
  ['Please stop', {}],
  ['YES', { OptOutType: 'START' }],
])('%s is a message, for people', async (Body, more) => {
  expect(await found(form({ ...message, Body, ...more }))).toMatchObject({ type: 'message', text: Body })
})

test.each([
  ['accepted', '', { state: 'sent', addressIsDead: false, code: null }],
  ['queued', '', { state: 'sent' }],
  ['sending', '', { state: 'sent' }],
  ['sent', '', { state: 'sent' }],
  ['delivered', '', { state: 'delivered', addressIsDead: false, code: null }],
  ['read', '', { state: 'read' }],
  ['undelivered', '30003', { state: 'failed', addressIsDead: false, code: '30003' }],
  ['undelivered', '30004', { state: 'failed', addressIsDead: false }],
  ['undelivered', '30005', { state: 'failed', addressIsDead: true }],
  ['undelivered', '30006', { state: 'failed', addressIsDead: true }],
  ['undelivered', '30007', { state: 'failed', addressIsDead: false }],
  ['undelivered', '30008', { state: 'failed', addressIsDead: false }],
  ['failed', '21610', { state: 'failed', addressIsDead: false, code: '21610' }],
  ['failed', '', { state: 'failed', addressIsDead: false, code: 'failed' }],
  [
    'failed',
    '99999',
    { state: 'failed', code: '99999', words: [{ code: 'sms.failed_with', params: { code: '99999' } }] },
  ],
  ['canceled', '', { state: 'failed', code: 'canceled' }],
])('a report of %s %s', async (MessageStatus, ErrorCode, expected) => {
  const fields = { ...report, MessageStatus, ...(ErrorCode ? { ErrorCode } : {}) }
  const entryId = '01900000-0000-7000-8000-0000000000e1'
  const event = await found(form(fields, { url: `${url}?entry=${entryId}` }))
  expect(event).toMatchObject({ type: 'receipt', about: report.MessageSid, entryId, ...expected })
})

test('ten thousand requests that were tampered with are read, or refused as unreadable', async () => {
  const seeds = [message, mms, report, { ...message, Body: 'STOP' }].map((fields) =>
    new URLSearchParams(fields).toString(),
  )
  const random = mulberry(4711)
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!
  const bits = [
    '&',
    '=',
    '%',
    '%00',
    '%ff',
    '+',
    '\u0000',
    'MessageSid=',
    '&From=',
    '&Body',
    '&NumMedia=9e99',
    '[]',
    '😀',
    '\ud800',
    'MessageStatus=&',
  ]
  const kinds = { read: 0, refused: 0 }
  for (let count = 0; count < 10_000; count++) {
    let text = pick(seeds)
    for (let change = 0; change <= random() * 4; change++) {
      const at = Math.floor(random() * text.length)
      const end = at + Math.floor(random() * 20)
      text = text.slice(0, at) + pick([pick(bits), '', text.slice(at, end).repeat(3)]) + text.slice(pick([at, end]))
    }
    try {
      const events = await adapter.receive(raw(text), contextOf())
      kinds.read += events.length
      for (const { providerId } of events) expect(providerId).toMatch(/^.{1,500}$/s)
      expect(JSON.stringify(events)).not.toMatch(/\\u0000|\\ud[89ab]/)
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'malformed') throw error
      kinds.refused++
    }
    expect(() =>
      adapter.webhook!.verify(raw(text, { headers: { 'x-twilio-signature': 'guess' } }), contextOf()),
    ).toThrow(ChannelError)
  }
  expect(kinds.read).toBeGreaterThan(1000)
  expect(kinds.refused).toBeGreaterThan(100)
})

/** A small generator, so that a failure comes again. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

// Out, against a server that speaks as Twilio does.
let twilio: SimulatedTwilio
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  twilio = stops.use(await simulateTwilio((asked) => asked))
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  twilio.messages.length = 0
})

const own = (more: Partial<SmsSettings> = {}): SmsSettings => ({
  ...settings,
  server: twilio.url,
  accountSid: twilio.accountSid,
  authToken: twilio.authToken,
  ...more,
})
const entryId = '01900000-0000-7000-8000-0000000000e1'
function send(more: Partial<SmsSettings> = {}) {
  const said = {
    idempotencyKey: entryId,
    to: { kind: 'phone', value: '+14158675309', name: null },
    text: 'Tomorrow. 📦',
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of a message is not looked at
  return adapter.send(said as OutboundMessage, contextOf(own(more)))
}

test('a message leaves from the number, and names where its reports go', async () => {
  const receipt = await send()
  expect(twilio.messages).toEqual([
    {
      sid: receipt.providerId,
      to: '+14158675309',
      from: '+15005550006',
      body: 'Tomorrow. 📦',
      statusCallback: `${url}?entry=${entryId}`,
      messagingServiceSid: '',
    },
  ])
  expect(receipt.state).toBe('sent')
})

test('a messaging service chooses the number', async () => {
  await send({ from: '', messagingServiceSid: sid('MG', '1') })
  expect(twilio.messages).toMatchObject([{ from: '', messagingServiceSid: sid('MG', '1') }])
})

test('where Twilio could not reach us, reports are not asked for', async () => {
  const local = createSmsAdapter({
    publicUrl: 'http://localhost:3000',
    addressRules: { allowPrivateHosts: ['127.0.0.1'] },
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of a message is not looked at
  const said = { idempotencyKey: entryId, to: { value: '+14158675309' }, text: 'Hi' } as OutboundMessage
  await local.send(said, contextOf(own()))
  expect(twilio.messages).toMatchObject([{ statusCallback: '' }])
})

test.each<[string, Failure, object]>([
  ['429 with a time', { status: 429, code: 20429, retryAfter: '120' }, { kind: 'retryable', retryAfterMs: 120_000 }],
  ['429 with nonsense', { status: 429, retryAfter: 'soon' }, { kind: 'retryable', retryAfterMs: 10_000 }],
  ['429 with an absurd time', { status: 429, retryAfter: '1e300' }, { kind: 'retryable' }],
  ['a server that failed', { status: 503 }, { kind: 'retryable', retryAfterMs: 60_000 }],
  [
    'an answer that is lost',
    'lost answer',
    { kind: 'retryable', code: 'answer_lost', retryAfterMs: 60_000, stopsAll: false },
  ],
  ['an opt-out', { status: 400, code: 21610 }, { kind: 'permanent', code: '21610', isOptOut: true }],
  ['no number', { status: 400, code: 21211 }, { kind: 'permanent', addressIsDead: true }],
  ['a landline', { status: 400, code: 21614 }, { kind: 'permanent', addressIsDead: true }],
  ['a country that is not allowed', { status: 400, code: 21408 }, { kind: 'permanent', addressIsDead: false }],
  [
    'a sender that is not ours',
    { status: 400, code: 21606, message: 'Not a number of yours' },
    { kind: 'credentials' },
  ],
  ['a full queue', { status: 400, code: 21611 }, { kind: 'retryable' }],
  [
    'what is not known here',
    { status: 400, code: 29999, message: 'No\u0000pe' },
    { kind: 'permanent', message: /29999.*Nope/ },
  ],
])('%s', async (_what, failure, expected) => {
  twilio.failNext(failure)
  const error: unknown = await send().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ChannelError)
  const { message: pattern, ...rest } = { message: /./, ...expected }
  expect(error).toMatchObject(rest)
  expect((error as ChannelError).message).toMatch(pattern)
})

test('a token that is refused, and a server that is not there, stop all that waits', async () => {
  await expect(send({ authToken: 'another' })).rejects.toMatchObject({ kind: 'credentials', stopsAll: true })
  await expect(send({ server: 'http://127.0.0.1:1' })).rejects.toMatchObject({ kind: 'retryable', stopsAll: true })
  await expect(send({ server: 'http://127.0.0.2:1' })).rejects.toMatchObject({ kind: 'credentials' })
})

test('a file is fetched with the account’s credentials, from its server only', async () => {
  const path = `/2010-04-01/Accounts/${twilio.accountSid}/Messages/${sid('MM', '2')}/Media/${sid('ME', '0')}`
  twilio.media.set(path, { type: 'image/jpeg', bytes: Buffer.from('a picture') })
  const fetched = (reference: string) =>
    adapter.fetchMedia!(
      { name: 'MMS 1', declaredType: 'image/jpeg', sizeBytes: null, reference: { path: reference } },
      contextOf(own()),
    )
  const { mediaType, body } = await fetched(path)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  expect([mediaType, Buffer.concat(chunks).toString()]).toEqual(['image/jpeg', 'a picture'])
  await expect(fetched(path.replace(/0$/, '1'))).rejects.toMatchObject({ kind: 'permanent' })
  await expect(fetched('//evil.example/2010-04-01')).rejects.toMatchObject({ kind: 'permanent' })
})

test('the account, its number and where that hands in are tried', async () => {
  const steps = async (more: Partial<SmsSettings> = {}) =>
    (await adapter.test!(contextOf(own(more)), { senderOf: async () => null })).map(({ ok }) => ok)
  twilio.number.smsUrl = 'https://demo.twilio.com/welcome/sms/reply/'
  expect(await steps()).toEqual([true, true, false])
  twilio.number.smsUrl = `${url}#rc=5&rp=all`
  expect(await steps()).toEqual([true, true, true])
  expect(await steps({ from: '+15005550009' })).toEqual([true, false])
  expect(await steps({ authToken: 'another' })).toEqual([false])
})

test('what to paste at Twilio says that it is tried again', () => {
  for (const more of [{}, { from: '70123' }, { from: '', messagingServiceSid: sid('MG', '1') }]) {
    const steps = adapter.webhook!.setUp!({ ...settings, ...more }, url)
    expect(steps.map(({ copy }) => copy)).toEqual([null, `${url}#rc=5&rp=all`])
  }
})

test.each([
  ['neither a sender nor a service', { from: '', messagingServiceSid: '' }, false],
  ['a service', { from: '', messagingServiceSid: sid('MG', '1') }, true],
  ['a short code', { from: '70123' }, true],
  ['a name', { from: 'Acme Ltd' }, true],
  ['a number without its country', { from: '0301234567' }, false],
  ['another provider', { provider: 'pigeon' }, false],
  ['no account', { accountSid: 'me' }, false],
])('settings with %s', (_what, more, isRight) => {
  expect(adapter.settings.safeParse({ ...settings, ...more }).success).toBe(isRight)
})
