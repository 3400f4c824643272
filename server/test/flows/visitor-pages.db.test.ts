import { randomBytes } from 'node:crypto'
import type { Merge } from '@throughline/protocol/customers/customers.ts'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'
import { hostToken, newVisitor, type Live, type Visitor } from '../visitor.ts'

const secret = randomBytes(32).toString('base64url')
const settings = { allowedOrigins: ['https://shop.example'], identity: { secret } }
let app: TestApp
let channel: Channel
beforeAll(async () => {
  app = await startTestApp({ env: { TRUST_PROXY: '127.0.0.1', COUNTRY_HEADER: 'CF-IPCountry' } })
  channel = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings })
})
afterAll(() => app.stop())

/** Somebody of the staff who looks at this customer's thread, or a program with a role. */
async function look(
  customerId: string,
  token = app.token,
): Promise<{ pages: () => (VisitorPage | null)[]; ws: WebSocket; messages: ServerMessage[] }> {
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  ws.send(JSON.stringify({ type: 'viewing', customerId }))
  const pages = () => messages.flatMap((message) => (message.type === 'visitor_page' ? [message.page] : []))
  return { pages, ws, messages }
}

async function begin(
  more: { headers?: Record<string, string> } = {},
): Promise<{ visitor: Visitor; live: Live; entry: Entry }> {
  const visitor = newVisitor(app, channel.id, more)
  const said = await visitor.say('Does it whistle?', { page: 'https://shop.example/kettles' })
  const entry = await app.api<Entry>('GET', `/entries/${said.id}`)
  return { visitor, live: await visitor.live((await visitor.messages()).streamCursor), entry }
}

const goTo = (live: Live, path: string, more: object = {}) =>
  live.send({ type: 'page', url: `https://shop.example${path}`, title: 'Shop', ...more })

test('who looks at the thread sees each page, at once and when they come later, and that the visitor left', async () => {
  const { live, entry } = await begin()
  const early = await look(entry.customerId)
  goTo(live, '/kettles?token=s3', { timeZone: 'Europe/Lisbon' })
  await expect
    .poll(early.pages)
    .toMatchObject([
      { url: 'https://shop.example/kettles', title: 'Shop', timeZone: 'Europe/Lisbon', country: null, leftAt: null },
    ])
  goTo(live, '/cart')
  await expect.poll(() => early.pages().at(-1)?.url).toBe('https://shop.example/cart')
  const late = await look(entry.customerId)
  await expect.poll(() => late.pages().at(-1)?.url).toBe('https://shop.example/cart')
  // What somebody else's thread is about stays there.
  const { entry: other } = await begin()
  const elsewhere = await look(other.customerId)
  goTo(live, '/checkout')
  await expect.poll(() => late.pages().at(-1)?.url).toBe('https://shop.example/checkout')
  expect(elsewhere.pages()).toEqual([])
  live.ws.close()
  await expect.poll(() => early.pages().at(-1)?.leftAt, { timeout: 20_000 }).toMatch(/^20/)
  for (const { ws } of [early, late, elsewhere]) ws.close()
}, 40_000)

test('of a visitor who has said nothing, and of a page that is none, nothing is noted', async () => {
  const visitor = newVisitor(app, channel.id)
  // Signed in by the site: the session stands, and there is no customer yet.
  const account = `silent-${Date.now()}`
  expect((await visitor.identify(hostToken(secret, { sub: account }))).status).toBe(200)
  const live = await visitor.live(null)
  goTo(live, '/kettles')
  live.send({ type: 'ping' })
  await expect.poll(() => live.frames.at(-1)?.type).toBe('pong')
  const { items } = await app.api<{ items: unknown[] }>('GET', `/customers?query=${account}`)
  expect(items).toEqual([])

  const { live: talking, entry } = await begin()
  const desk = await look(entry.customerId)
  talking.send({ type: 'page', url: 'javascript:alert(1)' })
  talking.send({ type: 'page', url: 'x'.repeat(3000) })
  goTo(talking, '/ok')
  await expect.poll(() => desk.pages().map((page) => page?.url)).toEqual(['https://shop.example/ok'])
  for (const ws of [live.ws, talking.ws, desk.ws]) ws.close()
})

test('of a visitor who was blocked nobody sees where they go on, what a page is called, or that they type', async () => {
  const { live, entry } = await begin()
  const desk = await look(entry.customerId)
  goTo(live, '/kettles')
  await expect.poll(() => desk.pages().at(-1)?.url).toBe('https://shop.example/kettles')
  await app.api('PUT', `/customers/${entry.customerId}/block`, { reason: 'Threats.' })
  goTo(live, '/cart', { title: 'I know where you live' })
  live.send({ type: 'typing' })
  await expect.poll(() => desk.pages().at(-1)).toBeNull()
  goTo(live, '/again')
  live.send({ type: 'ping' })
  await expect.poll(() => live.frames.at(-1)?.type).toBe('pong')
  expect(JSON.stringify(desk.messages)).not.toContain('I know where you live')
  expect(desk.messages.filter(({ type }) => type === 'customer_typing')).toEqual([])
  const late = await look(entry.customerId)
  await app.api('DELETE', `/customers/${entry.customerId}/block`)
  goTo(live, '/welcome')
  await expect.poll(() => late.pages().at(-1)?.url).toBe('https://shop.example/welcome')
  for (const ws of [live.ws, desk.ws, late.ws]) ws.close()
})

