import { permissions, type Permission } from '@throughline/protocol/permissions.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { expect, test } from 'vitest'
import type { Caller } from '../../platform/http/http.ts'
import { newId } from '../../lib/ids.ts'
import { followAction, mayReceive, requestAction } from './seen-by.ts'

const callerWith = (...allowed: Permission[]): Caller => {
  return { kind: 'token', id: newId(), name: '', role: 'r', permissions: new Set(allowed), address: '' }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what names its subject is looked at
const messages = [
  ...['hello', 'pong', 'refused', 'subscribed', 'reload', 'notifications'].map((type) => ({ type, topic: 'inbox' })),
  ...['entry', 'delivery', 'customer'].map((type) => ({ type, topic: `thread:${newId()}` })),
  ...['viewers', 'customer_typing', 'visitor_page'].map((type) => ({ type, customerId: newId() })),
  { type: 'issue', topic: 'inbox', issue: { id: newId() } },
] as ServerMessage[]

const always = ['hello', 'pong', 'refused', 'subscribed', 'reload', 'notifications']

test.each<[Permission, string[]]>([
  ['thread.read', ['entry', 'delivery', 'viewers', 'customer_typing', 'visitor_page']],
  ['customers.read', ['customer']],
  ['issues.read', ['issue']],
])('%s brings exactly what it shows by HTTP', (permission, brought) => {
  const received = (caller: Caller) => messages.filter((message) => mayReceive(caller, message)).map(({ type }) => type)
  expect(received(callerWith(permission)).toSorted()).toEqual([...always, ...brought].toSorted())
  const others = permissions.filter((other) => other !== permission)
  expect(received(callerWith(...others)).filter((type) => brought.includes(type))).toEqual([])
})

test('following and writing need the right of the same route by HTTP', () => {
  expect(followAction('inbox')).toBe('issues.read')
  expect(followAction('notifications')).toBe('signed-in')
  expect(followAction(`thread:${newId()}`)).toBe('thread.read')
  expect(requestAction('viewing')).toBe('thread.read')
  expect(requestAction('typing')).toBe('thread.write')
  expect(requestAction('send')).toBe('thread.write')
})
