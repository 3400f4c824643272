import { Webhook as Verifier } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '../../../lib/clock.ts'
import { safeFetch } from '../../../lib/safe-fetch.ts'
import { createSecretBox } from '../../../lib/secrets.ts'
import { createWebhookBench, startReceiver } from '../testing.ts'

test('what happened is sent at once, signed so that the verifier of Standard Webhooks accepts it', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  const { secret } = await bench.subscribe(receiver.url)
  await bench.happen('issue.resolved')
  bench.sender()
  await expect.poll(() => receiver.received.length).toBe(1)

  const { id, headers, body } = receiver.received[0]!
  const change = new Verifier(secret).verify(body, headers)
  expect(change).toMatchObject({
    type: 'issue.resolved',
    data: { type: 'issue.resolved', data: { by: { name: 'Jörg' } } },
  })
  expect(headers['content-type']).toBe('application/json')
  const delivered = { id, state: 'delivered', attempts: 1, last_error: null }
  await expect.poll(() => bench.deliveries()).toEqual([delivered])
  expect(() => new Verifier(secret).verify(`${body} `, headers)).toThrow('signature')
  await receiver.close()
})

test('a receiver that fails is tried ten times over days, always under the same id and with the same body', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver((response) => response.writeHead(503).end())
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  const sender = bench.sender()
  const delays = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourMs)]
  for (const [failures, delayMs] of delays.entries()) {
    await expect.poll(async () => (await bench.deliveries())[0]).toMatchObject({ last_error: expect.any(String) })
    await expect.poll(() => dueIn(bench)).toBe(delayMs)
    expect(receiver.received).toHaveLength(failures + 1)
    bench.clock.advance(delayMs)
    sender.wake()
    await expect.poll(() => receiver.received.length).toBe(failures + 2)
  }
  await expect.poll(() => bench.deliveries()).toMatchObject([{ state: 'failed', attempts: 10 }])
  expect((await bench.deliveries())[0]!.last_error).toContain('503')
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
  await receiver.close()
})

test('a receiver that asks for patience gets it', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver((response) => response.writeHead(429, { 'retry-after': '3600' }).end())
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  bench.sender()
  await expect.poll(() => dueIn(bench)).toBe(hourMs)
  await receiver.close()
})

test('a receiver that answers 410 is switched off, in the audit log too, and what waits for it is kept', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver((response) => response.writeHead(410).end())
  const { id } = await bench.subscribe(receiver.url)
  await bench.happen('issue.opened', 'issue.resolved')
  const sender = bench.sender({ perReceiver: 1 })
  const { db } = bench.database
  await expect
    .poll(() => db.selectFrom('webhooks').select('enabled').where('id', '=', id).executeTakeFirst())
    .toEqual({ enabled: false })
  const log = db
    .selectFrom('audit_records')
    .select(['actor_kind', 'subject_id'])
    .where('action', '=', 'webhook.switched_off')
  expect(await log.execute()).toEqual([{ actor_kind: 'system', subject_id: id }])
  bench.clock.advance(dayMs)
  sender.wake()
  await bench.happen('issue.reopened')
  await expect.poll(() => bench.deliveries()).toMatchObject([{ state: 'failed' }, { state: 'pending' }])
  expect(receiver.received).toHaveLength(1)
  await receiver.close()
})

test('a slow receiver has few calls open at a time and keeps nobody else waiting', async () => {
  await using bench = await createWebhookBench()
  let mostOpen = 0
  const slow = await startReceiver(() => {
    mostOpen = Math.max(mostOpen, slow.open())
  })
  const quick = await startReceiver()
  await bench.subscribe(slow.url)
  await bench.subscribe(quick.url)
  // The slow one's are due first.
  await bench.happen(...Array.from({ length: 60 }, () => 'issue.updated' as const))
  bench.sender()
  await expect.poll(() => quick.received.length, { timeout: 10_000 }).toBe(60)
  expect(mostOpen).toBe(4)
  expect(slow.received).toHaveLength(4)
  await slow.close()
  await quick.close()
})

test('a receiver that does not answer in time has failed', async () => {
  await using bench = await createWebhookBench()
  const silent = await startReceiver(() => {})
  await bench.subscribe(silent.url)
  await bench.happen('issue.opened')
  let allowedMs: number | undefined
  bench.sender({
    fetch: (url, options) => {
      allowedMs = options?.timeoutMs
      return safeFetch(url, { ...options, timeoutMs: 50 })
    },
  })
  await expect.poll(async () => (await bench.deliveries())[0]!.last_error).toContain('too long')
  expect(allowedMs).toBe(15_000)
  await silent.close()
})

test('a redirect is not followed', async () => {
  await using bench = await createWebhookBench()
  const target = await startReceiver()
  const receiver = await startReceiver((response) => response.writeHead(307, { location: target.url }).end())
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  bench.sender()
  await expect.poll(async () => (await bench.deliveries())[0]!.last_error).toContain('redirect')
  expect(target.received).toEqual([])
  await receiver.close()
  await target.close()
})

test('an address inside the network is not called, even when it became one after it was stored', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  bench.sender({ addressRules: {} })
  await expect.poll(async () => (await bench.deliveries())[0]!.last_error).toContain('inside the network')
  expect(receiver.received).toEqual([])
  await receiver.close()
})

test('a process that dies between the answer and its note sends once more, under the same id', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  const death = Promise.withResolvers<never>()
  bench.sender({
    fetch: async (url, options) => {
      await safeFetch(url, options)
      return death.promise
    },
  })
  await expect.poll(() => receiver.received.length).toBe(1)

  // As long as the first could still be at it, it is nobody else's.
  expect(await dueIn(bench)).toBe(minuteMs)
  bench.clock.advance(minuteMs)
  bench.sender()
  await expect.poll(() => bench.deliveries()).toMatchObject([{ state: 'delivered', attempts: 2 }])
  expect(receiver.received.map(({ id }) => id)).toEqual([receiver.received[0]!.id, receiver.received[0]!.id])
  death.reject(new Error('gone'))
  await receiver.close()
})

test('several nodes share the work and send nothing twice', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  await bench.subscribe(receiver.url)
  await bench.happen(...Array.from({ length: 100 }, () => 'issue.updated' as const))
  bench.sender()
  bench.sender()
  bench.sender()
  await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(100)
  await expect.poll(async () => (await bench.deliveries()).every(({ state }) => state === 'delivered')).toBe(true)
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(100)
  await receiver.close()
})

test('a secret that cannot be opened is a failure that says so', async () => {
  await using bench = await createWebhookBench()
  const receiver = await startReceiver()
  await bench.subscribe(receiver.url)
  await bench.happen('issue.opened')
  bench.sender({ secrets: createSecretBox('another'.repeat(10)) })
  await expect.poll(async () => (await bench.deliveries())[0]!.last_error).toContain('SECRET_KEY')
  expect(receiver.received).toEqual([])
  await receiver.close()
})

async function dueIn(bench: Awaited<ReturnType<typeof createWebhookBench>>): Promise<number> {
  const row = await bench.database.db.selectFrom('webhook_deliveries').select('next_attempt_at').executeTakeFirst()
  return (row?.next_attempt_at?.getTime() ?? 0) - bench.clock.now().getTime()
}
