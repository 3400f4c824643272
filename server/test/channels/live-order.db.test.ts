import { untranslated } from '@throughline/protocol/words.ts'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ChannelError, type ChannelAdapter, type OutboundMessage } from '../../src/channels/contract.ts'
import { hourMs, manualClock, secondMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { parrot, signatureOf } from '../sample-channel/parrot.ts'

// What is written in a live conversation arrives in the order in which it was written, or not at all.

const clock = manualClock('2026-03-04T10:00:00Z')
const provider = {
  asked: [] as string[],
  taken: [] as string[],
  /** What becomes of a message with this text. */
  fails: new Map<string, ChannelError>(),
}
async function send({ text, idempotencyKey }: OutboundMessage) {
  provider.asked.push(text)
  const failure = provider.fails.get(text)
  if (failure) throw failure
  provider.taken.push(text)
  return { providerId: `taken ${idempotencyKey}`, state: 'sent' as const }
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of any settings, as the registry has it
const live = { ...parrot, kind: 'live-parrot', send } as ChannelAdapter
const notLive: ChannelAdapter = { ...live, kind: 'slow-parrot', capabilities: { ...parrot.capabilities, live: false } }

let app: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ clock, moreAdapters: [live, notLive], pollMs: 50 }))
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  provider.taken = []
  provider.asked = []
  provider.fails.clear()
})

let count = 0
async function channelOf(kind: string) {
  const perch = `perch-${++count}`
  const settings = { perch, secret: 'secret' }
  return { ...(await app.api<Channel>('POST', '/channels', { kind, name: perch, settings })), perch }
}

