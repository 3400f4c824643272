import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { expect, test } from 'vitest'
import type { MomentHint } from '../../platform/events/hints.ts'
import { manualClock } from '../../lib/clock.ts'
import { createPresence } from './presence.ts'
import type { Seat } from './seats.ts'

const maria = { staffId: 'maria', name: 'Maria' }
const kim: Seat = {
  id: 'a-tab-elsewhere',
  staffId: 'kim',
  name: 'Kim',
  isPerson: true,
  customerId: 'ana',
  typingMs: 0,
  isPrivate: false,
}

function seated(customerId: string) {
  const published: MomentHint[] = []
  const presence = createPresence({
    clock: manualClock('2026-01-05T08:00:00Z'),
    changed: () => {},
    publish: (hint) => published.push(hint),
  })
  const key = {}
  const told: ServerMessage[] = []
  presence.view(key, maria, customerId, (message) => told.push(message))
  return { presence, key, told, published }
}

test('only people who look at a thread see that its customer types', () => {
  const { presence, told } = seated('ana')
  told.length = 0
  presence.customerTypes('ben')
  expect(told).toEqual([])
  presence.customerTypes('ana')
  expect(told).toEqual([{ type: 'customer_typing', customerId: 'ana' }])
  presence.stop()
})

test('a customer may be told who writes to them, but not that a note is being written', () => {
  const { presence, key } = seated('ana')
  const typed: string[] = []
  presence.watch({ types: (customerId, by) => typed.push(`${by.name} to ${customerId}`), looks: () => {} })
  presence.type(key, 'ana', true)
  expect(typed).toEqual([])
  presence.type(key, 'ana', false)
  presence.type(key, 'ben', false)
  expect(typed).toEqual(['Maria to ana'])
  presence.stop()
})

test('a thread is looked at from when it is opened until it is left', () => {
  const { presence, key } = seated('ana')
  const looked: string[] = []
  presence.watch({ types: () => {}, looks: (customerId) => looked.push(customerId) })
  expect([presence.isLookedAt('ana'), presence.isLookedAt('ben')]).toEqual([true, false])
  presence.view(key, maria, 'ben', () => {})
  expect(looked).toEqual(['ben'])
  presence.leave(key)
  expect(presence.isLookedAt('ben')).toBe(false)
  presence.stop()
})

test('who looks and types on another node is shown, and goes when that node is gone', () => {
  const { presence, told } = seated('ana')
  told.length = 0
  const shown = (): unknown => told.splice(0).map((message) => message.type === 'viewers' && message.viewers)
  presence.learn([kim])
  expect(shown()).toEqual([[{ staffId: 'kim', name: 'Kim', typing: false }]])
  presence.learn([kim])
  expect(shown()).toEqual([])
  presence.learn([{ ...kim, typingMs: 6000 }])
  expect(shown()).toEqual([[{ staffId: 'kim', name: 'Kim', typing: true }]])
  presence.learn([])
  expect(shown()).toEqual([[]])
  presence.stop()
})

test('people and not programs of other nodes are at work, and threads that they look at are looked at', () => {
  const { presence } = seated('ben')
  presence.learn([kim, { ...kim, id: 'a-program', staffId: 'shop', name: 'Shop', isPerson: false, customerId: null }])
  expect(presence.atWorkElsewhere()).toEqual([{ id: 'kim', name: 'Kim' }])
  expect([presence.isLookedAt('ana'), presence.isLookedAt('cem')]).toEqual([true, false])
  presence.stop()
})

test('a customer is told who writes to them on another node, each time that it is repeated, and of no note', () => {
  const { presence } = seated('ben')
  const typed: string[] = []
  presence.watch({ types: (customerId, by) => typed.push(`${by.name} to ${customerId}`), looks: () => {} })
  presence.learn([{ ...kim, typingMs: 4000, isPrivate: true }])
  expect(typed).toEqual([])
  presence.learn([{ ...kim, typingMs: 5000 }])
  presence.learn([{ ...kim, typingMs: 5000 }])
  presence.learn([{ ...kim, typingMs: 6000 }])
  expect(typed).toEqual(['Kim to ana', 'Kim to ana'])
  presence.stop()
})

test('that a customer types is told to other nodes when somebody looks there, and else to none', () => {
  const { presence, published } = seated('ana')
  presence.customerTypes('ana')
  expect(published).toEqual([])
  presence.learn([kim])
  presence.customerTypes('ana')
  expect(published).toEqual([{ about: 'typing', customerId: 'ana' }])
  presence.stop()
})
