import { expect, test } from 'vitest'
import { spareMemory } from './spare-memory.ts'

test('what a busy time left behind is given back once nothing happens', async () => {
  const waste: string[][] = Array.from({ length: 200 }, () => Array.from({ length: 20_000 }, (_, at) => `${at}`))
  expect(waste.length).toBe(200)
  waste.length = 0
  const { heapTotal } = process.memoryUsage()
  const sparing = spareMemory({ lookEveryMs: 100 })
  await expect
    .poll(() => process.memoryUsage().heapTotal, { timeout: 10_000, interval: 500 })
    .toBeLessThan(heapTotal / 2)
  sparing.stop()
})
