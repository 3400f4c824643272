import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'
import { readMetrics } from './read-metrics.ts'

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.coerce.bigint(),
  endTimeUnixNano: z.coerce.bigint(),
})
const Export = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
})

/** What a collector takes: OTLP over HTTP. */
const collector = createServer((request, response) => void take(request, response))
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await json(request)
  bodies.push(JSON.stringify(body))
  if (request.url === '/v1/traces') {
    for (const { scopeSpans } of Export.parse(body).resourceSpans) spans.push(...scopeSpans.flatMap((of) => of.spans))
  }
  response.setHeader('content-type', 'application/json').end('{}')
}
const bodies: string[] = []
const spans: z.infer<typeof Span>[] = []
let app: TestApp
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  app = await startTestApp({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` } })
})
afterAll(async () => {
  await app.stop()
  collector.close()
})

const patient = { timeout: 20_000 }
const traceOf = (entryId: string) => spans.filter(({ traceId }) => traceId === entryId.replaceAll('-', ''))
const stepsOf = (entryId: string): string[] => traceOf(entryId).map(({ name }) => name)

test('one message, from the socket to a screen, is one trace; and so is an answer', async () => {
  const identities = [{ kind: 'email', value: 'ana@mail.example' }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  const screen = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${app.token}` },
  })
  const shown: string[] = []
  screen.on('message', (data: Buffer) => shown.push(data.toString()))
  await new Promise((resolve) => void screen.once('open', resolve))
  screen.send(JSON.stringify({ type: 'subscribe', topic: `thread:${customer.id}`, cursor: null }))
  await expect.poll(() => shown.some((message) => message.includes('"subscribed"'))).toBe(true)

  await sendMail(app.smtpPort, { from: 'ana@mail.example', subject: 'Lamp', text: 'It flickers.' })
  const thread = () => app.api<{ items: Entry[] }>('GET', `/customers/${customer.id}/thread`)
  await expect
    .poll(async () => (await thread()).items.map(({ text }) => text))
    .toContainEqual(expect.stringContaining('It flickers'))
  const message = (await thread()).items.find(({ direction }) => direction === 'in')!
  await expect
    .poll(() => new Set(stepsOf(message.id)), patient)
    .toEqual(new Set(['receive', 'commit', 'consume reactions', 'consume words', 'consume webhooks', 'push']))

  const trace = traceOf(message.id)
  const first = trace.find(({ name }) => name === 'receive')!
  expect(first.parentSpanId ?? '').toBe('')
  for (const { name, parentSpanId, startTimeUnixNano, endTimeUnixNano } of trace) {
    if (name !== 'receive') expect(parentSpanId).toBe(first.spanId)
    expect(endTimeUnixNano >= startTimeUnixNano && startTimeUnixNano >= first.startTimeUnixNano).toBe(true)
  }

  const answer = await app.api<Entry>('POST', `/customers/${customer.id}/entries`, {
    kind: 'message',
    text: 'Which one?',
  })
  await expect
    .poll(() => stepsOf(answer.id), patient)
    .toEqual(expect.arrayContaining(['write', 'commit', 'hand over', 'push']))
  // What is sent to a screen is also counted, with how late it was.
  expect((await readMetrics(app)).value('throughline_realtime_delay_seconds_count')).toBeGreaterThan(0)
  screen.close()
})

test('no span holds what anybody wrote, or who', () => {
  expect(bodies.length).toBeGreaterThan(0)
  for (const body of bodies) expect(body).not.toMatch(/ana@|flickers|Which one|Lamp|support@/i)
})
