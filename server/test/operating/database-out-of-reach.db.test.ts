import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp } from '../app.ts'
import { openPassage } from '../passage.ts'
import { startSecondNode } from '../security/second-node.ts'
import { newVisitor } from '../visitor.ts'

test('what happened while a node could not reach the database is on its screens afterwards, none of which reads anew', async () => {
  const env = { SECRET_KEY: 'k'.repeat(64) }
  await using app = await startTestApp({ env })
  const lines: string[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const passage = await openPassage(app.database.url)
  await using cutOff = await startSecondNode(app, env, { connection: passage.connection, logger })
  const { id: channelId } = await app.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Site', settings: {} })
  const visitor = newVisitor(app, channelId)
  const { id } = await visitor.say('hello')
  const { customerId, issueId } = await app.api<Entry>('GET', `/entries/${id}`)

  const chat = await newVisitor(cutOff, channelId, { token: visitor.token }).live(null)
  const ws = new WebSocket(`${cutOff.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${app.token}` },
  })
  const told: ServerMessage[] = []
  ws.on('message', (data) => told.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve) => ws.once('open', resolve))
  for (const topic of [`thread:${customerId}`, 'inbox'])
    ws.send(JSON.stringify({ type: 'subscribe', topic, cursor: null }))
  await expect.poll(() => told.filter(({ type }) => type === 'subscribed')).toHaveLength(2)

  await passage.close()
  const text = 'Somebody answers.'
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text, issueId })
  // Away for longer than anything waits for it.
  await expect.poll(() => lines.join(), { timeout: 30_000 }).toContain('the feed could not be followed')
  const reopened = await openPassage(app.database.url, passage.port)

  const onDesk = (): string[] => told.flatMap((message) => (message.type === 'entry' ? [message.entry.text] : []))
  await expect.poll(onDesk, { timeout: 25_000 }).toContain(text)
  await expect.poll(() => chat.messages().map((message) => message.text), { timeout: 25_000 }).toContain(text)
  await expect.poll(() => told.some((message) => message.type === 'issue' && message.issue.id === issueId)).toBe(true)
  expect(told.filter(({ type }) => type === 'reload' || type === 'refused')).toEqual([])
  expect(chat.frames.filter(({ type }) => type === 'reload' || type === 'refused')).toEqual([])
  ws.close()
  chat.ws.close()
  await reopened.close()
}, 120_000)
