import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testAdapterContract, type Recording } from '../../contract-kit.ts'
import { ChannelError, type InboundEvent, type ProviderRequest } from '../../contract.ts'
import { readWebhook } from './receiving/receive.ts'
import type { WhatsAppSettings } from './settings.ts'
import { answerHandshake, signatureOf, verifySignature } from './signature.ts'
import { createWhatsAppAdapter } from './whatsapp.ts'

// All recorded payloads of PyWa and the recorded session of Chat SDK: everything in them is understood.

const corpus = join(import.meta.dirname, '../../../../test/corpus/webhooks')
const settings: WhatsAppSettings = {
  phoneNumberId: '1122334455667',
  portfolioId: '2949482758682047',
  accessToken: 'a token',
  appSecret: 'an app secret',
  verifyToken: 'a verify token',
  server: 'https://graph.facebook.com',
}

const requestOf = (body: unknown): ProviderRequest => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  url: '',
})

/** The payloads of a file, by their names, however deep they lie. */
function payloadsOf(file: string): [string, unknown][] {
  const found: [string, unknown][] = []
  const walk = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('entry' in value && Array.isArray(value.entry)) found.push([name, { ...value, all: undefined }])
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'entry' && key !== 'object') walk(name === '' ? key : `${name} ${key}`, inner)
    }
  }
  walk('', JSON.parse(readFileSync(join(corpus, file), 'utf8')))
  return found
}

const files = readdirSync(join(corpus, 'whatsapp')).filter((file) => file.endsWith('.json'))
const payloads = new Map(
  files.flatMap((file) =>
    payloadsOf(`whatsapp/${file}`).map(([name, body]) => [`${file.replace('.json', '')}: ${name}`, body] as const),
  ),
)
for (const [name, body] of payloadsOf('chat-sdk/dm-whatsapp.json')) payloads.set(`session: ${name}`, body)

const userId = { kind: 'whatsapp', value: 'US.13491208655302741918', assurance: 'possession-proven', scope: 'provider' }
const phone = { kind: 'phone', value: '+972987654321', assurance: 'asserted', scope: 'everywhere' }
const by = { from: userId, also: [phone], account: '1122334455667' }
const message = (text: string, more: object = {}) => ({ type: 'message', opens: 'issue', text, ...by, ...more })
const file = (name: string, declaredType: string, id: string, text = '') =>
  message(text, { media: [{ name, declaredType, reference: { id } }] })
const account = (kind: string, isTrouble: boolean) => ({ type: 'account', kind, isTrouble })
const template = (change: string, to: string) => ({ type: 'template', change, to })
const receipt = (state: string, more: object = {}) => ({
  type: 'receipt',
  state,
  about: 'wamid.xyzxyz',
  recipient: null,
  ...more,
})
const aside = (kind: string) => ({ type: 'aside', kind })

