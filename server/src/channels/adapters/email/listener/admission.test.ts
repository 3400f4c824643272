import { describe, expect, test } from 'vitest'
import { admit, type Present } from './admission.ts'

const limits = {
  maxConnections: 10,
  maxConnectionsPerAddress: 8,
  reservedForNew: 4,
  newUpToConnections: 2,
  evictAfterMs: 5000,
}
const nowMs = 100_000

/** `a*3` is three connections of network a, each heard that many milliseconds ago. */
function room(...groups: [network: string, count: number, silentMs: number, isWaitingForUs?: boolean][]): Present[] {
  return groups.flatMap(([network, count, silentMs, isWaitingForUs = false]) =>
    Array.from({ length: count }, (_, i) => ({
      id: `${network}${i}`,
      network,
      lastHeardMs: nowMs - silentMs + i,
      isWaitingForUs,
    })),
  )
}

function ask(present: Present[], network: string) {
  const countOf = (each: string): number => present.filter((other) => other.network === each).length
  return admit(network, { total: present.length, countOf, list: () => present }, limits, nowMs)
}

describe('one more connection', () => {
  test.each<[string, Present[], string, ReturnType<typeof admit>]>([
    ['is admitted when there is no other', [], 'a', { admitted: true, instead: null }],
    ['is one too many of its address', room(['a', 8, 0]), 'a', { admitted: false, because: 'too_many_of_you' }],
    ['gets none of the last slots', room(['a', 6, 0]), 'a', { admitted: false, because: 'too_many_of_you' }],
    ['from a new address gets one of the last slots', room(['a', 6, 0]), 'b', { admitted: true, instead: null }],
    [
      'takes the place of the longest silent one',
      room(['a', 4, 0], ['b', 1, 6000], ['c', 1, 9000], ['d', 4, 0]),
      'e',
      { admitted: true, instead: 'c0' },
    ],
    [
      'takes one from the network with the most silent ones',
      room(['a', 6, 6000], ['b', 4, 9000]),
      'c',
      { admitted: true, instead: 'a0' },
    ],
    [
      'takes the place of a talking one only from a network that has more',
      room(['a', 6, 100], ['b', 4, 100]),
      'c',
      { admitted: true, instead: 'a0' },
    ],
    [
      'is refused for now when all others are active',
      room(...'abcdefghij'.split('').map((each): [string, number, number] => [each, 1, 100])),
      'k',
      { admitted: false, because: 'too_many' },
    ],
    [
      'never replaces one that waits for our answer',
      room(['a', 6, 9000, true], ['b', 4, 100, true]),
      'c',
      { admitted: false, because: 'too_many' },
    ],
  ])('%s', (_, present, network, admission) => {
    expect(ask(present, network)).toEqual(admission)
  })
})
