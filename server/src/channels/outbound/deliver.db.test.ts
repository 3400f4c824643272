import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { layFoundations, type Foundations } from '../../run/foundations.ts'
import { createMetrics } from '../../platform/http/metrics.ts'
import { systemClock } from '../../lib/clock.ts'
import { readConfig } from '../../lib/config.ts'
import { silentLogger } from '../../lib/logger.ts'
import { deliverEntry } from './deliver.ts'
import { recoverDeliveries, watchDropped } from './recover.ts'
import { queueAcknowledgements } from './acknowledge.ts'

// The app only serves: the worker is ours to lead into trouble.
const secretKey = 'k'.repeat(32)
let app: TestApp
let worker: Foundations
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { SERVICES: 'web', SECRET_KEY: secretKey } }))
  const config = readConfig({ DATA_DIR: app.dataDir, SMTP_PORT: '0', SERVICES: 'worker', SECRET_KEY: secretKey })
  const { connection } = app.database
  const node = { metrics: createMetrics(), version: '0.0.0-test' }
  worker = await layFoundations({ config, logger: silentLogger, connection, clock: systemClock, ...node }, stops)
})
afterAll(() => stops.disposeAsync())

async function newMessage(address: string): Promise<Entry> {
  const identities = [{ kind: 'email', value: address }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  return app.api('POST', `/customers/${customer.id}/entries`, { kind: 'message', text: `Dear ${address}` })
}

const stateOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state

test('a message that was in hand when the database went away is handed over again by the same process', async () => {
  const message = await newMessage('robin@example.com')
  const away = async (): Promise<never> => Promise.reject(new Error('the database is away'))
  const cut: Foundations = {
    ...worker,
    contextOf: () => {
      throw new Error('the wire was cut')
    },
    jobs: { ...worker.jobs, enqueue: away },
  }
  await expect(deliverEntry(cut, message.id)).rejects.toThrow('the database is away')
  expect(await stateOf(message)).toBe('sending')

  worker.workerLock.inHand.add(message.id)
  await recoverDeliveries(worker)
  expect(await stateOf(message)).toBe('sending')

  worker.workerLock.inHand.delete(message.id)
  await recoverDeliveries(worker)
  expect(await stateOf(message)).toBe('queued')
  await deliverEntry(worker, message.id)
  expect(await stateOf(message)).toBe('kept')
  expect(worker.workerLock.inHand.size).toBe(0)
})

test('what a process dropped it takes up itself, whichever node does what is due by the clock', async () => {
  const message = await newMessage('sam@example.com')
  const away = async (): Promise<never> => Promise.reject(new Error('the database is away'))
  const cut: Foundations = { ...worker, contextOf: () => raise(), jobs: { ...worker.jobs, enqueue: away } }
  await expect(deliverEntry(cut, message.id)).rejects.toThrow('the database is away')

  // Another node, which sees that this process lives and does not know what it has in hand.
  const other = { ...worker.workerLock, workerId: worker.workerLock.workerId + 1, abandoned: async () => [] }
  await recoverDeliveries({ ...worker, workerLock: other })
  expect(await stateOf(message)).toBe('sending')
  const watching = watchDropped(worker, 20)
  await expect.poll(() => stateOf(message)).toBe('queued')
  await watching.stop()
})

function raise(): never {
  throw new Error('the wire was cut')
}

test('an automatic answer is not forgotten because nobody could look up its channel', async () => {
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const event = {
    position: 1,
    xid: '1',
    id: items[0]!.id,
    type: 'issue.opened' as const,
    at: new Date(),
    customerId: items[0]!.id,
    issueId: items[0]!.id,
    entryId: items[0]!.id,
    data: { channelId: items[0]!.id, identityId: items[0]!.id, mayAnswer: true },
  }
  const store = { ...worker.store, find: async () => Promise.reject(new Error('the database is away')) }
  const reacting = worker.db.transaction().execute((tx) => queueAcknowledgements(tx, [event], { ...worker, store }))
  await expect(reacting).rejects.toThrow('the database is away')
})

test.each([
  [
    'the person',
    async ({ customerId }: Entry) => app.api('PUT', `/customers/${customerId}/block`, { reason: 'Threats.' }),
  ],
  ['the domain', async () => app.api('PUT', '/blocked-domains/late.example', { reason: 'Advertising.' })],
])(
  'what was written before %s was blocked does not leave, says why, and is sent again by hand afterwards',
  async (whom, block) => {
    const address = whom === 'the person' ? 'kim@early.example' : 'lou@late.example'
    const message = await newMessage(address)
    const later = await app.api<Entry>('POST', `/customers/${message.customerId}/entries`, {
      kind: 'message',
      text: 'One more',
    })
    await block(message)
    await deliverEntry(worker, message.id)
    for (const entry of [message, later]) {
      const { delivery, issueId } = await app.api<Entry>('GET', `/entries/${entry.id}`)
      expect(delivery).toMatchObject({ state: 'failed', attempts: 0, error: { code: 'blocked' } })
      // Nobody waits for it: the issue stays as it was.
      expect(await app.api('GET', `/issues/${issueId}`)).toMatchObject({ status: 'waiting_on_customer' })
    }
    expect(await (await app.request('POST', `/entries/${message.id}/sending`, {})).text()).toContain('unusable_channel')
    if (whom === 'the person') await app.request('DELETE', `/customers/${message.customerId}/block`)
    else await app.request('DELETE', '/blocked-domains/late.example')
    await deliverEntry(worker, message.id)
    expect(await stateOf(message)).toBe('failed')
    await app.api('POST', `/entries/${message.id}/sending`, {})
    await deliverEntry(worker, message.id)
    expect(await stateOf(message)).toBe('kept')
  },
)
