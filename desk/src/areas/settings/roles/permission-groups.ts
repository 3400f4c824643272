import type { Permission } from '@throughline/protocol/permissions.ts'

/** Permissions as people think of them, each in one group. */
export const permissionGroups = [
  { name: 'customers', permissions: ['customers.read', 'customers.write', 'customers.merge', 'identities.vouch'] },
  { name: 'thread', permissions: ['thread.read', 'thread.write', 'notes.manage', 'files.manage', 'replies.manage'] },
  { name: 'issues', permissions: ['issues.read', 'issues.write', 'tags.manage'] },
  { name: 'channels', permissions: ['channels.read', 'channels.manage', 'mail.replay'] },
  { name: 'company', permissions: ['staff.read', 'staff.manage', 'business.manage', 'audit.read', 'operation.read'] },
  {
    name: 'programs',
    permissions: ['tokens.manage', 'webhooks.manage', 'changes.read', 'channels.receive'],
  },
] as const satisfies readonly { name: string; permissions: readonly Permission[] }[]
