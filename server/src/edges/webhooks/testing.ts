import { createServer, type ServerResponse } from 'node:http'
import { vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { systemActor } from '../../people/audit/audit.ts'
import { transact } from '../../platform/db/db.ts'
import { newestPosition, recordEvents, type NewEvent } from '../../platform/events/events.ts'
import { feedStart, readFeed } from '../../platform/events/feed.ts'
import { manualClock } from '../../lib/clock.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createSecretBox } from '../../lib/secrets.ts'
import { startWebhookSender, type WebhookSenderOptions } from './sending/sender.ts'
import { subscribe } from './subscriptions.ts'
import { enqueueWebhooks, type WebhookSender } from './webhooks.ts'

/** What reached a receiver. */
export interface Received {
  id: string
  headers: Record<string, string>
  body: string
}

export interface Receiver {
  readonly url: string
  readonly received: Received[]
  /** How many calls are open now. */
  open(): number
  close(): Promise<void>
}

/** A program that is told what happened: a real HTTP server on loopback. By default it answers 200. */
export async function startReceiver(
  answer: (response: ServerResponse, received: Received) => unknown = (response) => response.end(),
): Promise<Receiver> {
  const received: Received[] = []
  let open = 0
  const server = createServer((request, response) => {
    open++
    response.on('close', () => open--)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const one = { id: headers['webhook-id']!, headers, body }
      received.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    open: () => open,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface WebhookBench {
  readonly database: TestDatabase
  readonly clock: ReturnType<typeof manualClock>
  readonly deps: Omit<WebhookSenderOptions, 'fetch'> & { readonly addressRules: { allowPrivateHosts: string[] } }
  subscribe(url: string, eventTypes?: NewEvent['type'][]): Promise<{ id: string; secret: string }>
  /** Records events and consumes them, as the app does. */
  happen(...types: NewEvent['type'][]): Promise<void>
  /** Stopped at the end of the test. */
  sender(options?: Partial<WebhookSenderOptions>): WebhookSender
  deliveries(): Promise<{ id: string; state: string; attempts: number; last_error: string | null }[]>
  [Symbol.asyncDispose](): Promise<void>
}

const waiting = { timeout: 20_000, interval: 20 }

/** A database, a clock that stands still, and loopback receivers allowed. */
export async function createWebhookBench(): Promise<WebhookBench> {
  const database = await createTestDatabase({ poolSize: 8 })
  const { db } = database
  const clock = manualClock(new Date())
  const deps = {
    db,
    clock,
    logger: silentLogger,
    secrets: createSecretBox('k'.repeat(64)),
    addressRules: { allowPrivateHosts: ['127.0.0.1'] },
    random: () => 0,
    sources: {
      channels: async () => new Map(),
      identities: async () => new Map(),
      deliveries: async () => new Map(),
      colleagueMails: async () => new Map(),
      handovers: async () => new Map(),
      scansSince: null,
    },
  }
  const senders: WebhookSender[] = []
  let seen = feedStart
  return {
    database,
    clock,
    deps,
    async subscribe(url, eventTypes = []) {
      const { webhook, secret } = await subscribe(deps, { name: 'A program', url, eventTypes }, systemActor)
      return { id: webhook.id, secret }
    },
    async happen(...types) {
      const events = types.map(eventOf)
      await transact(db, (tx) => recordEvents(tx, events, clock.now()))
      const newest = await newestPosition(db)
      // What other tests do on the same server may withhold them for a moment.
      const recorded = await vi.waitFor(async () => {
        const read = await readFeed(db, seen, 1000)
        if (read.at(-1)?.position !== newest) throw new Error('The events are not readable yet.')
        return read
      }, waiting)
      const last = recorded.at(-1)
      if (last) seen = { xid: last.xid, position: last.position }
      await transact(db, (tx) => enqueueWebhooks(deps, tx, recorded))
    },
    sender(options = {}) {
      const sender = startWebhookSender({ ...deps, ...options })
      senders.push(sender)
      return sender
    },
    deliveries: () =>
      db
        .selectFrom('webhook_deliveries')
        .select(['id', 'state', 'attempts', 'last_error'])
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    async [Symbol.asyncDispose]() {
      await Promise.all(senders.map((sender) => sender.stop()))
      await database.drop()
    },
  }
}

/** Fits the types that are used here, with letters that a careless signature breaks on. */
function eventOf(type: NewEvent['type']): NewEvent {
  const isBare = type === 'issue.opened' || type === 'entry.appended'
  const data = isBare ? {} : { by: { kind: 'staff', id: null, name: 'Jörg' } }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- another type would be found when the database is dropped
  return { type, customerId: null, data } as NewEvent
}
