import { untranslated } from '@throughline/protocol/words.ts'
import { permissions, permissionsByRole, type Permission } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'
import { newId } from '../../../lib/ids.ts'
import type { Caller } from '../caller.ts'
import { allCustomers, can, everything, refuseUnlessCan, type Subject } from './can.ts'
import type { Rule } from './rules.ts'

const aCustomer = {
  name: 'customer',
  seenBy: 'customers.read',
  unknown: () => untranslated('No such customer.'),
} as const

const callerWith = (allowed: readonly Permission[], narrowedBy?: readonly Rule[]): Caller => ({
  kind: 'token',
  id: newId(),
  name: 'A program',
  role: 'custom',
  permissions: new Set(allowed),
  address: '127.0.0.1',
  ...(narrowedBy ? { narrowedBy } : {}),
})

test.each(Object.entries(permissionsByRole))('the role %s may do what it names and nothing else', (_role, allowed) => {
  const caller = callerWith(allowed)
  const customer: Subject = { kind: aCustomer, customer: { id: newId() } }
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
  expect(() => refuseUnlessCan(caller, 'thread.write', everything, untranslated('Read only.'))).toThrow('Read only.')
})

const [ours, theirs] = [newId(), newId()]
const onlyOurs: Rule = { about: 'customer', where: { fact: 'id', in: [ours] } }
const ofCustomer = (id: string): Subject => ({ kind: aCustomer, customer: { id } })
const thrownBy = (run: () => void): unknown => {
  try {
    run()
    return null
  } catch (error) {
    return error
  }
}

test('what a rule hides is not there: the answer is that for a thing that does not exist', () => {
  const caller = callerWith(permissions, [onlyOurs])
  expect(can(caller, 'customers.write', ofCustomer(ours))).toBe(true)
  expect(can(caller, 'customers.write', ofCustomer(theirs))).toBe(false)
  const refused = thrownBy(() => refuseUnlessCan(caller, 'customers.write', ofCustomer(theirs)))
  expect(refused).toMatchObject({ code: 'not_found', publicMessage: 'No such customer.' })
})

test('what a rule shows and leaves to others is forbidden', () => {
  const caller = callerWith(permissions, [{ ...onlyOurs, actions: ['customers.write'] }])
  expect(can(caller, 'customers.read', ofCustomer(theirs))).toBe(true)
  const refused = thrownBy(() => refuseUnlessCan(caller, 'customers.write', ofCustomer(theirs)))
  expect(refused).toMatchObject({ code: 'forbidden' })
})

test('a rule gives no permission, and the missing permission is what is said', () => {
  const caller = callerWith(['customers.read'], [onlyOurs])
  expect(can(caller, 'customers.write', ofCustomer(ours))).toBe(false)
  const refused = thrownBy(() => refuseUnlessCan(caller, 'customers.write', ofCustomer(theirs)))
  expect(refused).toMatchObject({ code: 'forbidden', publicMessage: expect.stringContaining('customers.write') })
})

test('a fact that nobody has read is refused once a rule asks for it, and what belongs to none is not', () => {
  const caller = callerWith(permissions, [{ about: 'issue', where: { fact: 'teamId', isNull: true } }])
  const withIssue = (issue: Subject['issue']): Subject => ({ ...ofCustomer(theirs), issue })
  expect(can(caller, 'thread.read', withIssue('unread'))).toBe(false)
  expect(can(caller, 'thread.read', withIssue(null))).toBe(true)
  expect(can(caller, 'thread.read', withIssue({ id: newId(), ownerId: null, teamId: null }))).toBe(true)
  expect(can(caller, 'thread.read', withIssue({ id: newId(), ownerId: null, teamId: ours }))).toBe(false)
  expect(can(callerWith(permissions), 'thread.read', withIssue('unread'))).toBe(true)
})

test('what is of all customers at once is only for callers whom no rule narrows, whatever the rule is about', () => {
  const narrowed = callerWith(permissions, [{ ...onlyOurs, actions: ['thread.read'] }])
  expect(can(callerWith(permissions), 'webhooks.manage', allCustomers)).toBe(true)
  expect(can(narrowed, 'webhooks.manage', allCustomers)).toBe(false)
  expect(can(narrowed, 'webhooks.manage', everything)).toBe(true)
})
