import { permissions, permissionsByRole, type Permission } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'
import { newId } from '../../../lib/ids.ts'
import type { Caller } from '../caller.ts'
import { can, everything, refuseUnlessCan } from './can.ts'

const callerWith = (allowed: readonly Permission[]): Caller => ({
  kind: 'token',
  id: newId(),
  name: 'A program',
  role: 'custom',
  permissions: new Set(allowed),
  address: '127.0.0.1',
})

test.each(Object.entries(permissionsByRole))('the role %s may do what it names and nothing else', (_role, allowed) => {
  const caller = callerWith(allowed)
  const customer = { kind: 'customer', id: newId() } as const
  for (const permission of permissions) {
    const expected = allowed.includes(permission)
    expect(can(caller, permission, everything)).toBe(expected)
    expect(can(caller, permission, customer)).toBe(expected)
  }
})

test('a caller without permissions may do what needs only a sign-in, and nothing else', () => {
  const caller = callerWith([])
  expect(can(caller, 'signed-in', everything)).toBe(true)
  expect(permissions.filter((permission) => can(caller, permission, everything))).toEqual([])
})

test('a refusal names what is missing, or says it in words of its own', () => {
  const caller = callerWith(['thread.read'])
  expect(() => refuseUnlessCan(caller, 'thread.read', everything)).not.toThrow()
  expect(() => refuseUnlessCan(caller, 'thread.write', everything)).toThrow('thread.write')
  expect(() => refuseUnlessCan(caller, 'thread.write', everything, 'Read only.')).toThrow('Read only.')
})
