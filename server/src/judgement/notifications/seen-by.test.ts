import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { notificationSeenBy } from './notifications.ts'

const told: Notification = {
  id: newId(),
  kind: 'answered',
  at: '2026-01-05T08:00:00.000Z',
  readAt: null,
  customerId: newId(),
  customerName: 'Ana',
  issue: { id: newId(), number: 7, subject: 'A lamp' },
  entryId: newId(),
  by: { kind: 'customer', id: newId(), name: 'Ana' },
  notice: null,
  count: 1,
  text: 'It is broken.',
}

test.each<[Permission[], Partial<Notification>]>([
  [['thread.read', 'issues.read'], {}],
  [['thread.read'], { issue: null }],
  [['issues.read', 'customers.read'], { text: '' }],
  [['customers.read'], { text: '', issue: null }],
  [['staff.read'], { text: '', issue: null, customerName: null, by: null }],
])('with %j a notification is unchanged, except for what may not be read', (permissions, hidden) => {
  const caller = { kind: 'staff', id: newId(), name: 'Ben', role: 'r', address: '' } as const
  const issue = { id: told.issue!.id, ownerId: null, teamId: null }
  const seen = notificationSeenBy(
    { ...caller, permissions: new Set(permissions) },
    { told, issue, issueOfEntry: issue },
  )
  expect(seen).toEqual({ ...told, ...hidden })
})
