import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { AddressConsents } from '@throughline/protocol/consents/consent.ts'
import type { Customer, Merge } from '@throughline/protocol/customers/customers.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { untranslated } from '@throughline/protocol/words.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelAdapter, InboundEvent, OutboundMessage, SenderAddress } from '../../src/channels/contract.ts'
import { newId as uuid } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { signedIn } from '../signed-in.ts'
import { parrot, signatureOf } from '../sample-channel/parrot.ts'

// Who asked for no more messages gets none, whatever waits, by real sockets.

const provider = {
  taken: [] as { to: string; text: string }[],
  /** While it is closed, whoever sends waits. */
  door: null as PromiseWithResolvers<void> | null,
  /** What an older version of the adapter did not understand. */
  isOld: false,
}
async function send({ to, text, idempotencyKey }: OutboundMessage) {
  await provider.door?.promise
  provider.taken.push({ to: to.value, text })
  return { providerId: `taken ${idempotencyKey}`, state: 'sent' as const }
}

interface Heard {
  id: string
  by: string
  text: string
  at?: string
  claimed?: true
  purpose?: 'service' | 'proactive'
}

function eventOf({ id, by, text, at, claimed, purpose = 'service' }: Heard): InboundEvent {
  const assurance = claimed ? 'claimed' : 'asserted'
  const from: SenderAddress = { kind: 'phone', value: by, name: null, assurance, scope: 'everywhere' }
  const occurredAt = at === undefined ? null : new Date(at)
  if (provider.isOld) return { type: 'aside', providerId: id, kind: 'consent', ...untranslated('Not understood yet.') }
  if (text === 'STOP' || text === 'START' || text === '') {
    return { type: 'consent', providerId: id, from, purpose, isGiven: text === 'START', text, occurredAt }
  }
  const none = { reference: null, replyToken: null, issueRef: null, subject: null, html: null }
  const more = { quotes: [], content: { type: 'text' as const }, attachments: [], automatic: false }
  return { type: 'message', providerId: id, from, text, occurredAt, opens: 'issue', ...none, ...more }
}

const parrotOf = (kind: string, medium: string): ChannelAdapter => {
  const adapter: typeof parrot = {
    ...parrot,
    kind,
    identityKinds: ['phone'],
    capabilities: { ...parrot.capabilities, live: medium === 'whatsapp' },
    consent: {
      medium,
      // A provider that confirms by itself is one on whose perch it says so.
      confirmation: ({ perch }, { isGiven }) =>
        perch.startsWith('confirms')
          ? null
          : { text: isGiven ? 'You hear from us again.' : 'You hear no more from us.' },
    },
    async receive({ body }) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this test has signed
      return (JSON.parse(new TextDecoder().decode(body)) as Heard[]).map(eventOf)
    },
    send,
  }
  return adapter
}

let app: TestApp
let sms: Channel
let otherSms: Channel
let whatsapp: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  const moreAdapters = [
    parrotOf('sms-parrot', 'sms'),
    parrotOf('sms-parakeet', 'sms'),
    parrotOf('wa-parrot', 'whatsapp'),
  ]
  app = stops.use(await startTestApp({ moreAdapters, pollMs: 50 }))
  sms = await connect('sms-parrot', 'one')
  otherSms = await connect('sms-parakeet', 'two')
  whatsapp = await connect('wa-parrot', 'three')
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  provider.taken = []
  provider.door = null
})

const connect = (kind: string, perch: string): Promise<Channel> =>
  app.api('POST', '/channels', { kind, name: perch, settings: { perch, secret: 'secret' } })

let count = 0
const newNumber = (): string => `+1202555${String(++count).padStart(4, '0')}`
const newId = (): string => `heard-${++count}`

async function post(channel: Channel, heard: Partial<Heard>[], secret = 'secret'): Promise<number> {
  const body = JSON.stringify(heard.map((one) => ({ id: newId(), ...one })))
  const signature = signatureOf({ body: Buffer.from(body), url: channel.inboundUrl! }, secret)
  const headers = { 'content-type': 'application/json', 'x-parrot-signature': signature }
  return (await fetch(`${app.url}/in/${channel.id}`, { method: 'POST', headers, body })).status
}
async function say(channel: Channel, by: string, text: string, more: Partial<Heard> = {}): Promise<void> {
  expect(await post(channel, [{ by, text, ...more }])).toBe(202)
}

