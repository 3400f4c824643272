import { expect, test } from 'vitest'
import { manualClock } from '../../../../lib/clock.ts'
import { createBriefCache } from './brief-cache.ts'

function cacheOf(found: () => string | null) {
  const clock = manualClock('2026-01-05T08:00:00Z')
  const cache = createBriefCache<string>({ ttlMs: 5000, clock })
  let loads = 0
  const ask = () =>
    cache.get('key', async () => {
      loads++
      return found()
    })
  return { clock, cache, ask, loads: () => loads }
}

test('what was found is known for five seconds, without a promise', async () => {
  const { clock, ask, loads } = cacheOf(() => 'Maria')
  expect(await ask()).toBe('Maria')
  expect(ask()).toBe('Maria')
  clock.advance(5000)
  expect(await ask()).toBe('Maria')
  expect(loads()).toBe(2)
})

test('many who ask at once wait for one look-up', async () => {
  const { ask, loads } = cacheOf(() => 'Maria')
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['Maria', 'Maria', 'Maria'])
  expect(loads()).toBe(1)
})

test('nobody is not remembered', async () => {
  const { ask, loads } = cacheOf(() => null)
  expect(await ask()).toBeNull()
  expect(await ask()).toBeNull()
  expect(loads()).toBe(2)
})

test('forgetting forgets also what is being looked up at that moment', async () => {
  let answer: string | null = 'Maria'
  const { cache, ask, loads } = cacheOf(() => answer)
  const stale = ask()
  cache.clear()
  answer = null
  expect(await stale).toBe('Maria')
  expect(await ask()).toBeNull()
  expect(loads()).toBe(2)
})

test('a look-up that fails is tried again', async () => {
  const cache = createBriefCache<string>({ ttlMs: 5000, clock: manualClock('2026-01-05T08:00:00Z') })
  await expect(cache.get('key', () => Promise.reject(new Error('database away')))).rejects.toThrow('database away')
  expect(await cache.get('key', async () => 'Maria')).toBe('Maria')
})
