import type { ServerMessage } from '@throughline/protocol/realtime.ts'
import { expect, test } from 'vitest'
import { manualClock } from '../lib/clock.ts'
import { createPresence } from './presence.ts'

const maria = { staffId: 'maria', name: 'Maria' }

function seated(customerId: string) {
  const presence = createPresence({ clock: manualClock('2026-01-05T08:00:00Z') })
  const key = {}
  const told: ServerMessage[] = []
  presence.view(key, maria, customerId, (message) => told.push(message))
  return { presence, key, told }
}

test('whoever looks at a thread is told that the customer types, and nobody else', () => {
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
