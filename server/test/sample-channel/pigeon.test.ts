import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAdapterContract } from '../../src/channels/contract-kit.ts'
import type { ChannelContext, Health, OutboundMessage, ProviderRequest } from '../../src/channels/contract.ts'
import { manualClock } from '../../src/lib/clock.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { until } from '../mail/until.ts'
import { usOf } from '../../src/channels/us/us.ts'
import { createPigeonAdapter } from './pigeon.ts'

// The guide's channel is held like every other: it compiles, passes the kit, and speaks with its provider.

const request = (body: string): ProviderRequest => ({ body: Buffer.from(body), headers: {}, url: '' })
const note = (id: string) => ({ id, ring: 'DV-07-119', name: 'Pavel', text: 'Is the handle there?' })

testAdapterContract({
  adapter: createPigeonAdapter(),
  settings: { server: 'https://post.example', token: 'a token' },
  recordings: [
    { name: 'two notes', request: request(JSON.stringify([note('n1'), note('n2')])), holds: { message: 2 } },
  ],
  broken: [
    { name: 'no JSON', request: request('[') },
    { name: 'a note without a ring', request: request('[{"id":"n1","text":"hi"}]') },
  ],
})

const post = { notes: [note('n1'), note('n2')], sent: [] as unknown[], status: 200 }
const server = createServer((asked, answer) => void serve(asked, answer))
async function serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const said = await text(asked)
  if (said !== '') post.sent.push({ ...JSON.parse(said), key: asked.headers['idempotency-key'] })
  const after = new URL(asked.url!, 'http://post').searchParams.get('after')
  const since = post.notes.findIndex(({ id }) => id === after) + 1
  answer.statusCode = post.status
  answer.end(JSON.stringify(asked.method === 'POST' ? { id: 's1' } : post.notes.slice(since)))
}
const remembered = new Map<string, unknown>()
let context: ChannelContext<{ server: string; token: string }>

beforeEach(async () => {
  Object.assign(post, { sent: [], status: 200 })
  remembered.clear()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  context = {
    channel: { id: 'c1', name: 'Post', settings: { server: `http://127.0.0.1:${port}`, token: 'a token' } },
    clock: manualClock('2026-01-05T08:00:00Z'),
    us: async () => usOf({ channels: [], staff: [], domains: [], groups: [] }),
    logger: silentLogger,
    state: {
      read: async (key) => remembered.get(key) ?? null,
      write: async (key, value) => void remembered.set(key, value),
    },
    keepInOutbox: async () => undefined,
  }
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const pigeon = createPigeonAdapter({ allowPrivateHosts: ['127.0.0.1'], everyMs: 5 })

test('what came is handed over, and is behind the cursor only once it is safe', async () => {
  const delivered: string[] = []
  const health: Health[] = []
  let isDatabaseAway = true
  const running = await pigeon.connect!(context, {
    logger: silentLogger,
    async ingest({ body }) {
      if (isDatabaseAway) throw new Error('The database is away.')
      delivered.push(Buffer.from(body).toString())
    },
    report: (now) => void health.push(now),
    looked: () => {},
  })
  await until('it fails', () => health.some(({ state }) => state === 'failing'))
  expect(remembered.get('after')).toBeUndefined()
  isDatabaseAway = false
  await until('it goes well twice', () => health.filter(({ state }) => state === 'ok').length > 1)
  await running.stop()
  expect(delivered).toEqual([JSON.stringify(post.notes)])
  expect(remembered.get('after')).toBe('n2')
})

test('what goes is sent once by its key, and what the post refuses says what can be done', async () => {
  const message = { idempotencyKey: 'k1', to: { kind: 'ring', value: 'DV-07-119', name: null }, text: 'It is.' }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of a message is not looked at
  const send = () => pigeon.send(message as OutboundMessage, context)
  expect(await send()).toEqual({ providerId: 's1', state: 'sent' })
  expect(post.sent).toEqual([{ ring: 'DV-07-119', text: 'It is.', key: 'k1' }])
  for (const [status, kind] of [
    [401, 'credentials'],
    [503, 'retryable'],
    [422, 'permanent'],
  ] as const) {
    post.status = status
    await expect(send()).rejects.toMatchObject({ kind })
  }
})

test('the guide shows the sample channels, line by line', async () => {
  const read = (path: string) => readFile(join(import.meta.dirname, path), 'utf8')
  // What stands deep in a file stands at the margin in a guide.
  const flush = (code: string) => code.replaceAll(/^ +/gm, '')
  const guide = await read('../../../docs/guides/add-a-channel.md')
  const sample = flush(`${await read('pigeon.ts')}\n${await read('parrot.ts')}`)
  const blocks = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => flush(code!))
  expect(blocks.length).toBeGreaterThan(2)
  for (const block of blocks) expect(sample).toContain(block)
})
