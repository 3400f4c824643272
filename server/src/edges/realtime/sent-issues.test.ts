import { expect, test } from 'vitest'
import { createSentIssues, isSeenIn } from './sent-issues.ts'

test.each([
  ['90:90:', 89n, true],
  ['90:90:', 90n, false],
  ['90:95:90,93', 89n, true],
  ['90:95:90,93', 90n, false],
  ['90:95:90,93', 91n, true],
  ['90:95:90,93', 93n, false],
  ['90:95:90,93', 95n, false],
  ['18446744073709551000:18446744073709551010:18446744073709551001', 18446744073709551002n, true],
])('in the snapshot %s the transaction %d is seen: %s', (snapshot, xid, isSeen) => {
  expect(isSeenIn(snapshot, xid)).toBe(isSeen)
})

test('what was sent covers what happened before, for that issue, until somebody comes who did not get it', () => {
  const sent = createSentIssues()
  sent.add('kettle', '90:95:93')
  expect(sent.covers('kettle', { xid: '94', position: 1 })).toBe(true)
  expect(sent.covers('kettle', { xid: '93', position: 2 })).toBe(false)
  expect(sent.covers('lamp', { xid: '94', position: 1 })).toBe(false)
  sent.forget()
  expect(sent.covers('kettle', { xid: '94', position: 1 })).toBe(false)
})
