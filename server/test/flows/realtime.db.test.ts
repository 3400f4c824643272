import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
let channelId: string
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
})
afterAll(() => app.stop())

const say = (id: string, text: string, value = 'ana@example.com'): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, { id, from: { kind: 'email', value }, text })

async function open(): Promise<{ ws: WebSocket; messages: ServerMessage[]; send(message: object): void }> {
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${app.token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  return { ws, messages, send: (message) => ws.send(JSON.stringify(message)) }
}

const texts = (messages: readonly ServerMessage[]): string[] =>
  messages.flatMap((message) => (message.type === 'entry' ? [message.entry.text] : []))

test('what a customer writes appears on open threads, and in the inbox', async () => {
  const first = await say('a1', 'one')
  const page = await app.api<{ streamCursor: string }>('GET', `/customers/${first.customerId}/thread`)
  const client = await open()
  client.send({ type: 'subscribe', topic: `thread:${first.customerId}`, cursor: page.streamCursor })
  client.send({ type: 'subscribe', topic: 'inbox', cursor: null })
  await expect.poll(() => client.messages.filter((message) => message.type === 'subscribed').length).toBe(2)
  await say('a2', 'two')
  await expect.poll(() => texts(client.messages)).toEqual(['two'])
  await expect
    .poll(() => client.messages.some((message) => message.type === 'issue' && message.topic === 'inbox'))
    .toBe(true)
  client.ws.close()
})

test('who watches the inbox is told whose an issue is after a merge, and after it was taken back', async () => {
  const [one, other] = [await say('w1', 'a kettle', 'w1@example.com'), await say('w2', 'a lamp', 'w2@example.com')]
  const client = await open()
  client.send({ type: 'subscribe', topic: 'inbox', cursor: null })
  await expect.poll(() => client.messages.some((message) => message.type === 'subscribed')).toBe(true)
  const whose = (issueId: string | null): string | undefined =>
    client.messages
      .flatMap((message) =>
        message.type === 'issue' && message.issue.id === issueId ? [message.issue.customerId] : [],
      )
      .at(-1)

  const merge = await app.api<{ id: string }>('POST', `/customers/${one.customerId}/merges`, {
    otherCustomerId: other.customerId,
    reason: 'one person',
  })
  const canonicalId = (await app.api<{ id: string }>('GET', `/customers/${other.customerId}`)).id
  await expect.poll(() => [whose(one.issueId), whose(other.issueId)]).toEqual([canonicalId, canonicalId])
  await app.api('POST', `/merges/${merge.id}/undo`)
  await expect.poll(() => [whose(one.issueId), whose(other.issueId)]).toEqual([one.customerId, other.customerId])
  client.ws.close()
})

test('cutting the connection at any moment loses nothing and doubles nothing', async () => {
  const first = await say('c0', 'zero', 'cut@example.com')
  const page = await app.api<{ streamCursor: string }>('GET', `/customers/${first.customerId}/thread`)
  let cursor = page.streamCursor
  const seen: string[] = []
  let isWriting = true
  const writing = (async () => {
    for (let i = 1; i <= 60; i++) await say(`c${i}`, `n${i}`, 'cut@example.com')
    isWriting = false
  })()
  let cuts = 0
  while (isWriting || seen.length < 60) {
    const client = await open()
    client.send({ type: 'subscribe', topic: `thread:${first.customerId}`, cursor })
    const enough = 1 + (cuts % 5)
    await expect
      .poll(
        () =>
          texts(client.messages).length >= enough || (!isWriting && seen.length + texts(client.messages).length >= 60),
      )
      .toBe(true)
    // The cut comes after so many entries; what was on its way is lost with the connection.
    let left = enough - (cuts % 2)
    for (const message of client.messages) {
      if (message.type === 'entry' && left-- <= 0) break
      if (message.type === 'entry') seen.push(message.entry.text)
      if ('cursor' in message) cursor = message.cursor
    }
    client.ws.terminate()
    if (++cuts > 200) break
  }
  await writing
  expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => `n${i + 1}`))
  expect(cuts).toBeGreaterThan(5)
})

