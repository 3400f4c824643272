import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { createMetrics } from '../../platform/http/metrics.ts'
import { systemClock } from '../../lib/clock.ts'
import { readConfig } from '../../lib/config.ts'
import { silentLogger } from '../../lib/logger.ts'
import { untranslated } from '@throughline/protocol/words.ts'
import { layFoundations, type Foundations } from '../../run/foundations.ts'
import { ChannelError, type InboundEvent } from '../contract.ts'
import { ingest } from './inbound.ts'
import { replay } from './replay.ts'

// A provider's request may hold several messages. Read again, each is on its thread once, whatever was there before.
const secretKey = 'k'.repeat(32)
let app: TestApp
let node: Foundations
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { SECRET_KEY: secretKey } }))
  const config = readConfig({ DATA_DIR: app.dataDir, SMTP_PORT: '0', SERVICES: 'web', SECRET_KEY: secretKey })
  const { connection } = app.database
  const about = { metrics: createMetrics(), version: '0.0.0-test' }
  node = await layFoundations({ config, logger: silentLogger, connection, clock: systemClock, ...about }, stops)
})
afterAll(() => stops.disposeAsync())

let count = 0
/** A channel whose provider sends lists of events, which its adapter cannot read at first. */
async function channelOfLists() {
  const name = `Lists ${++count}`
  const channel = await app.api<Channel>('POST', '/channels', { kind: 'api', name, settings: {} })
  const configured = await node.store.byId(channel.id)
  const provider = { canRead: false, events: [] as InboundEvent[] }
  const adapter: typeof configured.adapter = {
    ...configured.adapter,
    async receive() {
      if (!provider.canRead) throw new ChannelError('malformed', 'x', untranslated('This list is new to us.'))
      return provider.events
    },
  }
  const deps: Foundations = { ...node, store: { ...node.store, byId: async () => ({ ...configured, adapter }) } }
  const deliver = () => ingest(deps, channel.id, { body: Buffer.from(`the list of ${name}`), headers: {}, url: '' })
  const kept = async () =>
    (await app.api<{ items: InboundRecord[] }>('GET', '/inbound')).items.filter(
      (record) => record.channel?.id === channel.id,
    )
  return { provider, kept, deliver, read: (id: string) => replay(deps, id), user: `user-${count}` }
}

const message = (user: string, id: string): InboundEvent => ({
  type: 'message',
  providerId: id,
  from: { kind: 'account', value: user, name: null, assurance: 'asserted', scope: 'everywhere' },
  reference: null,
  quotes: [],
  replyToken: null,
  issueRef: null,
  subject: null,
  text: id,
  html: null,
  content: { type: 'text' },
  attachments: [],
  occurredAt: null,
  automatic: false,
  opens: 'issue',
})

async function textsOf(user: string): Promise<(string | null)[]> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${user}`)
  if (!items[0]) return []
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0].id}/thread`)
  return thread.items.map(({ text }) => text)
}

/** What could not be read when it came, and now can. */
async function keptList() {
  const list = await channelOfLists()
  await list.deliver()
  const [record] = await list.kept()
  expect(record).toMatchObject({ kind: 'unreadable', state: 'failed' })
  list.provider.canRead = true
  return { ...list, id: record!.id }
}

test('a list that could not be read is on the thread after that once, however often it is delivered', async () => {
  const { provider, user, id, read, deliver, kept } = await keptList()
  provider.events = ['m1', 'm2', 'm3'].map((each) => message(user, each))
  expect(await read(id)).toMatchObject({ state: 'accepted' })
  expect(await textsOf(user)).toEqual(['m1', 'm2', 'm3'])
  await deliver()
  expect(await textsOf(user)).toEqual(['m1', 'm2', 'm3'])
  expect(await kept()).toEqual([])
})

test('so it is when the provider has delivered a part of it again before', async () => {
  const { provider, user, id, read, deliver, kept } = await keptList()
  provider.events = [message(user, 'm1')]
  await deliver()
  provider.events = [message(user, 'm1'), message(user, 'm2')]
  expect(await read(id)).toMatchObject({ state: 'accepted' })
  await deliver()
  expect(await textsOf(user)).toEqual(['m1', 'm2'])
  expect(await kept()).toEqual([])
})

test('and when all of it has been delivered again before', async () => {
  const { provider, user, id, read, deliver, kept } = await keptList()
  provider.events = [message(user, 'm1'), message(user, 'm2')]
  await deliver()
  expect(await read(id)).toMatchObject({ state: 'accepted' })
  expect(await textsOf(user)).toEqual(['m1', 'm2'])
  expect(await kept()).toEqual([])
})

test('what is no message in it is recorded too', async () => {
  const { provider, user, id, read, deliver, kept } = await keptList()
  const aside = { providerId: 'a1', kind: 'list', sentence: 'Housekeeping.', words: [] }
  provider.events = [{ type: 'aside', ...aside }, message(user, 'm1')]
  expect(await read(id)).toMatchObject({ state: 'accepted' })
  await deliver()
  expect(await textsOf(user)).toEqual(['m1'])
  expect(await kept()).toMatchObject([{ kind: 'list', state: 'set_aside' }])
})

test('one person at a time reads it again: the second records nothing', async () => {
  const { provider, user, id, read } = await keptList()
  provider.events = [message(user, 'm1'), message(user, 'm2')]
  const both = await Promise.allSettled([read(id), read(id), read(id)])
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await textsOf(user)).toEqual(['m1', 'm2'])
})

test('an empty list stays kept, and says so', async () => {
  const { id, read, kept } = await keptList()
  await expect(read(id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await kept()).toHaveLength(1)
})
