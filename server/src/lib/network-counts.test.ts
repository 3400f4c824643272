import { expect, test } from 'vitest'
import { createNetworkCounts } from './network-counts.ts'

test('connections are counted by network, and each is taken back once', () => {
  const counts = createNetworkCounts()
  const leave = counts.enter('2001:db8::1')
  counts.enter('2001:db8::ffff')
  counts.enter('192.0.2.1')
  expect(counts.of('2001:db8::2')).toBe(2)
  expect(counts.of('::ffff:192.0.2.1')).toBe(1)
  leave()
  leave()
  expect(counts.of('2001:db8::2')).toBe(1)
  expect(counts.of('198.51.100.1')).toBe(0)
})

test('a network may be given by the name that it is counted by', () => {
  const counts = createNetworkCounts()
  counts.enter('2001:db8::1')
  expect(counts.of('2001:db8::/64')).toBe(1)
})