/** What is in each of them. */
const expected: Record<string, object[]> = {
  'account_update: account_deleted': [account('account_deleted', true)],
  'account_update: account_restriction': [account('account_restriction', true)],
  'account_update: account_violation': [account('account_violation', true)],
  'account_update: ad_account_linked': [account('ad_account_linked', false)],
  'account_update: authentication_international_eligibility': [account('auth_intl_price_eligibility_update', false)],
  'account_update: account_disabled': [account('disabled_update', false)],
  'account_update: mm_api_for_wa_terms_of_service': [account('mm_lite_terms_signed', false)],
  'account_update: partner_added': [account('partner_added', false)],
  'account_update: partner_app_installed': [account('partner_app_installed', false)],
  'account_update: partner_app_uninstalled': [account('partner_app_uninstalled', true)],
  'account_update: partner_led_business_verification_status': [
    account('partner_client_certification_status_update', false),
  ],
  'account_update: partner_removed': [account('partner_removed', true)],
  'account_update: partner_removed_wa_app_disconnection': [account('partner_removed', true)],
  'account_update: primary_business_location_set': [account('business_primary_location_country_update', false)],
  'account_update: pricing_tiering_update': [account('volume_based_pricing_tier_update', false)],
  'account_update: account_offboarded': [account('account_offboarded', true)],
  'account_update: account_reconnected': [account('account_reconnected', false)],
  'call_connect: business_initiated': [{ ...aside('call'), account: '743897493242' }],
  'call_connect: user_initiated': [aside('call')],
  'call_permission_update: accept': [aside('call-permission')],
  'call_permission_update: reject': [aside('call-permission')],
  'call_status: call_status': [aside('call')],
  'call_terminate: call_terminate': [aside('call')],
  'callback_button: button': [
    message('title', {
      choice: { payload: 'callback_data' },
      content: { type: 'text', choice: { title: 'title', description: '', payload: 'callback_data' } },
      quotes: ['wamid.xyzxyz'],
    }),
  ],
  'callback_button: quick_reply': [
    message('title', { choice: { payload: 'callback_data' }, quotes: ['wamid.xyzxyz=='] }),
  ],
  'callback_button: quick_reply_without_context': [
    message('title', { choice: { payload: 'callback_data' }, quotes: [] }),
  ],
  'callback_selection: callback': [message('title', { choice: { payload: 'callback_data' } })],
  'callback_selection: description': [message('title\ndescription', { choice: { payload: 'callback_data' } })],
  'deleted_message: revoke': [{ type: 'deletion', about: '<ORIGINAL_WHATSAPP_MESSAGE_ID>', from: userId }],
  'edited_message: image': [
    {
      type: 'edit',
      about: 'wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA=',
      text: 'Updated image caption',
      from: userId,
    },
  ],
  'flow_completion: completion': [
    message('comment_text: Comment Text\ndelivery_rating: 4\npurchase_rating: 2\nrecommend_radio: 0\ncs_rating: 0', {
      content: {
        form: {
          name: 'flow',
          fields: [
            { name: 'comment_text', value: 'Comment Text' },
            { name: 'delivery_rating', value: '4' },
            { name: 'purchase_rating', value: '2' },
            { name: 'recommend_radio', value: '0' },
            { name: 'cs_rating', value: '0' },
          ],
        },
      },
    }),
  ],
  'flow_completion: without_flow_token': [
    message('comment_text: Comment Text\ndelivery_rating: 4\npurchase_rating: 2\nrecommend_radio: 0\ncs_rating: 0'),
  ],
  'message: text': [message('Body Text', { providerId: 'wamid.xyzxyz', occurredAt: new Date(1_697_043_223_000) })],
  'message: image': [file('image.jpg', 'image/jpeg', '65463453')],
  'message: media_with_url': [file('image.jpg', 'image/jpeg', '65463453')],
  'message: video': [file('video.mp4', 'video/mp4', '765756756', 'caption')],
  'message: document': [file('filename.pdf', 'application/pdf', '1234567890987654321', 'caption')],
  'message: audio': [file('audio.ogg', 'audio/ogg; codecs=opus', '1234567890987654321')],
  'message: voice': [file('voice.ogg', 'audio/ogg; codecs=opus', '1234567890987654321')],
  'message: static_sticker': [file('sticker.webp', 'image/webp', '1234567890987654321')],
  'message: animated_sticker': [file('sticker.webp', 'image/webp', '1234567890987654321')],
  'message: reaction': [{ type: 'reaction', about: 'wamid.yzxyzx=', emoji: '😮', from: userId }],
  'message: unreaction_empty': [{ type: 'reaction', about: 'wamid.yzxyzx=', emoji: null }],
  'message: unreaction_no_emoji': [{ type: 'reaction', about: 'wamid.yzxyzx=', emoji: null }],
  'message: current_location': [
    message('12.25089, 43.90539', {
      content: { location: { latitude: 12.25089, longitude: 43.90539, name: '', address: '', url: '' } },
    }),
  ],
  'message: chosen_location': [
    message(
      'Facebook HQ\n1 Hacker Way, Menlo Park, CA 94025\n37.4611978, -122.2164385\nhttps://maps.google.com/?cid=2000000000000000000',
    ),
  ],
  'message: contacts': [
    message('Chandler Bing\n+1 555-555-5555\n\nMonica\n+1 666-666-6666\n\nRachel Green\n+1 777-777-7777'),
  ],
  'message: order': [
    message('3 × HAMBURGER (30 ILS)\n2 × FRENCH_FRIES (35 ILS)\n2 × SODA (10 ILS)', {
      content: {
        order: {
          catalogue: '354160437058781',
          items: [
            { product: 'HAMBURGER', quantity: 3, price: 30, currency: 'ILS' },
            { product: 'FRENCH_FRIES', quantity: 2, price: 35, currency: 'ILS' },
            { product: 'SODA', quantity: 2, price: 10, currency: 'ILS' },
          ],
        },
      },
    }),
  ],
  'message: unsupported': [
    message('[unsupported]', {
      content: { unsupported: { kind: '', why: 'Message type is currently not supported.' } },
    }),
  ],
  'message: unsupported_with_type': [message('[pool]')],
  'message: reply': [message('replied text', { quotes: ['wamid.xyzxyz=='] })],
  'message: forwarded': [message('forwarded text')],
  'message: forwarded_many_times': [message('text forwarded many times')],
  'message: interactive_message_with_err': [
    message('[interactive]', {
      content: { unsupported: { kind: 'interactive', why: 'Unsupported webhook payload' } },
    }),
  ],
  'message: referral': [
    message('BODY', {
      content: {
        referral: {
          source: 'ad or post',
          sourceId: 'ADID',
          url: 'AD_OR_POST_FB_URL',
          headline: 'AD_TITLE',
          body: 'AD_DESCRIPTION',
          clickId: 'CTWA_CLID',
        },
      },
    }),
  ],
  'message_status: sent': [receipt('sent')],
  'message_status: delivered': [receipt('delivered')],
  'message_status: read': [receipt('read')],
  'message_status: played': [receipt('read')],
  'message_status: failed': [receipt('failed', { code: '130472', addressIsDead: false })],
  'message_status: with_tracker': [receipt('sent', { entryId: 'some data' })],
  'message_status: group': [receipt('read', { about: '<WHATSAPP_MESSAGE_ID>' })],
  'outgoing_message: text': [
    { type: 'echo', text: 'Test message', to: { kind: 'whatsapp', value: 'US.13491208655302741918' } },
  ],
  'outgoing_message: delete': [aside('echo-deletion')],
  'outgoing_message: edit': [aside('echo-edit')],
  'system: phone_number_change': [
    { type: 'identity', from: phone, to: { ...phone, value: '+972912345678' }, account: '1122334455667' },
  ],
  'system: identity_change': [aside('security-code')],
  'template_category_update: marketing': [template('category', 'MARKETING')],
  'template_components_update: element': [template('components', 'CHANGED')],
  'template_components_update: element all': [template('components', 'CHANGED')],
  'template_quality_update: yellow': [template('quality', 'YELLOW')],
  'template_status_update: approved': [
    { ...template('status', 'APPROVED'), name: 'order_confirmation', language: 'en_US' },
  ],
  'template_status_update: rejected': [template('status', 'REJECTED')],
  'user_marketing_preferences: resume': [
    { type: 'consent', purpose: 'proactive', isGiven: true, from: { kind: 'phone', value: '+16505551234' } },
  ],
  'user_marketing_preferences: signup': [
    { type: 'consent', purpose: 'proactive', isGiven: true, text: 'User signed up via signup link' },
  ],
  'session: firstMessage': [
    {
      type: 'message',
      text: 'What is Vercel?',
      account: '100000000000001',
      from: { ...phone, value: '+15550002222', name: 'Test User' },
    },
  ],
  'session: secondMessage': [{ type: 'message', text: 'Tell me more' }],
  'session: statusUpdate': [{ type: 'receipt', state: 'sent', about: 'wamid.FAKE_MSG_SENT_001' }],
}