async function customerOn(channel: Channel & { perch: string }): Promise<string> {
  const [perch, by] = [channel.perch, `polly-${++count}`]
  const body = JSON.stringify([{ id: by, perch, by, text: 'Hello' }])
  const signature = signatureOf({ body: Buffer.from(body), url: channel.inboundUrl! }, 'secret')
  const headers = { 'content-type': 'application/json', 'x-parrot-signature': signature }
  expect((await fetch(`${app.url}/in/${channel.id}`, { method: 'POST', headers, body })).status).toBe(202)
  return (await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${by}`)).items[0]!.id
}

const customerOf = async (kind: string): Promise<string> => customerOn(await channelOf(kind))

const write = (customerId: string, text: string): Promise<Entry> =>
  app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text })
const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!
const becomes = (entry: Entry, state: string) => expect.poll(async () => (await deliveryOf(entry)).state).toBe(state)
/** Refused when its own job was sooner: then it is on its way. */
async function sendNow({ id }: Entry): Promise<void> {
  expect([200, 409]).toContain((await app.request('POST', `/entries/${id}/sending`, {})).status)
}

const failing = (kind: 'retryable' | 'permanent' | 'credentials', more: { stopsAll?: boolean } = {}) =>
  new ChannelError(kind, 'test', untranslated('Not now.'), more)

async function isRetried(entry: Entry): Promise<void> {
  await expect.poll(async () => (await deliveryOf(entry)).nextAttemptAt).toBeDefined()
}

test('a message that is retried holds up what was written after it, until it is sent', async () => {
  const customerId = await customerOf('live-parrot')
  provider.fails.set('one', failing('retryable'))
  const one = await write(customerId, 'one')
  await isRetried(one)
  const later = [await write(customerId, 'two'), await write(customerId, 'three')]
  // Their own jobs have run once this one, of another conversation, is through.
  await becomes(await write(await customerOf('live-parrot'), 'elsewhere'), 'sent')
  expect(await Promise.all(later.map(deliveryOf))).toMatchObject([{ state: 'queued' }, { state: 'queued' }])
  provider.fails.clear()
  await sendNow(one)
  await becomes(later[1]!, 'sent')
  expect(provider.taken).toEqual(['elsewhere', 'one', 'two', 'three'])
})

test('and until it is given up', async () => {
  const customerId = await customerOf('live-parrot')
  provider.fails.set('one', failing('retryable'))
  const one = await write(customerId, 'one')
  await isRetried(one)
  const two = await write(customerId, 'two')
  provider.fails.set('one', failing('permanent'))
  await sendNow(one)
  await becomes(one, 'failed')
  await becomes(two, 'sent')
  expect(provider.taken).toEqual(['two'])
})

test('on a channel that is not live, such as mail, a message that is retried holds up no other', async () => {
  const customerId = await customerOf('slow-parrot')
  provider.fails.set('one', failing('retryable'))
  const one = await write(customerId, 'one')
  await isRetried(one)
  await becomes(await write(customerId, 'two'), 'sent')
  expect(provider.taken).toEqual(['two'])
})

test('a live message is tried for four hours, and what waited longer behind it is not sent', async () => {
  const customerId = await customerOf('live-parrot')
  provider.fails.set('one', failing('retryable'))
  const one = await write(customerId, 'one')
  await isRetried(one)
  const two = await write(customerId, 'two')
  clock.set(new Date(clock.now().getTime() + 4 * hourMs + secondMs).toISOString())
  const three = await write(customerId, 'three')
  await becomes(one, 'failed')
  await becomes(two, 'failed')
  expect(await deliveryOf(one)).toMatchObject({ error: { words: [{}, { code: 'channels.tried_for_hours' }] } })
  expect(await deliveryOf(two)).toMatchObject({ error: { code: 'too_late' } })
  await becomes(three, 'sent')
  expect(provider.taken).toEqual(['three'])
  provider.fails.clear()
  await sendNow(two)
  await becomes(two, 'sent')
})

test.each([
  ['the provider is away', failing('retryable', { stopsAll: true }), 6 * secondMs],
  ['the token was revoked', failing('credentials'), 16 * 60 * secondMs],
])(
  'while %s nobody but one message tries, the others say why they wait, and then leave once',
  async (_why, failure, pauseMs) => {
    const channel = await channelOf('live-parrot')
    const first = await write(await customerOn(channel), 'first')
    await becomes(first, 'sent')
    provider.fails.set('probe', failure)
    const probe = await write(await customerOn(channel), 'probe')
    await isRetried(probe)
    const others: Entry[] = []
    for (let each = 0; each < 20; each++) others.push(await write(await customerOn(channel), `waits ${each}`))
    for (const one of others) {
      await expect.poll(async () => (await deliveryOf(one)).error?.code).toBe('waits')
      expect(await deliveryOf(one)).toMatchObject({ state: 'queued', attempts: 0 })
    }
    const ours = new Set(['first', 'elsewhere', 'probe', ...others.map(({ text }) => text)])
    // Messages of the tests before are tried again meanwhile, by their own channels.
    const asked = () => provider.asked.filter((text) => ours.has(text))
    expect(asked()).toEqual(['first', 'probe'])
    // Another channel is not held up.
    await becomes(await write(await customerOf('live-parrot'), 'elsewhere'), 'sent')

    provider.fails.clear()
    clock.set(new Date(clock.now().getTime() + pauseMs).toISOString())
    await sendNow(probe)
    for (const one of [probe, ...others]) await becomes(one, 'sent')
    expect(provider.taken.filter((text) => ours.has(text)).toSorted()).toEqual([...ours].toSorted())
    expect(await deliveryOf(others[7]!)).toMatchObject({ attempts: 1 })
    expect(await deliveryOf(others[7]!)).not.toHaveProperty('error')
  },
)

test('a channel that an admin has mended is tried at once', async () => {
  const channel = await channelOf('live-parrot')
  provider.fails.set('probe', failing('credentials'))
  const probe = await write(await customerOn(channel), 'probe')
  await isRetried(probe)
  provider.fails.clear()
  await app.api('PATCH', `/channels/${channel.id}`, { settings: { perch: channel.perch, secret: 'mended' } })
  await becomes(await write((await app.api<Entry>('GET', `/entries/${probe.id}`)).customerId, 'after'), 'queued')
  await sendNow(probe)
  await becomes(probe, 'sent')
})
