import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerMessage, Viewer } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { minuteMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { until } from '../mail/until.ts'
import { startSecondNode, type SecondNode } from '../security/second-node.ts'
import { newVisitor } from '../visitor.ts'

// Two nodes without NATS. They read the feed without a hint once a minute only, so that hints are what brings it here.

const env = { SECRET_KEY: 'k'.repeat(64), RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000' }
let one: TestApp
let two: SecondNode
let kim: string
beforeAll(async () => {
  one = await startTestApp({ env, pollMs: minuteMs })
  two = await startSecondNode(one, env, { pollMs: minuteMs })
  kim = (await one.api<{ token: string }>('POST', '/tokens', { name: 'Kim', role: 'staff' })).token
  // Each has found the other: they exchange who is there.
  const customerId = await newCustomer('first')
  const [here, there] = [await open(one, one.token), await open(two, kim)]
  for (const client of [here, there]) client.send({ type: 'viewing', customerId })
  await until('each is shown at the other', () => [here, there].every((one) => one.viewers(customerId).length === 1))
  here.ws.close()
  there.ws.close()
})
afterAll(async () => {
  await two.stop()
  await one.stop()
})

let channel: Promise<Channel> | undefined
const say = async (id: string, text: string): Promise<Entry> => {
  const { id: channelId } = await (channel ??= one.api<Channel>('POST', '/channels', { kind: 'api', name: 'App' }))
  const from = { kind: 'email', value: `${id.split('-')[0]}@example.com` }
  return one.api('POST', `/channels/${channelId}/inbound`, { id, from, text })
}
const newCustomer = async (name: string): Promise<string> => (await say(`${name}-0`, 'hello')).customerId

async function open({ url }: { url: string }, token: string) {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  return {
    ws,
    messages,
    send: (message: object) => ws.send(JSON.stringify(message)),
    viewers: (customerId: string): Viewer[] =>
      messages
        .flatMap((message) =>
          message.type === 'viewers' && message.customerId === customerId ? [message.viewers] : [],
        )
        .at(-1) ?? [],
  }
}

test('a message that comes in at one node is on the screens of the other, without a look at the feed', async () => {
  const customerId = await newCustomer('ana')
  const client = await open(two, kim)
  client.send({ type: 'subscribe', topic: `thread:${customerId}`, cursor: null })
  client.send({ type: 'subscribe', topic: 'inbox', cursor: null })
  const topics = () => client.messages.flatMap((message) => (message.type === 'subscribed' ? [message.topic] : []))
  await expect.poll(topics).toHaveLength(2)
  for (let i = 1; i <= 5; i++) {
    const { issueId } = await say(`ana-${i}`, `message ${i}`)
    const shown = () => client.messages.flatMap((message) => (message.type === 'entry' ? [message.entry.text] : []))
    await expect.poll(shown).toContain(`message ${i}`)
    const issues = () => client.messages.flatMap((message) => (message.type === 'issue' ? [message.issue.id] : []))
    await expect.poll(issues).toContain(issueId)
  }
  client.ws.close()
})

test('who looks at a thread and who types is shown on the other node, and goes when they go', async () => {
  const customerId = await newCustomer('ben')
  const [here, there] = [await open(one, one.token), await open(two, kim)]
  here.send({ type: 'viewing', customerId })
  there.send({ type: 'viewing', customerId })
  await expect.poll(() => here.viewers(customerId)).toMatchObject([{ name: 'Kim', typing: false }])
  there.send({ type: 'typing', customerId, private: true })
  await expect.poll(() => here.viewers(customerId)).toMatchObject([{ name: 'Kim', typing: true }])
  there.ws.close()
  await expect.poll(() => here.viewers(customerId)).toEqual([])
  here.ws.close()
})

test('on which page a visitor is, is seen at the other node, and who goes on there has not left', async () => {
  const { id: channelId } = await one.api<Channel>('POST', '/channels', {
    kind: 'webchat',
    name: 'Pages',
    settings: { allowedOrigins: ['https://shop.example'] },
  })
  const token = randomBytes(32).toString('base64url')
  const { id } = await newVisitor(one, channelId, { token }).say('hello')
  const { customerId } = await one.api<Entry>('GET', `/entries/${id}`)
  const goTo = (path: string) => ({ type: 'page', url: `https://shop.example${path}`, title: '' })
  const first = await newVisitor(one, channelId, { token }).live(null)
  first.send(goTo('/kettles'))

  const there = await open(two, kim)
  const pages = () =>
    there.messages.flatMap((message) => (message.type === 'visitor_page' && message.page ? [message.page] : []))
  const paths = () => pages().map(({ url }) => new URL(url).pathname)
  // The node that knows is asked.
  there.send({ type: 'viewing', customerId })
  await expect.poll(() => paths().at(-1)).toBe('/kettles')
  first.ws.close()
  const second = await newVisitor(two, channelId, { token }).live(null)
  second.send(goTo('/cart'))
  await expect.poll(() => paths().at(-1)).toBe('/cart')
  const asksAgain = await open(two, kim)
  asksAgain.send({ type: 'viewing', customerId })
  await expect.poll(() => asksAgain.messages.some(({ type }) => type === 'visitor_page')).toBe(true)
  second.ws.close()
  await expect.poll(() => pages().at(-1)?.leftAt ?? null, { timeout: 20_000 }).not.toBeNull()
  expect(
    pages()
      .filter(({ leftAt }) => leftAt !== null)
      .map(({ url }) => url),
  ).toEqual(['https://shop.example/cart'])
  there.ws.close()
  asksAgain.ws.close()
}, 40_000)

test('what a visitor and staff type, and that the team looked, is seen across nodes', async () => {
  const { id: channelId } = await one.api<Channel>('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { allowedOrigins: ['https://shop.example'] },
  })
  const token = randomBytes(32).toString('base64url')
  const { id } = await newVisitor(one, channelId, { token }).say('hello')
  const { customerId } = await one.api<Entry>('GET', `/entries/${id}`)
  const live = await newVisitor(one, channelId, { token }).live(null)

  const there = await open(two, kim)
  there.send({ type: 'viewing', customerId })
  const seen = () => live.frames.flatMap((frame) => (frame.type === 'message' ? [frame.message.state] : []))
  await expect.poll(seen).toContain('seen')
  there.send({ type: 'typing', customerId })
  await expect.poll(() => live.frames.some(({ type }) => type === 'typing')).toBe(true)
  const visitorTypes = () => {
    live.send({ type: 'typing' })
    return there.messages.some(({ type }) => type === 'customer_typing')
  }
  await expect.poll(visitorTypes, { interval: 200 }).toBe(true)
  there.ws.close()
  live.ws.close()
})

test('a channel that was made at one node a moment ago is known at the other', async () => {
  const webchat = { kind: 'webchat', name: 'Site', settings: {} }
  const statuses: number[] = []
  for (let i = 0; i < 5; i++) {
    const { id } = await one.api<Channel>('POST', '/channels', webchat)
    statuses.push((await newVisitor(two, id).ask('GET', '')).status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200])
  expect((await newVisitor(two, newId()).ask('GET', '')).status).toBe(404)
})

test('people at work on one node are there for the visitors of the other', async () => {
  const { id: channelId } = await one.api<Channel>('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { allowedOrigins: ['https://shop.example'] },
  })
  const isOpenNow = async (): Promise<boolean> =>
    (await newVisitor(one, channelId).ask('GET', '')).body.presence.isOpenNow
  expect(await isOpenNow()).toBe(false)
  const origin = two.url
  const signedIn = await fetch(`${two.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'admin@example.com', password: 'correct horse battery staple' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const ws = new WebSocket(`${two.url.replace('http', 'ws')}/api/v1/realtime`, { headers: { cookie, origin } })
  await expect.poll(isOpenNow).toBe(true)
  ws.close()
  await expect.poll(isOpenNow).toBe(false)
})
