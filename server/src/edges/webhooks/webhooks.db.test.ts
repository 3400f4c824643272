import { expect, test } from 'vitest'
import { transact } from '../../platform/db/db.ts'
import { startConsumer } from '../../platform/events/consumer.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { dayMs } from '../../lib/clock.ts'
import { createWebhookBench, startReceiver } from './testing.ts'
import { enqueueWebhooks, pruneWebhookDeliveries } from './webhooks.ts'

const nowhere = 'http://127.0.0.1:9/hook'

test('each webhook gets the types it asked for, and all when it named none', async () => {
  await using bench = await createWebhookBench()
  const all = await bench.subscribe(nowhere)
  const some = await bench.subscribe(nowhere, ['issue.resolved', 'entry.appended'])
  await bench.happen('issue.opened', 'entry.appended', 'issue.resolved')
  const { db } = bench.database
  const rows = await db.selectFrom('webhook_deliveries').select(['webhook_id', 'event_type', 'payload']).execute()
  const typesOf = (id: string) => rows.filter((row) => row.webhook_id === id).map((row) => row.event_type)
  expect(typesOf(all.id).toSorted()).toEqual(['entry.appended', 'issue.opened', 'issue.resolved'])
  expect(typesOf(some.id).toSorted()).toEqual(['entry.appended', 'issue.resolved'])
  const at = bench.clock.now().toISOString()
  const resolved = rows.find((row) => row.event_type === 'issue.resolved')!
  expect(resolved.payload).toEqual({
    type: 'issue.resolved',
    timestamp: at,
    data: {
      id: expect.any(String),
      type: 'issue.resolved',
      at,
      customerId: null,
      issueId: null,
      entryId: null,
      data: { by: { kind: 'staff', id: null, name: 'Jörg' } },
    },
  })
})

test('a webhook is not told what happened before it was asked for, nor while it is off', async () => {
  await using bench = await createWebhookBench()
  const { db } = bench.database
  const early = new Date(bench.clock.now().getTime() - 1000)
  await transact(db, (tx) => recordEvents(tx, [{ type: 'issue.opened', customerId: null }], early))
  const { id } = await bench.subscribe(nowhere)
  await bench.happen('issue.resolved')
  await db.updateTable('webhooks').set({ enabled: false }).where('id', '=', id).execute()
  await bench.happen('issue.reopened')
  expect(await db.selectFrom('webhook_deliveries').select('event_type').execute()).toEqual([
    { event_type: 'issue.resolved' },
  ])
})

test('there is exactly one delivery per event, though the consumer fails half-way', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  await bench.subscribe(receiver.url)
  const sender = bench.sender()
  let failures = 3
  const consumer = startConsumer({
    db: bench.database.db,
    name: 'test',
    logger: bench.deps.logger,
    act: async (tx, events) => {
      await enqueueWebhooks(bench.deps, tx, events)
      if (failures-- > 0) throw new Error('crash')
    },
  })
  const events = Array.from({ length: 20 }, () => ({ type: 'issue.updated' as const, customerId: null }))
  await transact(bench.database.db, (tx) => recordEvents(tx, events, bench.clock.now()))
  await consumer.drained()
  sender.wake()
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(20)
  await consumer.stop()
  await expect.poll(async () => (await bench.deliveries()).every(({ state }) => state === 'delivered')).toBe(true)
  const changes: { data: { id: string } }[] = receiver.received.map(({ body }) => JSON.parse(body))
  expect(new Set(changes.map(({ data }) => data.id)).size).toBe(20)
  await receiver.close()
})

test('old deliveries are removed, but for those that are still tried', async () => {
  await using bench = await createWebhookBench()
  const { db } = bench.database
  const on = await bench.subscribe(nowhere)
  const off = await bench.subscribe(nowhere)
  await bench.happen('issue.opened', 'issue.resolved')
  await db.updateTable('webhooks').set({ enabled: false }).where('id', '=', off.id).execute()
  const [done] = await db.selectFrom('webhook_deliveries').select('id').where('webhook_id', '=', on.id).execute()
  await db.updateTable('webhook_deliveries').set({ state: 'delivered' }).where('id', '=', done!.id).execute()

  await pruneWebhookDeliveries(db, bench.clock.now())
  expect(await bench.deliveries()).toHaveLength(4)
  await pruneWebhookDeliveries(db, new Date(bench.clock.now().getTime() + dayMs))
  const left = await db.selectFrom('webhook_deliveries').select(['webhook_id', 'state']).execute()
  expect(left).toEqual([{ webhook_id: on.id, state: 'pending' }])
})