test('all recorded payloads are there', () => {
  // One of the 74 has another one within it.
  expect(payloads.size).toBe(74 + 1 + 3)
  expect(Object.keys(expected).toSorted()).toEqual([...payloads.keys()].toSorted())
})

test.each([...payloads])('%s', (name, body) => {
  expect(readWebhook(requestOf(body))).toMatchObject(expected[name]!)
})

const countsOf = (events: readonly object[]): Recording['holds'] => {
  const types = events.map((event) => String(Reflect.get(event, 'type')))
  return Object.fromEntries([...new Set(types)].map((type) => [type, types.filter((one) => one === type).length]))
}

testAdapterContract({
  adapter: createWhatsAppAdapter(),
  settings,
  recordings: [
    ...[...payloads].map(([name, body]) => ({ name, request: requestOf(body), holds: countsOf(expected[name]!) })),
    { name: 'many at once', request: requestOf(manyAtOnce()), holds: { message: 3, receipt: 2, aside: 2, account: 1 } },
  ],
  broken: [
    {
      name: 'cut off',
      request: { body: Buffer.from('{"object":"whatsapp_business_account","entry":[{'), headers: {}, url: '' },
    },
    { name: 'no JSON', request: { body: Buffer.from('<xml/>'), headers: {}, url: '' } },
    { name: 'nothing', request: { body: Buffer.alloc(0), headers: {}, url: '' } },
    { name: 'of another product', request: requestOf({ object: 'page', entry: [] }) },
    {
      name: 'entries that are none',
      request: requestOf({ object: 'whatsapp_business_account', entry: [1, null, 'x', {}] }),
    },
  ],
})

