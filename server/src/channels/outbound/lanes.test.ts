import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'

test('a channel that stalls keeps four lanes busy, its other deliveries wait, and other channels go on', async () => {
  const lanes = createLanes((error) => errors.push(error))
  const errors: unknown[] = []
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const stall = (id: string) => {
    begun.push(id)
    return new Promise<void>((resolve) => ends.set(id, resolve))
  }
  const running = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a5'].map((id) => lanes.run('a', id, stall))
  await lanes.run('b', 'b1', async (id) => void begun.push(id))
  expect(begun).toEqual(['a1', 'a2', 'a3', 'a4', 'b1'])
  ends.get('a2')!()
  await expect.poll(() => begun.at(-1)).toBe('a5')
  ends.get('a5')!()
  await expect.poll(() => begun.at(-1)).toBe('a6')
  for (const end of ends.values()) end()
  await Promise.all(running)
  expect(begun).toHaveLength(7)
  expect(errors).toEqual([])
})

test('an error frees its lane for what waits, and is the error of its own job', async () => {
  const errors: unknown[] = []
  const lanes = createLanes((error) => errors.push(error))
  const ends: ((error: Error) => void)[] = []
  const fail = () => new Promise<void>((_resolve, reject) => ends.push(reject))
  const running = ['1', '2', '3', '4'].map((id) => lanes.run('a', id, fail))
  await lanes.run('a', 'waits', fail)
  ends[0]!(new Error('of the first'))
  await expect.poll(() => ends.length).toBe(5)
  for (const end of ends) end(new Error('of another'))
  await expect(running[0]).rejects.toThrow('of the first')
  expect((await Promise.allSettled(running)).every(({ status }) => status === 'rejected')).toBe(true)
  expect(errors).toEqual([new Error('of another')])
})
