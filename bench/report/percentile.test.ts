import { expect, test } from 'vitest'
import { median, percentile } from './percentile.ts'

test('a percentile lies between the values around it', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48)
  expect(percentile([1, 2, 3], 0)).toBe(1)
  expect(percentile([1, 2, 3], 1)).toBe(3)
})

test('one value is every percentile, and none has none', () => {
  expect(median([7])).toBe(7)
  expect(percentile([], 0.5)).toBeNaN()
})

test('the values are not touched', () => {
  const values = [3, 1, 2]
  median(values)
  expect(values).toEqual([3, 1, 2])
})
