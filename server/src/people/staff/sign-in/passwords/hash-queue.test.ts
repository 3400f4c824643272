import { expect, test } from 'vitest'
import { manualClock, minuteMs } from '../../../../lib/clock.ts'
import { AppError } from '../../../../lib/errors.ts'
import { createHashQueue, maxWaiting, maxWaitingPerAddress } from './hash-queue.ts'

function line() {
  const clock = manualClock('2026-01-05T08:00:00Z')
  const hashQueue = createHashQueue({ clock })
  const running: { name: string; end(): void }[] = []
  const refused: string[] = []
  const join = (address: string, name = address): void => {
    const work = () => new Promise<void>((resolve) => running.push({ name, end: resolve }))
    hashQueue.run(address, work).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'too_many_requests') refused.push(name)
      else throw error
    })
  }
  return {
    clock,
    hashQueue,
    refused,
    join,
    names: () => running.map(({ name }) => name),
    endOne: async (): Promise<string> => {
      const [first] = running.splice(0, 1)
      first!.end()
      // What follows from it has been done before the next timer.
      await new Promise((resolve) => setImmediate(resolve))
      return first!.name
    },
  }
}

test('addresses take turns, one hash at a time', async () => {
  const { join, names, endOne } = line()
  for (const name of ['a1', 'a2', 'a3', 'a4']) join('192.0.2.1', name)
  join('192.0.2.2', 'b1')
  join('192.0.2.3', 'c1')
  expect(names()).toEqual(['a1'])
  const order = []
  for (let i = 0; i < 6; i++) order.push(await endOne())
  expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4'])
})

test('a second hash runs at once for an address that signed in lately, as long as nothing from it was wrong', async () => {
  const { hashQueue, clock, join, names, endOne } = line()
  hashQueue.succeeded('198.51.100.1')
  hashQueue.failed('192.0.2.1')
  join('192.0.2.1', 'suspect')
  join('192.0.2.2', 'unknown')
  expect(names()).toEqual(['suspect'])
  join('198.51.100.1', 'known')
  expect(names()).toEqual(['suspect', 'known'])
  await endOne()
  expect(names()).toEqual(['known', 'unknown'])
  hashQueue.failed('198.51.100.1')
  await endOne()
  join('198.51.100.1', 'known, but wrong')
  expect(names()).toEqual(['unknown'])
  clock.advance(minuteMs)
  join('198.51.100.1', 'known again')
  expect(names()).toEqual(['unknown', 'known, but wrong'])
})

test('a full queue of an address refuses at once, and a full queue gives the place of a failing address to one that did not fail', async () => {
  const { hashQueue, join, names, refused } = line()
  for (let i = 0; i < 1 + maxWaitingPerAddress; i++) join('192.0.2.1', `first ${i}`)
  join('192.0.2.1', 'one too many')
  await expect.poll(() => refused).toEqual(['one too many'])
  for (let i = 0; i < maxWaiting - maxWaitingPerAddress; i++) join(`192.0.2.${10 + (i % 5)}`, `other ${i}`)
  hashQueue.failed('192.0.2.10')
  join('198.51.100.1', 'real')
  await expect.poll(() => refused.at(-1)).toBe('other 25')
  expect(names()).toEqual(['first 0'])
})

test('of addresses that did not fail, the one with the most tries makes room for one with fewer', async () => {
  const { join, refused } = line()
  for (let i = 0; i < 1 + maxWaitingPerAddress; i++) join('192.0.2.1', `many ${i}`)
  for (let i = maxWaitingPerAddress; i < maxWaiting; i++) join(`192.0.2.${10 + i}`, `one of ${i}`)
  join('198.51.100.1', 'real')
  await expect.poll(() => refused).toEqual(['many 10'])
  // Until all have as few as the new one.
  for (let i = 2; i < maxWaitingPerAddress; i++) join(`198.51.100.${i}`, `newcomer ${i}`)
  await expect.poll(() => refused.length).toBe(maxWaitingPerAddress - 1)
  join('203.0.113.1', 'too late')
  await expect.poll(() => refused.at(-1)).toBe('too late')
})

test('what waits is refused when the process stops', async () => {
  const { hashQueue, join, names, refused } = line()
  for (const name of ['a', 'b', 'c']) join('192.0.2.1', name)
  hashQueue.clear()
  await expect.poll(() => refused).toEqual(['b', 'c'])
  expect(names()).toEqual(['a'])
})

test('work that fails ends its turn', async () => {
  const { hashQueue } = line()
  await expect(hashQueue.run('192.0.2.1', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await hashQueue.run('192.0.2.1', async () => 'next')).toBe('next')
})
