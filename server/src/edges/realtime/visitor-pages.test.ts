import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { manualClock, minuteMs, secondMs } from '../../lib/clock.ts'
import type { MomentHint } from '../../platform/events/hints.ts'
import { createVisitorPages, type VisitorPages } from './visitor-pages.ts'

const where = (path: string) => ({ url: `https://shop.example${path}`, title: path, timeZone: null, country: null })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Nodes that hear each other, and what each would send to a person who looks at Mara. */
function nodes(count: number) {
  const clock = manualClock(new Date('2026-01-15T12:00:00Z'))
  const told: ServerMessage[][] = []
  const all: VisitorPages[] = []
  const publish = (hint: MomentHint) => {
    for (const node of all) node.hear(hint)
  }
  for (let i = 0; i < count; i++) {
    const mine: ServerMessage[] = []
    told.push(mine)
    all.push(createVisitorPages({ clock, publish, tell: (id, message) => id === 'mara' && mine.push(message) }))
  }
  const pass = (ms: number) => {
    clock.advance(ms)
    vi.advanceTimersByTime(ms)
  }
  /** The last that was sent there: the path, and whether they have left. */
  const shown = (node = 0) => {
    const message = told[node]!.at(-1)
    if (message?.type === 'visitor_page' && message.page === null) return null
    return message?.type === 'visitor_page' && message.page
      ? [new URL(message.page.url).pathname, message.page.leftAt !== null]
      : undefined
  }
  return { all, told, pass, shown }
}

test('each page is told on every node, and to who asks later', () => {
  const { all, told, shown } = nodes(2)
  const chat = {}
  all[0]!.at(chat, 'mara', where('/'))
  all[0]!.at(chat, 'mara', where('/kettles'))
  expect([shown(0), shown(1)]).toEqual([
    ['/kettles', false],
    ['/kettles', false],
  ])
  told[1]!.length = 0
  all[1]!.asked('mara')
  expect(shown(1)).toEqual(['/kettles', false])
  all[1]!.asked('nobody')
  expect(told[1]).toHaveLength(1)
})

test('a page that is left for the next is no leaving, one that is closed is, and half an hour later nothing is known', () => {
  const { all, told, pass, shown } = nodes(1)
  const [first, second] = [{}, {}]
  all[0]!.at(first, 'mara', where('/'))
  all[0]!.leave(first)
  pass(2 * secondMs)
  all[0]!.at(second, 'mara', where('/cart'))
  pass(minuteMs)
  expect(shown()).toEqual(['/cart', false])
  all[0]!.leave(second)
  expect(shown()).toEqual(['/cart', false])
  pass(11 * secondMs)
  expect(shown()).toEqual(['/cart', true])
  pass(31 * minuteMs)
  told[0]!.length = 0
  all[0]!.asked('mara')
  expect(told[0]).toEqual([])
})

test('of two tabs the one that moved last counts, and closing it leaves the other', () => {
  const { all, pass, shown } = nodes(1)
  const [first, second] = [{}, {}]
  all[0]!.at(first, 'mara', where('/a'))
  all[0]!.at(second, 'mara', where('/b'))
  all[0]!.leave(second)
  expect(shown()).toEqual(['/a', false])
  all[0]!.leave(first)
  pass(11 * secondMs)
  expect(shown()).toEqual(['/a', true])
})

test('who goes on at another node has not left', () => {
  const { all, pass, shown } = nodes(2)
  const [first, second] = [{}, {}]
  all[0]!.at(first, 'mara', where('/a'))
  all[0]!.leave(first)
  pass(secondMs)
  all[1]!.at(second, 'mara', where('/b'))
  pass(minuteMs)
  expect(shown()).toEqual(['/b', false])
  all[0]!.asked('mara')
  expect(shown()).toEqual(['/b', false])
})

test('a chat that becomes somebody else’s, at a sign-in, is theirs from then on', () => {
  const { all, pass, shown } = nodes(1)
  const chat = {}
  all[0]!.at(chat, 'mara', where('/a'))
  all[0]!.at(chat, 'kofi', where('/a'))
  pass(11 * secondMs)
  expect(shown()).toEqual(['/a', true])
})

test('where a company does not want it any more nothing is known, on any node', () => {
  const { all, told, shown } = nodes(2)
  const chat = {}
  all[0]!.at(chat, 'mara', where('/a'))
  all[0]!.forget(chat)
  expect([shown(0), shown(1)]).toEqual([null, null])
  told[0]!.length = 0
  all[0]!.leave(chat)
  all[1]!.asked('mara')
  expect(told[0]).toEqual([])
})
