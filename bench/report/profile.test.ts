import { expect, test } from 'vitest'
import { describeProfile } from './profile.ts'

const frame = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
})

test('time is counted by function and by package, and idling is not counted', () => {
  const text = describeProfile({
    nodes: [
      frame(1, '(idle)', ''),
      frame(2, 'parse', 'file:///x/node_modules/@scope/name/lib/parse.js'),
      frame(3, 'append', 'file:///x/server/src/record/timeline/append.ts'),
    ],
    samples: [1, 2, 2, 3],
    timeDeltas: [5000, 1000, 2000, 1000],
  })
  expect(text).toContain('busy for 4 ms')
  expect(text).toContain('75.0 %  @scope/name\n')
  expect(text).toContain('25.0 %  server/record/timeline\n')
  expect(text).toContain('75.0 %  parse @scope/name/lib/parse.js:10')
})