/** Two accounts, two numbers, and members that nobody knows among those that are known. */
function manyAtOnce(): unknown {
  const value = (number: string, more: object) => ({
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550001111', phone_number_id: number },
    ...more,
  })
  const text = (id: string, from: string) => ({ id, from, type: 'text', timestamp: '1700000000', text: { body: id } })
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: value('11', {
              messages: [text('a', '15550002222'), { type: 'text' }, text('b', '15550003333')],
              statuses: [
                { id: 's', status: 'delivered', timestamp: 1 },
                { id: 's', status: 'read', timestamp: 1 },
                { id: 's', status: 'read', timestamp: 1 },
              ],
            }),
          },
          { field: 'something_new', value: { a: 1 } },
        ],
      },
      { id: '2', changes: [{ field: 'messages', value: value('22', { messages: [text('c', '15550002222')] }) }] },
      {
        id: '2',
        changes: [{ field: 'messages', value: value('22', { errors: [{ code: 130429, title: 'Rate limit hit' }] }) }],
      },
    ],
  }
}

test('an event names the number that it is for', () => {
  const accounts = readWebhook(requestOf(manyAtOnce())).map((event) => [event.providerId.slice(0, 1), event.account])
  expect(accounts).toContainEqual(['a', '11'])
  expect(accounts).toContainEqual(['c', '22'])
})

const first = (body: unknown): InboundEvent => readWebhook(requestOf(body))[0]!

function of(more: { message?: object; contacts?: object[]; field?: string; value?: object }): unknown {
  const metadata = { display_phone_number: '+1 555-000-1111', phone_number_id: '11' }
  const text = { id: 'm', type: 'text', timestamp: '1700000000', text: { body: 'Hello' }, ...more.message }
  const value = { metadata, contacts: more.contacts, ...(more.field ? {} : { messages: [text] }), ...more.value }
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: more.field ?? 'messages', value }] }],
  }
}

