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

test('fifty channels that stall leave a lane for another', async () => {
  const lanes = createLanes(() => {})
  const begun: string[] = []
  const stall = (id: string) => new Promise<void>(() => begun.push(id))
  for (let channel = 1; channel <= 50; channel++) {
    for (let entry = 1; entry <= 5; entry++) void lanes.run(`${channel}`, `${channel}.${entry}`, stall)
  }
  // Four channels have four lanes each, and then every other has one.
  expect(begun).toHaveLength(4 * 4 + 46)
  await lanes.run('another', 'passes', async (id) => void begun.push(id))
  expect(begun.at(-1)).toBe('passes')
})

test('what waits is nobody’s job any more, and a job that takes long is let go while its work goes on', async () => {
  const errors: unknown[] = []
  const lanes = createLanes((error) => errors.push(error), { holdMs: 10 })
  const ends: ((error?: Error) => void)[] = []
  const stall = () =>
    new Promise<void>((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error))))
  await Promise.all(['1', '2', '3', '4', '5'].map((id) => lanes.run('a', id, stall)))
  expect(ends).toHaveLength(4)
  ends[0]!(new Error('long after its job'))
  await expect.poll(() => ends.length).toBe(5)
  expect(errors).toEqual([new Error('long after its job')])

  let isFinished = false
  const finishing = lanes.finish(60_000).then(() => (isFinished = true))
  for (const end of ends.slice(0, 4)) end()
  await lanes.finish(10)
  expect(isFinished).toBe(false)
  ends[4]!()
  await finishing
})
