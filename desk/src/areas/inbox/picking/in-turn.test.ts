import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('a call that fails does not keep the others from being made', async () => {
  const { done, failures } = await inTurn([1, 2, 3, 4], 2, async (number) => {
    if (number === 2) throw new Error('no')
    return number * 10
  })
  expect(done.toSorted((a, b) => a - b)).toEqual([10, 30, 40])
  expect(failures).toEqual([new Error('no')])
})

test('no more are under way at once than was said', async () => {
  let running = 0
  let most = 0
  await inTurn(
    Array.from({ length: 20 }, (_, index) => index),
    3,
    async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
    },
  )
  expect(most).toBe(3)
})
