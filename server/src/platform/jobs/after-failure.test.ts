import { expect, test } from 'vitest'
import { afterFailure, shortened, triesInAll } from './after-failure.ts'

const now = new Date('2026-03-02T08:00:00Z')
const coded = (code: string): Error => Object.assign(new Error(code), { code })
const seconds = (at: Date): number => (at.getTime() - now.getTime()) / 1000

test('a share is tried with growing pauses, and set aside after the last try', () => {
  let share = { tries: 0, triesLeft: triesInAll }
  const pauses: number[] = []
  for (;;) {
    const fate = afterFailure(share, new Error('no'), now)
    if (fate.state === 'set_aside') {
      expect(fate).toEqual({ state: 'set_aside', tries: 8, triesLeft: 0, error: 'no', nextTryAt: now, setAsideAt: now })
      break
    }
    pauses.push(seconds(fate.nextTryAt))
    share = fate
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64])
})

test('a pause stays short, however often somebody has it tried once more', () => {
  expect(seconds(afterFailure({ tries: 2000, triesLeft: 2 }, new Error('no'), now).nextTryAt)).toBe(64)
})

test.each(['40001', '40P01', 'ECONNREFUSED', '57P01', '53300', '53100'])('%s says nothing about the event', (code) => {
  const share = { tries: 0, triesLeft: 1 }
  expect(afterFailure(share, coded(code), now)).toMatchObject({ ...share, state: 'waiting', error: code })
})

test.each(['23505', '22012', '57014', '55P03', '53200'])('%s counts', (code) => {
  expect(afterFailure({ tries: 0, triesLeft: 1 }, coded(code), now)).toMatchObject({ tries: 1, state: 'set_aside' })
})

test('of a text of any size and of any characters the beginning is kept', () => {
  const long = `\u0000${'x'.repeat(1e6)}`
  expect(afterFailure({ tries: 0, triesLeft: 1 }, new Error(long), now).error).toBe('x'.repeat(1999))
  expect(afterFailure({ tries: 0, triesLeft: 1 }, new Error(`${'x'.repeat(1999)}😀`), now).error).toBe(
    `${'x'.repeat(1999)}�`,
  )
  expect(shortened(new Error(long)).message).toHaveLength(1999)
  expect(shortened(new Error(long)).stack!.length).toBeLessThan(10_000)
  const short = new Error('no')
  expect(shortened(short)).toBe(short)
})