test('when a merge is undone, the page of one is not shown on the thread of the other', async () => {
  const [one, other] = [await begin(), await begin()]
  const merge = await app.api<Merge>('POST', `/customers/${one.entry.customerId}/merges`, {
    otherCustomerId: other.entry.customerId,
    reason: 'One person.',
  })
  goTo(other.live, '/secret')
  const desk = await look(one.entry.customerId)
  await expect.poll(() => desk.pages().at(-1)?.url).toBe('https://shop.example/secret')
  await app.api('POST', `/merges/${merge.id}/undo`)
  await expect.poll(() => desk.pages().at(-1)).toBeNull()
  // As the widget does after `reload`.
  other.live.send({ type: 'hello', token: other.visitor.token, cursor: (await other.visitor.messages()).streamCursor })
  goTo(other.live, '/secret')
  const [ofOne, ofOther] = [await look(one.entry.customerId), await look(other.entry.customerId)]
  await expect.poll(() => ofOther.pages().at(-1)?.url).toBe('https://shop.example/secret')
  expect(ofOne.pages()).toEqual([])
  for (const ws of [one.live.ws, other.live.ws, desk.ws, ofOne.ws, ofOther.ws]) ws.close()
})

test('without the right to read threads nobody learns it', async () => {
  const { live, entry } = await begin()
  await app.api('POST', '/roles', { name: 'counter', permissions: ['issues.read', 'customers.read'] })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Counter', role: 'counter' })
  const counter = await look(entry.customerId, token)
  const desk = await look(entry.customerId)
  goTo(live, '/kettles')
  await expect.poll(() => desk.pages().length).toBe(1)
  expect(counter.pages()).toEqual([])
  expect(counter.messages).toContainEqual(expect.objectContaining({ type: 'refused' }))
  for (const ws of [live.ws, counter.ws, desk.ws]) ws.close()
})

test('a country is believed from the proxy alone', async () => {
  const proxied = await begin({ headers: { 'cf-ipcountry': 'PT', 'x-forwarded-for': '203.0.113.9' } })
  const forged = await begin({ headers: { 'cf-ipcountry': 'PT' } })
  for (const [{ live, entry }, country] of [
    [proxied, 'PT'],
    [forged, null],
  ] as const) {
    const desk = await look(entry.customerId)
    goTo(live, '/kettles')
    await expect.poll(() => desk.pages().at(-1)?.country).toBe(country)
    desk.ws.close()
    live.ws.close()
  }
})

test('a channel that shows no pages forgets them at once, hears of none, and keeps none with what is said', async () => {
  const { live, entry, visitor } = await begin()
  const desk = await look(entry.customerId)
  goTo(live, '/kettles')
  await expect.poll(() => desk.pages().length).toBe(1)
  await app.api('PATCH', `/channels/${channel.id}`, { settings: { ...settings, showsPages: false } })
  await expect.poll(() => desk.pages().at(-1), { timeout: 10_000 }).toBeNull()
  goTo(live, '/cart')
  const said = await visitor.say('Hello?', { page: 'https://shop.example/cart' })
  expect((await app.api<Entry>('GET', `/entries/${said.id}`)).content).toEqual({ type: 'text' })
  expect(desk.pages()).toHaveLength(2)
  expect((await visitor.ask('GET', '')).body.showsPages).toBe(false)
  await app.api('PATCH', `/channels/${channel.id}`, { settings })
  live.ws.close()
  desk.ws.close()
})

test('an account without a name is no visitor, and its id is no name', async () => {
  const visitor = newVisitor(app, channel.id)
  await visitor.identify(hostToken(secret, { sub: 'customer-4711' }))
  const said = await visitor.say('Hello', { page: 'https://shop.example/kettles' })
  const { issueId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  const issue = await app.api<Issue>('GET', `/issues/${issueId}`)
  expect(issue.customerName).toBeNull()
  expect(issue).not.toHaveProperty('isVisitor')
  // The name that the site gives counts as soon as it comes.
  await visitor.identify(hostToken(secret, { sub: 'customer-4711', name: 'Mara Lindqvist' }))
  await visitor.say('It is me.')
  expect((await app.api<Issue>('GET', `/issues/${issueId}`)).customerName).toBe('Mara Lindqvist')
})
