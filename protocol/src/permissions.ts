import { z } from 'zod'

/** Everything a person or a token may be allowed to do. A custom role is a set of these. */
export const permissions = [
  'customers.read',
  'customers.write',
  'customers.merge',
  'thread.read',
  'thread.write',
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
] as const
export type Permission = (typeof permissions)[number]
export const PermissionName = z.enum(permissions)

const read: Permission[] = ['customers.read', 'thread.read', 'issues.read', 'channels.read', 'staff.read']
const work: Permission[] = [...read, 'customers.write', 'thread.write', 'issues.write']
const lead: Permission[] = [...work, 'customers.merge', 'replies.manage', 'audit.read', 'mail.replay', 'changes.read']

/** The roles that exist from the first day. */
export const permissionsByRole = {
  readonly: read,
  // Staff merge too: whoever has the customer on the line knows best, and every merge can be undone exactly.
  staff: [...work, 'customers.merge'],
  lead,
  admin: [...permissions],
} as const satisfies Record<string, readonly Permission[]>
export type BuiltInRole = keyof typeof permissionsByRole