const bsuid = 'DE.4711abc'
test.each([
  ['a phone alone', { message: { from: '491701234567' } }, 'phone', '+491701234567', 0],
  ['an id beside it', { message: { from: '491701234567', from_user_id: bsuid } }, 'whatsapp', bsuid, 1],
  ['an id alone', { message: { from_user_id: bsuid } }, 'whatsapp', bsuid, 0],
  ['an id where the phone was', { message: { from: bsuid } }, 'whatsapp', bsuid, 0],
  ['an id in wa_id of the contact', { contacts: [{ wa_id: bsuid, profile: { name: 'A' } }] }, 'whatsapp', bsuid, 0],
  [
    'an id of the contact alone',
    { contacts: [{ user_id: bsuid, profile: { username: 'anna' } }] },
    'whatsapp',
    bsuid,
    1,
  ],
  [
    'no contact that is the sender',
    { message: { from: '491701234567' }, contacts: [{}, {}] },
    'phone',
    '+491701234567',
    0,
  ],
  ['nothing at all', {}, 'phone', '', 0],
])('the sender is known by %s', (_how, given, kind, value, also) => {
  const event = first(of(given))
  expect(event).toMatchObject({ type: 'message', text: 'Hello', from: { kind, value } })
  expect((event.type === 'message' && event.also) || []).toHaveLength(also)
})

test('the id of another sender of the same request is not taken', () => {
  const value = {
    contacts: [{ wa_id: '491701234567', user_id: bsuid }],
    messages: ['491701234567', '491709999999'].map((from) => ({ id: from, from, type: 'text', text: { body: 'x' } })),
  }
  const events = readWebhook(requestOf(of({ value })))
  expect(events.map((event) => event.type === 'message' && event.from.value)).toEqual([bsuid, '+491709999999'])
})

test.each([
  [
    'a number with a new id',
    {
      id: 'm',
      from: '491701234567',
      from_user_id: bsuid,
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '491709999999', user_id: 'DE.9' },
    },
    [
      [bsuid, 'DE.9'],
      ['+491701234567', '+491709999999'],
    ],
  ],
  [
    'an id alone',
    { id: 'm', from_user_id: bsuid, type: 'system', system: { type: 'user_changed_user_id', user_id: 'DE.9' } },
    [[bsuid, 'DE.9']],
  ],
  [
    'an id that is named before',
    { id: 'm', type: 'system', system: { type: 'user_changed_user_id', previous_user_id: bsuid, user_id: 'DE.9' } },
    [[bsuid, 'DE.9']],
  ],
])('%s takes the place of the one before', (_what, message, pairs) => {
  const events = readWebhook(requestOf(of({ message })))
  expect(events.map((event) => event.type === 'identity' && [event.from.value, event.to.value])).toEqual(pairs)
})

test('an id that is replaced without a message is told as such', () => {
  const value = { user_id_update: [{ user_id: { previous: bsuid, current: 'DE.9' }, timestamp: '1700000000' }] }
  expect(first(of({ field: 'user_id_update', value }))).toMatchObject({
    type: 'identity',
    from: { kind: 'whatsapp', value: bsuid },
    to: { kind: 'whatsapp', value: 'DE.9' },
  })
})

test('what was said before the number was connected comes in silently', () => {
  const messages = [
    { from: '15550001111', id: 'h1', timestamp: '1700000000', type: 'text', text: { body: 'Ours' } },
    { from: '15550002222', id: 'h2', timestamp: '1700000001', type: 'text', text: { body: 'Theirs' } },
    { from: '15550001111', id: 'h3', timestamp: '1700000002', type: 'media_placeholder' },
  ]
  const chunk = { metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads: [{ id: '15550002222', messages }] }
  expect(readWebhook(requestOf(of({ field: 'history', value: { history: [chunk] } })))).toMatchObject([
    { type: 'echo', text: 'Ours', isHistory: true, to: { value: '+15550002222' } },
    { type: 'message', text: 'Theirs', opens: 'append-only', automatic: true, takenFor: { kind: 'history' } },
    { type: 'echo', text: '[media_placeholder]', isHistory: true },
    { type: 'aside', kind: 'history' },
  ])
})

