import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { createServer, connect, type Socket } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../src/run/app.ts'
import { dayMs, hourMs, manualClock, minuteMs, secondMs } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

// The app only serves. A worker is started at each moment of the test's time and is stopped when it has nothing to do.
const env = { SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }
const clock = manualClock(new Date())
const polled = { timeout: 15_000 }
let port: number
let app: TestApp
let sink: SmtpSink
beforeAll(async () => {
  port = await freePort()
  app = await startTestApp({ clock, env: { ...env, SERVICES: 'web', SMTP_URL: `smtp://127.0.0.1:${port}` } })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/channels')
  const settings = { address: 'support@shop.example' }
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings })
})
afterAll(() => app.stop())

let closePort = async (): Promise<void> => {}
beforeEach(async () => {
  sink = await startSmtpSink()
})
afterEach(async () => {
  await closePort()
  await sink.close()
})

/** The mail server's port opens: until then it is closed. */
async function openPort(): Promise<void> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const inner = connect(sink.port, '127.0.0.1')
    for (const one of [socket, inner]) {
      sockets.add(one)
      one.on('error', () => one.destroy())
    }
    socket.pipe(inner).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  closePort = async () => {
    closePort = async () => {}
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function write(address: string): Promise<Entry> {
  const identities = [{ kind: 'email', value: address }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  return app.api('POST', `/customers/${customer.id}/entries`, { kind: 'message', text: `Dear ${address}` })
}
const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!

/** A worker that lives until the condition holds, and ends in order: what it has begun is done by then. */
async function workUntil(condition: () => Promise<unknown>, lines: string[] = []): Promise<void> {
  const config = readConfig({
    PORT: String(await freePort()),
    SMTP_PORT: '0',
    SERVICES: 'worker',
    DATA_DIR: app.dataDir,
    NODE_ENV: 'test',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    ...env,
  })
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const { connection } = app.database
  const worker = await startApp({ config, logger, connection, version: '0.0.0-test', clock })
  try {
    await condition()
  } finally {
    await worker.stop()
  }
}

/** Until a worker has handled what there is: a message that was written after it started has gone its way. */
let probes = 0
const worked = (lines?: string[]) =>
  workUntil(async () => {
    const probe = await write(`probe-${++probes}@fine.example`)
    await expect.poll(async () => (await deliveryOf(probe)).attempts, polled).toBeGreaterThan(0)
  }, lines)

const tried = (entry: Entry, attempts: number) => () =>
  expect.poll(async () => deliveryOf(entry), polled).toMatchObject({ state: 'queued', attempts })

test('a message is kept for a server that refuses for an hour, tried when it is due, and then delivered', async () => {
  await openPort()
  sink.answer = (line) => (/RCPT.*busy\.example/.test(line) ? '450 4.3.2 not now' : undefined)
  const entry = await write('ana@busy.example')
  const lines: string[] = []
  await workUntil(tried(entry, 1), lines)
  expect(asked('busy.example')).toBe(1)
  expect(await deliveryOf(entry)).toMatchObject({ state: 'queued', attempts: 1, error: { code: '450 4.3.2' } })

  // The server asks for patience with each 4xx: five minutes, then the pause doubles past that.
  const writtenMs = clock.now().getTime()
  let attempts = 1
  while (clock.now().getTime() - writtenMs < hourMs) {
    const dueMs = Date.parse((await deliveryOf(entry)).nextAttemptAt!)
    const pauseMs = dueMs - clock.now().getTime()
    expect(pauseMs).toBeGreaterThanOrEqual(5 * minuteMs)
    expect(pauseMs).toBeLessThanOrEqual(hourMs)
    clock.set(new Date(dueMs - secondMs))
    await worked(lines)
    expect(await deliveryOf(entry)).toMatchObject({ state: 'queued', attempts })
    clock.set(new Date(dueMs))
    attempts++
    await workUntil(tried(entry, attempts), lines)
    expect(asked('busy.example')).toBe(attempts)
  }
  expect(attempts).toBeLessThan(15)
  sink.answer = () => undefined
  clock.set((await deliveryOf(entry)).nextAttemptAt!)
  const sent = () => expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('sent')
  await workUntil(sent, lines)
  expect(sink.mails.filter((mail) => mail.to.includes('ana@busy.example'))).toHaveLength(1)

  // One line when it began to wait, one when it was delivered; no stack traces.
  const own = lines.filter((line) => line.includes(entry.id))
  expect(own).toHaveLength(2)
  expect(own[0]).toContain('will be tried again')
  expect(own[1]).toContain('was delivered')
  expect(own.join('')).not.toContain('stack')
})

test('a server that greylists gets the message at the attempt after its delay', async () => {
  await openPort()
  const firstAskedMs = clock.now().getTime()
  sink.answer = (line) =>
    /RCPT.*grey\.example/.test(line) && clock.now().getTime() - firstAskedMs < 5 * minuteMs
      ? '451 4.7.1 Greylisted, please try again in 300 seconds'
      : undefined
  const entry = await write('ana@grey.example')
  await workUntil(tried(entry, 1))
  expect(asked('grey.example')).toBe(1)
  clock.advance(4 * minuteMs)
  await worked()
  expect(asked('grey.example')).toBe(1)
  clock.advance(3 * minuteMs)
  await workUntil(() => expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('sent'))
  expect(await deliveryOf(entry)).toMatchObject({ state: 'sent', attempts: 2 })
  expect(asked('grey.example')).toBe(2)
})

test('a message waits while the port of its server is closed, and is sent when it is open again', async () => {
  const entry = await write('ana@closed.example')
  await workUntil(tried(entry, 1))
  expect(await deliveryOf(entry)).toMatchObject({ state: 'queued', attempts: 1 })
  await workUntil(async () => {})
  expect(await deliveryOf(entry)).toMatchObject({ state: 'queued', attempts: 1 })
  clock.advance(2 * minuteMs)
  await workUntil(tried(entry, 2))
  await openPort()
  clock.advance(2 * minuteMs)
  await workUntil(() => expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('sent'))
  expect(await deliveryOf(entry)).toMatchObject({ attempts: 3 })
})

test('a message that no server accepts for two days has failed, with the reason, and not before', async () => {
  await openPort()
  sink.answer = (line) => (/RCPT.*never\.example/.test(line) ? '450 4.3.2 not now' : undefined)
  const entry = await write('ana@never.example')
  await workUntil(tried(entry, 1))
  clock.advance(2 * dayMs - minuteMs)
  await workUntil(tried(entry, 2))
  expect(Date.parse((await deliveryOf(entry)).nextAttemptAt!) - clock.now().getTime()).toBeLessThanOrEqual(minuteMs)
  clock.advance(minuteMs)
  await workUntil(() => expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('failed'))
  expect(await deliveryOf(entry)).toMatchObject({ attempts: 3, error: { code: '450 4.3.2' } })
})

test('a time that was stored while the clock was wrong does not delay a message', async () => {
  await openPort()
  sink.answer = (line) => (/RCPT.*jump\.example/.test(line) ? '450 4.3.2 not now' : undefined)
  const entry = await write('ana@jump.example')
  clock.advance(30 * dayMs)
  await workUntil(tried(entry, 1))
  sink.answer = () => undefined
  clock.advance(-30 * dayMs)
  await workUntil(() => expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('sent'))
})

test('a message that was queued while the clock was a day ahead is sent, and delays none behind it', async () => {
  await openPort()
  clock.advance(dayMs)
  const identities = [{ kind: 'email', value: 'ana@held.example' }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  const message = { kind: 'message', text: 'Held.' }
  const held = await app.api<Entry>('POST', `/customers/${customer.id}/entries`, { ...message, holdSeconds: 60 })
  clock.advance(-dayMs)
  const next = await app.api<Entry>('POST', `/customers/${customer.id}/entries`, { ...message, text: 'Next.' })
  await workUntil(async () => {
    for (const entry of [held, next]) {
      await expect.poll(async () => (await deliveryOf(entry)).state, polled).toBe('sent')
    }
  })
})

const asked = (domain: string): number =>
  sink.said.filter((line) => line.startsWith('RCPT') && line.includes(domain)).length