async function customerAt(by: string): Promise<string> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(by)}`)
  return items[0]?.id ?? ''
}
async function newCustomer(channel: Channel = sms): Promise<{ id: string; by: string }> {
  const by = newNumber()
  await say(channel, by, 'Hello')
  return { id: await customerAt(by), by }
}
const write = (id: string, text: string, channel: Channel = sms): Promise<Entry> =>
  app.api('POST', `/customers/${id}/entries`, { kind: 'message', text, channelId: channel.id })
const refused = (id: string, text: string, channel: Channel = sms): Promise<Response> =>
  app.request('POST', `/customers/${id}/entries`, { kind: 'message', text, channelId: channel.id })
const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!
const becomes = (entry: Entry, state: string) => expect.poll(async () => (await deliveryOf(entry)).state).toBe(state)
const threadOf = async (id: string) =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=100`)).items
const saidOn = async (id: string) =>
  (await threadOf(id)).filter(({ content }) => content.type === 'event' && content.name === 'consent.recorded')
const consentsOf = async (id: string) =>
  (await app.api<{ items: AddressConsents[] }>('GET', `/customers/${id}/consents`)).items
const record = (id: string, body: object) => app.request('POST', `/customers/${id}/consents`, body)
const identityOf = async (id: string) => (await consentsOf(id))[0]!.identity.id
const textsTo = (by: string) => provider.taken.filter(({ to }) => to === by).map(({ text }) => text)
const usable = async (id: string) => {
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${id}/addresses`)
  return Object.fromEntries(items.map(({ channel, usable: is, reasonCode }) => [channel.kind, is || reasonCode]))
}
/** The same message again and again, as it stands in the database while it waits: a thousand calls would take a minute. */
async function writeOften({ id }: Entry, times: number): Promise<void> {
  const ids = Array.from({ length: times }, () => uuid())
  await app.database.pool.query(
    `with copy as (
       insert into entries select (jsonb_populate_record(e, jsonb_build_object('id', ids.id, 'seq', e.seq + ids.n))).*
       from entries e, unnest($2::uuid[]) with ordinality as ids (id, n) where e.id = $1 returning customer_id
     )
     update customers set last_seq = last_seq + $3 where id = (select customer_id from copy limit 1)`,
    [id, ids, times],
  )
  await app.database.pool.query(
    `insert into deliveries select (jsonb_populate_record(d, jsonb_build_object('entry_id', ids.id))).*
     from deliveries d, unnest($2::uuid[]) as ids (id) where d.entry_id = $1`,
    [id, ids],
  )
}
const confirmed = 'You hear no more from us.'

test('STOP while 1,000 messages are queued: one confirmation, and nothing after it', async () => {
  const { id, by } = await newCustomer()
  provider.door = Promise.withResolvers()
  const first = await write(id, 'message 0')
  await becomes(first, 'sending')
  const second = await write(id, 'message 1')
  await writeOften(second, 999)
  await say(sms, by, 'STOP')
  await say(sms, by, 'STOP')
  provider.door.resolve()
  await expect.poll(() => textsTo(by)).toEqual(['message 0', confirmed])
  const standing = async () =>
    (
      await app.database.pool.query(
        `select state, error ->> 'code' as code, count(*)::int as count from deliveries where customer_id = $1 group by 1, 2 order by 1, 2`,
        [id],
      )
    ).rows
  await expect.poll(standing).toEqual([
    { state: 'failed', code: 'no_consent', count: 1000 },
    { state: 'sent', code: null, count: 2 },
  ])
  expect((await deliveryOf(second)).error).toMatchObject({
    code: 'no_consent',
    message: 'Not sent: the customer has asked for no more messages.',
    words: [{ code: 'consents.not_sent', params: {} }],
  })
  // Their jobs have run once a message to somebody else is through.
  await becomes(await write((await newCustomer()).id, 'elsewhere'), 'sent')
  expect(textsTo(by)).toEqual(['message 0', confirmed])
})

test('it is on the thread, opens no issue, is once however often it comes, and is proof', async () => {
  const { id, by } = await newCustomer()
  const issues = async () => (await app.api<Customer>('GET', `/customers/${id}`)).openIssues.length
  const before = await issues()
  const stop = { id: newId(), by, text: 'STOP' }
  for (let time = 0; time < 3; time++) expect(await post(sms, [stop])).toBe(202)
  await expect.poll(() => textsTo(by)).toEqual([confirmed])
  const [entry, ...others] = await saidOn(id)
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    kind: 'event',
    issueId: null,
    author: { kind: 'customer' },
    text: `${by} asked for no more messages by SMS (STOP).`,
  })
  expect(await issues()).toBe(before)
  const [address] = await consentsOf(id)
  expect(address).toMatchObject({
    service: 'partly_withdrawn',
    proactive: 'withdrawn',
    current: [{ purpose: 'service', medium: 'sms', isGiven: false, source: 'customer', wording: 'STOP', by: null }],
  })
  expect(address!.current[0]!.proof).toEqual({ entryId: entry!.id, inboundId: expect.any(String) })
  expect(address!.history).toHaveLength(1)
})

test('it ends every SMS to the number, by whichever channel, and answers elsewhere go on', async () => {
  const { id, by } = await newCustomer()
  await say(sms, by, 'STOP')
  expect(await usable(id)).toEqual({ 'sms-parrot': 'no_consent', 'sms-parakeet': 'no_consent', 'wa-parrot': true })
  for (const channel of [sms, otherSms]) {
    const answer = await refused(id, 'Please answer', channel)
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ code: 'unusable_channel', detail: expect.stringContaining('no more messages') }),
    ])
  }
  await becomes(await write(id, 'By WhatsApp then', whatsapp), 'sent')
})

test('START gives it back, is confirmed once, and a STOP after it counts again', async () => {
  const { id, by } = await newCustomer()
  for (const text of ['STOP', 'START', 'START', 'STOP', 'START']) {
    await say(sms, by, text)
    await expect.poll(() => textsTo(by).at(-1)).toBe(text === 'STOP' ? confirmed : 'You hear from us again.')
  }
  expect(textsTo(by)).toHaveLength(4)
  await becomes(await write(id, 'There we are'), 'sent')
  expect(await usable(id)).toMatchObject({ 'sms-parrot': true })
})

test('what was said last counts, in whatever order it comes', async () => {
  const { id, by } = await newCustomer()
  await say(sms, by, 'START', { at: '2026-03-04T10:00:02Z' })
  await say(sms, by, 'STOP', { at: '2026-03-04T10:00:01Z' })
  expect(await usable(id)).toMatchObject({ 'sms-parrot': true })
  await say(sms, by, 'STOP', { at: '2026-03-04T10:00:03Z' })
  await say(sms, by, 'START', { at: '2026-03-04T10:00:02Z' })
  expect(await usable(id)).toMatchObject({ 'sms-parrot': 'no_consent' })
  await expect.poll(() => textsTo(by)).toEqual([confirmed])
  expect(await saidOn(id)).toHaveLength(4)
})

test('twenty STOPs at once are confirmed once', async () => {
  const { id, by } = await newCustomer()
  await Promise.all(Array.from({ length: 20 }, () => say(sms, by, 'STOP')))
  await becomes(await write((await newCustomer()).id, 'elsewhere'), 'sent')
  await expect.poll(() => textsTo(by)).toEqual([confirmed])
  expect(await saidOn(id)).toHaveLength(20)
})

test('a forged STOP, and one of somebody who only says that the number is theirs, change nothing for its owner', async () => {
  const { id, by } = await newCustomer()
  expect(await post(sms, [{ by, text: 'STOP' }], 'guessed')).toBe(403)
  await say(sms, by, 'STOP', { claimed: true, id: 'claimed' })
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  expect(items.find(({ providerId }) => providerId === 'claimed')).toMatchObject({
    kind: 'consent',
    state: 'set_aside',
  })
  expect([await saidOn(id), await usable(id)]).toMatchObject([[], { 'sms-parrot': true }])
  await becomes(await write(id, 'Still here'), 'sent')
})

test('a provider that confirms by itself is left to do so', async () => {
  const own = await connect('sms-parrot', 'confirms itself')
  const { id, by } = await newCustomer(own)
  await say(own, by, 'STOP')
  await becomes(await write((await newCustomer()).id, 'elsewhere'), 'sent')
  expect(textsTo(by)).toEqual([])
  expect(await usable(id)).toMatchObject({ 'sms-parrot': 'no_consent' })
})

test('it holds for a number that others use, that was merged, detached, or had nobody', async () => {
  const stranger = newNumber()
  await say(sms, stranger, 'STOP')
  expect(await customerAt(stranger)).toBe('')
  await say(sms, stranger, 'I have a question')
  const id = await customerAt(stranger)
  expect(await usable(id)).toMatchObject({ 'sms-parrot': 'no_consent' })

  const { id: other } = await newCustomer()
  await app.api<Merge>('POST', `/customers/${other}/merges`, { otherCustomerId: id, reason: 'One person.' })
  const of = (await consentsOf(other)).find(({ identity }) => identity.value === stranger)!
  expect(of.service).toBe('partly_withdrawn')
  expect(
    (await record(other, { identityId: of.identity.id, purpose: 'service', isGiven: true, reason: 'Asked.' })).status,
  ).toBe(201)
  await say(sms, stranger, 'STOP')

  await app.api('PATCH', `/identities/${of.identity.id}`, { shared: true })
  await app.api('DELETE', `/identities/${of.identity.id}`)
  const next = await app.api<Customer>('POST', '/customers', { identities: [{ kind: 'phone', value: stranger }] })
  expect(await usable(next.id)).toMatchObject({ 'sms-parrot': 'no_consent' })
})

test('staff record it with a reason; what waits is stopped when it would leave, and it can be sent again later', async () => {
  const { id, by } = await newCustomer()
  const identityId = await identityOf(id)
  provider.door = Promise.withResolvers()
  const entries = [await write(id, 'one'), await write(id, 'two'), await write(id, 'three')]
  await becomes(entries[0]!, 'sending')
  const said = { identityId, purpose: 'service', isGiven: false, reason: 'Said so on the phone.' }
  const answer = await record(id, said)
  expect([answer.status, await answer.json()]).toMatchObject([
    201,
    { service: 'withdrawn', current: [{ medium: null, source: 'api', reason: said.reason, by: { kind: 'token' } }] },
  ])
  provider.door.resolve()
  await becomes(entries[2]!, 'failed')
  expect(textsTo(by)).toEqual(['one'])
  expect(await usable(id)).toMatchObject({ 'sms-parrot': 'no_consent', 'wa-parrot': 'no_consent' })
  expect((await app.request('POST', `/entries/${entries[1]!.id}/sending`, {})).status).toBe(422)
  expect((await saidOn(id)).at(-1)!.text).toContain(`recorded for ${by}: no more messages.`)
  const { items } = await app.api<{ items: { subject: { id: string }; details: object }[] }>(
    'GET',
    '/audit?action=consent.recorded&limit=100',
  )
  expect(items.find(({ subject }) => subject.id === identityId)?.details).toMatchObject({ reason: said.reason })

  await record(id, { ...said, isGiven: true })
  await app.api('POST', `/entries/${entries[1]!.id}/sending`, {})
  await becomes(entries[1]!, 'sent')
})

test.each([
  ['no reason', (identityId: string) => ({ identityId, purpose: 'service', isGiven: false }), 400],
  [
    'a time to come',
    (identityId: string) => ({
      identityId,
      purpose: 'service',
      isGiven: true,
      reason: 'x',
      occurredAt: '2999-01-01T00:00:00Z',
    }),
    400,
  ],
  [
    'an address of somebody else',
    () => ({ identityId: '01900000-0000-7000-8000-0000000000ff', purpose: 'service', isGiven: false, reason: 'x' }),
    404,
  ],
])('with %s nothing is recorded', async (_what, bodyOf, status) => {
  const { id } = await newCustomer()
  expect((await record(id, bodyOf(await identityOf(id)))).status).toBe(status)
  expect((await consentsOf(id))[0]).toMatchObject({ service: 'unsaid', history: [] })
})

test('a scheduled reply is held back with the reason when its time comes, and who only reads records nothing', async () => {
  const { id, by } = await newCustomer()
  const identityId = await identityOf(id)
  const issueId = (await app.api<Customer>('GET', `/customers/${id}`)).openIssues[0]!.id
  const sam = await signedIn(app, 'Sam')
  const message = { kind: 'message', text: 'Tomorrow then', issueId, channelId: sms.id, identityId }
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const body = { message, sendAt, onlyIfUnanswered: false, echoId: newId() }
  const scheduled = await sam.ask('POST', `/customers/${id}/scheduled-replies`, body)
  expect([scheduled.status, scheduled.body]).toMatchObject([201, { heldBack: null }])
  await say(sms, by, 'STOP')
  expect((await sam.ask('POST', `/scheduled-replies/${scheduled.body.id}/sending`)).status).toBe(200)
  const heldBack = async () => {
    const { body: list } = await sam.ask('GET', `/customers/${id}/scheduled-replies`)
    return list.items[0]?.heldBack
  }
  await expect.poll(heldBack).toMatchObject({
    reason: 'cannot_send',
    detail: expect.stringContaining('The customer has asked for no more messages.'),
  })
  await expect.poll(() => textsTo(by)).toEqual([confirmed])

  const reader = await signedIn(app, 'Rhea', 'readonly')
  expect((await reader.ask('GET', `/customers/${id}/consents`)).status).toBe(200)
  const given = { identityId, purpose: 'service', isGiven: true, reason: 'Asked.' }
  expect((await reader.ask('POST', `/customers/${id}/consents`, given)).status).toBe(403)
  expect((await sam.ask('POST', `/customers/${id}/consents`, given)).body).toMatchObject({
    service: 'given',
    current: [{ source: 'staff', isGiven: true, medium: null }],
  })
})

test('nobody who wants no more mail gets a copy of one', async () => {
  const value = 'no-mail@quiet.example'
  const identities = [{ kind: 'email', value }]
  const quiet = await app.api<Customer>('POST', '/customers', { identities })
  const withdrawn = { identityId: quiet.identities[0]!.id, purpose: 'service', isGiven: false, reason: 'Post.' }
  await record(quiet.id, withdrawn)
  const other = await app.api<Customer>('POST', '/customers', {
    identities: [{ kind: 'email', value: 'o@other.example' }],
  })
  const message = { kind: 'message', text: 'Hello', content: { cc: [value] } }
  const answer = await app.request('POST', `/customers/${other.id}/entries`, message)
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ detail: `${value} has asked for no more messages. Nothing was sent.` }),
  ])
})

test('a word about offers alone ends no answers', async () => {
  const { id, by } = await newCustomer(whatsapp)
  await say(whatsapp, by, 'STOP', { purpose: 'proactive' })
  expect((await consentsOf(id))[0]).toMatchObject({ service: 'unsaid', proactive: 'withdrawn' })
  await becomes(await write(id, 'An answer', whatsapp), 'sent')
})

test.each([
  ['its owner', {}, 200, 'no_consent'],
  ['who only claims the number', { claimed: true } as const, 409, true],
])('what was set aside before it was understood is read again: of %s', async (_whom, more, status, standing) => {
  const { id, by } = await newCustomer()
  const providerId = newId()
  provider.isOld = true
  await say(sms, by, 'STOP', { id: providerId, ...more })
  provider.isOld = false
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  const kept = items.find((one) => one.providerId === providerId)!
  const again = () => app.request('POST', `/inbound/${kept.id}/replay`)
  expect((await again()).status).toBe(status)
  expect((await again()).status).toBe(409)
  expect(await usable(id)).toMatchObject({ 'sms-parrot': standing })
  expect(await saidOn(id)).toHaveLength(status === 200 ? 1 : 0)
})