test.each([
  ['a group', { from: '15550002222', group_id: 'g' }, 'group'],
  ['our own number', { from: '15550001111' }, 'own-number'],
])('what was written in or from %s makes nobody a customer', (_what, message, kind) => {
  expect(first(of({ message }))).toMatchObject({ type: 'aside', kind })
})

test('an id of 10,000 characters is still an id, and the same each time', () => {
  const long = 'x'.repeat(10_000)
  const message = { id: long, from: '15550002222', context: { id: `${long}y` } }
  const [one, two] = [first(of({ message })), first(of({ message }))]
  expect(one.providerId.length).toBeLessThanOrEqual(500)
  expect(two.providerId).toBe(one.providerId)
  expect(one).toMatchObject({ quotes: [expect.not.stringMatching(`^${one.providerId}$`)] })
})

test('ten thousand mutations of recorded payloads are read, set aside or refused, and nothing else', () => {
  const bodies = [...payloads.values()].map((body) => JSON.stringify(body))
  let seed = 20_261_130
  const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const odd = ['null', '{}', '[]', '0', '-1e400', '"\\u0000"', '"\\ud800"', '"x"', 'true', '[[]]']
  for (let time = 0; time < 10_000; time++) {
    const body = bodies[random(bodies.length)]!
    const values = [...body.matchAll(/(?<=[:[,])(?:"[^"]*"|\d+|\{\}|true|false)(?=[,\]}])/g)]
    const at = values[random(values.length)]!
    const mutated =
      random(4) === 0
        ? body.slice(0, random(body.length))
        : body.slice(0, at.index) + odd[random(odd.length)]! + body.slice(at.index + at[0].length)
    try {
      const events = readWebhook({ body: Buffer.from(mutated), headers: {}, url: '' })
      for (const event of events) {
        expect(event.providerId.length > 0 && event.providerId.length <= 500, mutated).toBe(true)
      }
      const said = JSON.stringify(events)
      expect(said.includes('\\u0000') || /\\ud8/.test(said), mutated).toBe(false)
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'malformed') throw new Error(mutated, { cause: error })
    }
  }
})

const signed = (body: string, secret = settings.appSecret): ProviderRequest => ({
  body: Buffer.from(body),
  headers: { 'x-hub-signature-256': signatureOf(Buffer.from(body), secret) },
  url: 'https://desk.example.com/in/1',
  method: 'POST',
})

test('a signature is over the very bytes, by the app secret', () => {
  expect(() => verifySignature(signed('{"a":"ü"}'), settings)).not.toThrow()
  const forged: ProviderRequest[] = [
    signed('{}', 'another secret'),
    { ...signed('{}'), body: Buffer.from('{} ') },
    { ...signed('{}'), headers: {} },
    {
      ...signed('{}'),
      headers: { 'x-hub-signature-256': signatureOf(Buffer.from('{}'), settings.appSecret).slice(7) },
    },
    { ...signed('{}'), headers: { 'x-hub-signature-256': 'sha256=' } },
  ]
  for (const request of forged) expect(() => verifySignature(request, settings)).toThrow(ChannelError)
  expect(() => verifySignature(signed('{}', ''), { appSecret: '' })).toThrow(ChannelError)
})

test('a try of the address is answered with its challenge, for the verify token only', () => {
  const asked = (query: string): ProviderRequest => ({
    body: Buffer.alloc(0),
    headers: {},
    method: 'GET',
    url: `https://a.example/in/1?${query}`,
  })
  const right = 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a%20verify%20token'
  expect(answerHandshake(asked(right), settings)).toEqual({ status: 200, type: 'text/plain', body: '1158201444' })
  expect(() => answerHandshake(asked(right.replace('a%20', '')), settings)).toThrow(ChannelError)
  expect(answerHandshake({ ...asked(right), method: 'POST' }, settings)).toBeNull()
  expect(answerHandshake(asked('hub.mode=subscribe'), settings)).toBeNull()
})
