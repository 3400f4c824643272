import { expect, test } from 'vitest'
import { hourMs, secondMs } from '../../../lib/clock.ts'
import { reachability } from './window.ts'

const heard = new Date('2026-11-30T08:00:00Z')
const end = new Date(heard.getTime() + 24 * hourMs)

test.each([
  ['the moment of the message', 0, 'open'],
  ['a second before its end', 24 * hourMs - secondMs, 'open'],
  ['its end', 24 * hourMs, 'template-only'],
  ['a second after its end', 24 * hourMs + secondMs, 'template-only'],
  ['before the message, by a clock that is behind', -secondMs, 'open'],
] as const)('the window at %s', (_when, laterMs, state) => {
  const now = new Date(heard.getTime() + laterMs)
  const reached = reachability({ lastHeardAt: heard, now })
  expect([reached.state, reached.until]).toEqual([state, state === 'open' ? end : null])
})

test('there is no window for somebody who never wrote', () => {
  const { state, why } = reachability({ lastHeardAt: null, now: heard })
  expect([state, why.words[0]!.code]).toEqual(['template-only', 'whatsapp.never_wrote'])
})
