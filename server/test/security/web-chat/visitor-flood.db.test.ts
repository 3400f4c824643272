import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { manualClock, minuteMs } from '../../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../../app.ts'

let app: TestApp
beforeAll(async () => {
  // Floods are counted by ten minutes of the clock, which do not end in the middle of this.
  const clock = manualClock(new Date(Math.floor(Date.now() / (10 * minuteMs)) * 10 * minuteMs + minuteMs))
  app = await startTestApp({
    clock,
    env: {
      RATE_LIMIT_VISITOR: '100000',
      VISITORS_ADDRESS: '10',
      VISITORS_CHANNEL: '40',
      VISITOR_CONNECTIONS_ADDRESS: '8',
    },
  })
})
afterAll(() => app.stop())

const newChat = (): Promise<Channel> =>
  app.api('POST', '/channels', { kind: 'webchat', name: randomBytes(6).toString('hex'), settings: {} })
const newToken = (): string => randomBytes(32).toString('base64url')

interface Said {
  status: number
  code: string | undefined
  retryAfter: number
}

/** As a visitor does it whose network is another. */
function say(chat: Channel, address: string, token = newToken()): Promise<Said> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${app.url}/api/v1/webchat/${chat.id}/messages`,
      {
        method: 'POST',
        localAddress: address,
        agent: false,
        headers: { authorization: `Visitor ${token}`, 'content-type': 'application/json' },
      },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            code: JSON.parse(body).code,
            retryAfter: Number(response.headers['retry-after']),
          }),
        )
      },
    )
    call.on('error', reject)
    call.end(JSON.stringify({ echoId: randomBytes(9).toString('base64url'), text: 'Buy my pills.' }))
  })
}

async function flood(chat: Channel, addresses: readonly string[], each: number): Promise<Said[]> {
  return Promise.all(addresses.flatMap((address) => Array.from({ length: each }, () => say(chat, address))))
}
const taken = (said: readonly Said[]): number => said.filter(({ status }) => status === 201).length

async function customersOf(): Promise<number> {
  const { rows } = await app.database.pool.query<{ count: number }>('select count(*)::int as count from customers')
  return rows[0]!.count
}

interface Flood {
  kind: string
  since: string
  until: string | null
  refused: number
  networks: number
  most: { network: string; refused: number }[]
}
const floodsOf = async (chat: Channel): Promise<Flood[]> =>
  (await app.api<{ items: Flood[] }>('GET', `/channels/${chat.id}/floods`)).items

test('new visitors of one address are limited, however many tokens it makes, and others get through', async () => {
  const chat = await newChat()
  const before = await customersOf()
  const regular = newToken()
  expect((await say(chat, '127.0.0.2', regular)).status).toBe(201)
  const said = await flood(chat, ['127.0.0.2'], 60)
  expect(taken(said)).toBe(9)
  const refused = said.find(({ status }) => status !== 201)!
  expect(refused).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect(refused.retryAfter).toBeGreaterThan(0)
  expect(refused.retryAfter).toBeLessThanOrEqual(600)
  expect((await customersOf()) - before).toBe(10)
  // Who talked before goes on, from the same address; and a new visitor from another one begins.
  expect((await say(chat, '127.0.0.2', regular)).status).toBe(201)
  expect((await say(chat, '127.0.0.3')).status).toBe(201)
})

test('when many addresses flood one chat together, each is allowed a few, so that a real visitor still gets through', async () => {
  const chat = await newChat()
  const addresses = Array.from({ length: 8 }, (_, index) => `127.0.2.${index + 1}`)
  for (let round = 0; round < 3; round++) await flood(chat, addresses, 10)
  expect((await say(chat, '127.0.2.1')).status).toBe(429)
  expect((await say(chat, '127.0.3.1')).status).toBe(201)
  expect(taken(await flood(chat, ['127.0.3.2'], 10))).toBe(5)
  const other = await newChat()
  expect((await say(other, '127.0.2.1')).status).toBe(201)
})

test('a flood is shown to admins: how much from where, in the audit log once, and in the metrics', async () => {
  const chat = await newChat()
  await flood(chat, ['127.0.4.1', '127.0.4.2', '127.0.4.3'], 15)
  await flood(chat, ['127.0.4.1'], 20)
  await expect.poll(async () => (await floodsOf(chat))[0]?.refused).toBe(35)
  const [shown] = await floodsOf(chat)
  expect(shown).toMatchObject({ kind: 'visitor', until: null, networks: 3 })
  expect(shown!.most[0]).toEqual({ network: '127.0.4.1', refused: 25 })
  const audit = async () =>
    (await app.api<{ items: { action: string; subject: { id: string } }[] }>('GET', '/audit?limit=100')).items.filter(
      ({ action, subject }) => action === 'channel.flooded' && subject.id === chat.id,
    )
  await expect.poll(async () => (await audit()).length).toBe(1)
  const flooded = await eventsOf(chat.id)
  expect(flooded).toHaveLength(1)
  // The feed names no addresses: more people read it than the page of the channel.
  expect(JSON.stringify(flooded)).not.toContain('127.0.4')
  const metrics = await (await fetch(`${app.url}/metrics`)).text()
  expect(Number(/^visitor_refusals_total\{kind="visitor"\} (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(35)
  expect((await app.request('GET', `/channels/${chat.id}/floods`, undefined, { authorization: '' })).status).toBe(401)
})

/** All pages of the feed, which shows a transaction once none before it is running any more. */
async function eventsOf(channelId: string): Promise<object[]> {
  type Page = { items: { type: string; data: object }[]; nextCursor: string | null }
  const found: object[] = []
  await expect
    .poll(async () => {
      found.length = 0
      for (let cursor = ''; ;) {
        const page = await app.api<Page>(
          'GET',
          `/changes?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        found.push(
          ...page.items.filter(
            ({ type, data }) => type === 'channel.flooded' && 'channelId' in data && data.channelId === channelId,
          ),
        )
        if (page.items.length < 200 || page.nextCursor === null) return found.length
        cursor = page.nextCursor
      }
    })
    .toBeGreaterThan(0)
  return found
}

test('open connections of one address are bounded, and one that is closed makes room', async () => {
  const chat = await newChat()
  const connect = (localAddress: string): Promise<WebSocket | number> => {
    const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/webchat/${chat.id}/live`, { localAddress })
    return new Promise((resolve, reject) => {
      ws.once('open', () => resolve(ws))
      ws.once('unexpected-response', (_request, response) => resolve(response.statusCode!))
      ws.once('error', reject)
    })
  }
  const open: WebSocket[] = []
  for (let count = 0; count < 8; count++) open.push((await connect('127.0.5.1')) as WebSocket)
  expect(await connect('127.0.5.1')).toBe(429)
  const elsewhere = await connect('127.0.5.2')
  expect(elsewhere).toBeInstanceOf(WebSocket)
  open.pop()!.terminate()
  await expect.poll(async () => typeof (await connect('127.0.5.1'))).toBe('object')
  // Nobody said hello on any of them: they are closed, and hold no place for longer.
  await expect
    .poll(() => open.every(({ readyState }) => readyState === WebSocket.CLOSED), { timeout: 20_000 })
    .toBe(true)
  await expect.poll(async () => (await floodsOf(chat)).map(({ kind }) => kind)).toContain('connection')
}, 40_000)
