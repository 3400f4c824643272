import { z } from 'zod'

/**
 * Everything a person or a token may be allowed to do. A custom role is a set of these. What each really lets its
 * holder do is written in `docs/operate/permissions.md`.
 */
export const permissions = [
  'customers.read',
  'customers.write',
  'customers.merge',
  'identities.vouch',
  'thread.read',
  'thread.write',
  'notes.manage',
  'issues.read',
  'issues.write',
  'channels.read',
  'channels.manage',
  'channels.receive',
  'staff.read',
  'staff.manage',
  'replies.manage',
  'business.manage',
  'webhooks.manage',
  'tokens.manage',
  'changes.read',
  'audit.read',
  'mail.replay',
  'operation.read',
] as const
export type Permission = (typeof permissions)[number]
export const PermissionName = z.enum(permissions)

const read: Permission[] = ['customers.read', 'thread.read', 'issues.read', 'channels.read', 'staff.read']
const work: Permission[] = [...read, 'customers.write', 'thread.write', 'issues.write']
const lead: Permission[] = [
  ...work,
  'customers.merge',
  // Not staff: an address that is confirmed by hand opens what was written to it, and callers talk people into that.
  'identities.vouch',
  'notes.manage',
  'replies.manage',
  'audit.read',
  'mail.replay',
  'changes.read',
]

/** The roles that exist from the first day. */
export const permissionsByRole = {
  readonly: read,
  // Staff merge too: whoever has the customer on the line knows best, and every merge can be undone exactly.
  staff: [...work, 'customers.merge'],
  lead,
  admin: [...permissions],
} as const satisfies Record<string, readonly Permission[]>
export type BuiltInRole = keyof typeof permissionsByRole
