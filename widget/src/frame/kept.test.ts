import { expect, test } from 'vitest'
import { waitingFor } from './chat/state/waiting-for.ts'
import { nothingKept, readKept, writeKept } from './kept.ts'

test('nothing to keep leaves nothing', () => {
  expect(writeKept(nothingKept)).toBeNull()
  expect(readKept(null)).toEqual(nothingKept)
})

test('what is kept is read as it was, but for the files themselves and what was under way', () => {
  const file = { name: 'leak.png', sizeBytes: 3, file: new File(['abc'], 'leak.png'), uploadedId: 'f-1', progress: 0.5 }
  const kept = {
    token: 't',
    begunAt: 5,
    identifiedAs: 'mara-1',
    draft: 'half',
    isReachAsked: true,
    waiting: [
      waitingFor('a', { state: 'sending', files: [file] }),
      waitingFor('b', { state: 'failed', problem: 'Blocked.' }),
    ],
  }
  const [a, b] = kept.waiting
  const again = readKept(writeKept(kept))
  expect(again).toEqual({
    ...kept,
    waiting: [{ ...a, state: 'waiting', files: [{ ...file, file: null, progress: 0 }] }, b],
  })
  // Writing what was read must give the same text: two tabs would else answer each other for ever.
  expect(writeKept(again)).toBe(writeKept(kept))
})

test.each(['', 'null', '7', '[]', '{', '{"token":7,"waiting":"x"}', '{"waiting":[null,{},{"echoId":1}]}'])(
  'what somebody else wrote there (%s) is as good as nothing',
  (strange) => {
    expect(readKept(strange)).toEqual(nothingKept)
  },
)
