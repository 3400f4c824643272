import { afterEach, beforeEach, expect, test } from 'vitest'
import { minuteMs, secondMs } from '../../../src/lib/clock.ts'
import { safeFetch } from '../../../src/lib/safe-fetch.ts'
import {
  createWebhookBench,
  startReceiver,
  type Receiver,
  type WebhookBench,
} from '../../../src/edges/webhooks/testing.ts'

// Forty receivers that take every call and answer none, and one that answers.

let bench: WebhookBench
let stalled: Receiver
let good: Receiver
/** For an answer. */
let waitMs = minuteMs
beforeEach(async () => {
  bench = await createWebhookBench()
  stalled = await startReceiver(() => {})
  good = await startReceiver()
  for (let number = 1; number <= 40; number++) await bench.subscribe(`${stalled.url}?${number}`)
  await bench.subscribe(good.url)
})
afterEach(async () => {
  waitMs = minuteMs
  await stalled.close()
  await good.close()
  await bench[Symbol.asyncDispose]()
})

const happen = (count: number) => bench.happen(...Array.from({ length: count }, () => 'issue.updated' as const))
/** Calls that are open, by address. */
const openTo = new Map<string, number>()
const fetch: typeof safeFetch = async (url, options) => {
  const count = (change: number) => void openTo.set(url, (openTo.get(url) ?? 0) + change)
  count(1)
  return safeFetch(url, { ...options, timeoutMs: waitMs }).finally(() => count(-1))
}
const failures = async () => (await bench.deliveries()).filter(({ last_error }) => last_error !== null)

test('forty receivers that begin to stall, all at once and with much for each, hold up none that answers', async () => {
  await happen(10)
  const sender = bench.sender({ fetch })
  await expect.poll(() => good.received.length).toBe(10)
  await happen(10)
  sender.wake()
  await expect.poll(() => good.received.length).toBe(20)
  // Nobody waited until they were given up.
  expect(stalled.open()).toBeGreaterThanOrEqual(40)
  expect(await failures()).toEqual([])
})

test('receivers that stall again and again get one call at a time, and half of all calls together', async () => {
  waitMs = 2500
  await happen(10)
  const sender = bench.sender({ fetch, slowAfterMs: 2000 })
  await expect.poll(async () => (await failures()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(40)
  waitMs = minuteMs
  await expect.poll(() => stalled.open(), { timeout: 20_000 }).toBe(32)
  const before = good.received.length
  bench.clock.advance(5 * secondMs)
  await happen(10)
  sender.wake()
  await expect.poll(() => good.received.length).toBe(before + 10)
  expect(stalled.open()).toBe(32)
  expect(Math.max(...openTo.values())).toBe(1)
})
