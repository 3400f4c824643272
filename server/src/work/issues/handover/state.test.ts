import { expect, test } from 'vitest'
import { acknowledging, stateOf } from './state.ts'

const given = { to_owner_id: null, to_team_id: null, passed_on_at: null, acknowledged_at: null, acknowledged_by: null }
const toBo = { ...given, to_owner_id: 'bo' }
const toReturns = { ...given, to_team_id: 'returns' }
const at = new Date('2026-01-07T12:00:00Z')
const takenBy = (id: string) => ({ acknowledged_at: at, acknowledged_by: { kind: 'staff' as const, id, name: id } })
const withBo = { ownerId: 'bo', teamId: null }
const withReturns = { ownerId: null, teamId: 'returns' }
const bo = { id: 'bo', isPerson: true, teamIds: [] }
const lea = { id: 'lea', isPerson: true, teamIds: ['returns'] }

test.each([
  ['the person it is for takes it', toBo, withBo, bo, 'take'],
  ['once', { ...toBo, ...takenBy('bo') }, withBo, bo, 'taken by you'],
  ['once, also when the issue has gone on since', { ...toBo, ...takenBy('bo') }, withReturns, bo, 'taken by you'],
  ['nobody else takes it', toBo, withBo, lea, 'not yours'],
  ['nobody else takes it, nor learns that somebody has', { ...toBo, ...takenBy('bo') }, withBo, lea, 'not yours'],
  ['no program takes it', toBo, withBo, { ...bo, isPerson: false }, 'not yours'],
  ['not when it was handed on', { ...toBo, passed_on_at: at }, withBo, bo, 'handed on'],
  ['not when the issue is with somebody else', toBo, { ownerId: 'lea', teamId: null }, bo, 'handed on'],
  ['a member of the team takes it', toReturns, withReturns, lea, 'take'],
  ['who owns it already says so', toReturns, { ownerId: 'lea', teamId: 'returns' }, lea, 'take'],
  ['who is in no such team does not', toReturns, withReturns, bo, 'not yours'],
  ['the second of a team comes too late', { ...toReturns, ...takenBy('mia') }, withReturns, lea, 'taken'],
  ['not when another of the team owns it', toReturns, { ownerId: 'mia', teamId: 'returns' }, lea, 'handed on'],
  ['not when another team has it', toReturns, { ownerId: null, teamId: 'sales' }, lea, 'handed on'],
  ['to nobody in particular, anybody takes it', given, { ownerId: null, teamId: null }, bo, 'take'],
] as const)('%s', (_title, handover, issue, caller, decision) => {
  expect(acknowledging(handover, issue, caller)).toBe(decision)
})

test('a handover waits, was taken, or its issue went on', () => {
  expect(stateOf(toBo, withBo)).toEqual({ state: 'waiting', acknowledgedBy: null, acknowledgedAt: null })
  expect(stateOf(toReturns, { ownerId: 'lea', teamId: 'returns' }).state).toBe('waiting')
  expect(stateOf(toBo, withReturns).state).toBe('passed_on')
  expect(stateOf({ ...toBo, passed_on_at: at }, withBo).state).toBe('passed_on')
  expect(stateOf({ ...toBo, ...takenBy('bo') }, withReturns)).toEqual({
    state: 'acknowledged',
    acknowledgedBy: { kind: 'staff', id: 'bo', name: 'bo' },
    acknowledgedAt: at.toISOString(),
  })
})
