import { expect, test } from 'vitest'
import { ana, mara } from '../../testing/cast.ts'
import { withOutgoing, withoutOutgoing, withState, type OutgoingItem } from './outgoing-state.ts'

const item: OutgoingItem = {
  echoId: 'echo-1',
  authorId: ana,
  customerId: mara,
  entry: { kind: 'message', text: 'Hello', echoId: 'echo-1' },
  attachments: [],
  to: null,
  writtenAt: '2026-01-05T08:30:00.000Z',
  state: 'sending',
}

test('the same echoId again is the same item', () => {
  expect(withOutgoing(withOutgoing([], item), { ...item, state: 'failed' })).toEqual([{ ...item, state: 'failed' }])
})

test('a failure keeps its reason until it is tried again', () => {
  const failed = withState([item], 'echo-1', { state: 'failed', reason: 'The address is blocked.' })
  expect(failed[0]).toMatchObject({ state: 'failed', reason: 'The address is blocked.' })
  expect(withState(failed, 'echo-1', { state: 'sending' })[0]).not.toHaveProperty('reason')
})

test('what arrived goes; what is unknown changes nothing', () => {
  const outgoing = [item]
  expect(withoutOutgoing(outgoing, 'echo-1')).toEqual([])
  expect(withoutOutgoing(outgoing, 'another')).toBe(outgoing)
  expect(withoutOutgoing(outgoing, undefined)).toBe(outgoing)
})
