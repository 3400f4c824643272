import { expect, test } from 'vitest'
import { manualClock, minuteMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
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

test('two run at a time, and addresses take turns', async () => {
  const { join, names, endOne } = line()
  for (const name of ['a1', 'a2', 'a3', 'a4']) join('192.0.2.1', name)
  join('192.0.2.2', 'b1')
  join('192.0.2.3', 'c1')
  expect(names()).toEqual(['a1', 'a2'])
  const order = []
  for (let i = 0; i < 6; i++) order.push(await endOne())
  expect(order).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4'])
})

test('addresses that failed share one slot, and the other one is free at once for those that did not', async () => {
  const { hashQueue, clock, join, names, endOne } = line()
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) hashQueue.failed(address)
  join('192.0.2.1')
  join('192.0.2.2')
  join('192.0.2.3')
  expect(names()).toEqual(['192.0.2.1'])
  join('198.51.100.1')
  expect(names()).toEqual(['192.0.2.1', '198.51.100.1'])
  await endOne()
  expect(names()).toEqual(['198.51.100.1', '192.0.2.2'])
  clock.advance(minuteMs)
  await endOne()
  expect(names()).toEqual(['192.0.2.2', '192.0.2.3'])
})

test('a full queue of an address refuses at once, and a full queue gives the place of a failing address to one that did not fail', async () => {
  const { hashQueue, join, names, refused } = line()
  for (let i = 0; i < 2 + maxWaitingPerAddress; i++) join('192.0.2.1', `first ${i}`)
  join('192.0.2.1', 'one too many')
  await expect.poll(() => refused).toEqual(['one too many'])
  for (let i = 0; i < maxWaiting - maxWaitingPerAddress; i++) join(`192.0.2.${10 + (i % 5)}`, `other ${i}`)
  hashQueue.failed('192.0.2.10')
  join('198.51.100.1', 'real')
  await expect.poll(() => refused.at(-1)).toBe('other 25')
  expect(names()).toEqual(['first 0', 'first 1'])
})

test('of addresses that did not fail, the one with the most tries makes room for one with fewer', async () => {
  const { join, refused } = line()
  for (let i = 0; i < 2 + maxWaitingPerAddress; i++) join('192.0.2.1', `many ${i}`)
  for (let i = maxWaitingPerAddress; i < maxWaiting; i++) join(`192.0.2.${10 + i}`, `one of ${i}`)
  join('198.51.100.1', 'real')
  await expect.poll(() => refused).toEqual(['many 11'])
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
  await expect.poll(() => refused).toEqual(['c'])
  expect(names()).toEqual(['a', 'b'])
})

test('work that fails ends its turn', async () => {
  const { hashQueue } = line()
  await expect(hashQueue.run('192.0.2.1', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await hashQueue.run('192.0.2.1', async () => 'next')).toBe('next')
})