test('an optimistic send may be repeated: the same echoId is one entry', async () => {
  const first = await say('e0', 'hello', 'echo@example.com')
  const client = await open()
  client.send({ type: 'subscribe', topic: `thread:${first.customerId}`, cursor: null })
  const entry = { kind: 'message', text: 'Hello back', echoId: 'echo-1' }
  client.send({ type: 'send', customerId: first.customerId, entry })
  client.send({ type: 'send', customerId: first.customerId, entry })
  await expect.poll(() => texts(client.messages)).toContain('Hello back')
  await app.api('POST', `/customers/${first.customerId}/entries`, entry)
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${first.customerId}/thread`)
  expect(thread.items.map(({ text }) => text)).toEqual(['hello', 'Hello back'])
  expect(thread.items[1]!.echoId).toBe('echo-1')
  client.ws.close()
})

test('a merge tells followers of either thread to read it again', async () => {
  const one = await say('m1', 'one', 'merge1@example.com')
  const two = await say('m2', 'two', 'merge2@example.com')
  const client = await open()
  for (const { customerId } of [one, two])
    client.send({ type: 'subscribe', topic: `thread:${customerId}`, cursor: null })
  await expect.poll(() => client.messages.filter((message) => message.type === 'subscribed').length).toBe(2)
  await app.api('POST', `/customers/${one.customerId}/merges`, {
    otherCustomerId: two.customerId,
    reason: 'One person.',
  })
  await expect
    .poll(() => client.messages.flatMap((message) => (message.type === 'reload' ? [message.topic] : [])).sort())
    .toEqual([`thread:${one.customerId}`, `thread:${two.customerId}`].sort())
  client.ws.close()
})

test('when two issues become one, every open inbox is told of both', async () => {
  const one = await say('i1', 'Where is order 70012?', 'inbox@example.com')
  const two = await say('i2', 'Something else: order 80034 came broken.', 'inbox@example.com')
  const client = await open()
  client.send({ type: 'subscribe', topic: 'inbox', cursor: null })
  await expect.poll(() => client.messages.some((message) => message.type === 'subscribed')).toBe(true)
  await app.api('POST', `/issues/${one.issueId}/merges`, { otherIssueId: two.issueId })
  await expect
    .poll(() => client.messages.flatMap((message) => (message.type === 'issue' ? [message.issue] : [])))
    .toEqual(expect.arrayContaining([expect.objectContaining({ id: two.issueId, mergedIntoId: one.issueId })]))
  client.ws.close()
})

test('colleagues on the same thread see each other, and who types', async () => {
  const { customerId } = await say('v1', 'hi', 'viewers@example.com')
  const someone = await app.api<{ token: string }>('POST', '/tokens', { name: 'Second', role: 'staff' })
  const first = await open()
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${someone.token}` },
  })
  await new Promise((resolve) => ws.once('open', resolve))
  first.send({ type: 'viewing', customerId })
  ws.send(JSON.stringify({ type: 'viewing', customerId }))
  ws.send(JSON.stringify({ type: 'typing', customerId }))
  await expect
    .poll(() => first.messages.findLast((message) => message.type === 'viewers'))
    .toMatchObject({ viewers: [{ name: 'Second', typing: true }] })
  ws.close()
  await expect
    .poll(() => first.messages.findLast((message) => message.type === 'viewers'))
    .toMatchObject({ viewers: [] })
  first.ws.close()
})

test('nonsense is refused and the connection goes on', async () => {
  const client = await open()
  client.send({ type: 'subscribe', topic: 'thread:nobody', cursor: null })
  client.ws.send('{')
  client.ws.send(Buffer.from([1, 2, 3]))
  client.send({ type: 'ping' })
  await expect
    .poll(() => client.messages.map((message) => message.type))
    .toEqual(['hello', 'refused', 'refused', 'refused', 'pong'])
  client.ws.close()
})
