import { expect, test } from 'vitest'
import { sendTimes } from './send-times.ts'

test.each([
  ['Wednesday', new Date(2026, 0, 7, 10, 20), ['inAnHour', 'tomorrow', 'monday']],
  ['Sunday, when tomorrow is Monday', new Date(2026, 0, 4, 23, 50), ['inAnHour', 'tomorrow']],
  ['Monday', new Date(2026, 0, 5, 8), ['inAnHour', 'tomorrow', 'monday']],
])('on a %s the times are in order, each once and ahead', (_day, now, names) => {
  const times = sendTimes(now)
  expect(times.map(({ name }) => name)).toEqual(names)
  const ms = times.map(({ at }) => at.getTime())
  expect(ms).toEqual(ms.toSorted((a, b) => a - b))
  expect(ms[0]).toBeGreaterThan(now.getTime())
})
