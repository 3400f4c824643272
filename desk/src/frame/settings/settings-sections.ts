import type { Permission } from '@throughline/protocol/permissions.ts'
import { paths } from '../../paths.ts'

/** What the menu of the settings lists, and what each wants. */
export const settingsSections = [
  {
    group: 'house',
    pages: [
      { name: 'business', to: paths.business, permission: 'business.manage' },
      { name: 'replies', to: paths.replies, permission: 'thread.write' },
    ],
  },
  {
    group: 'reach',
    pages: [{ name: 'channels', to: paths.channels, permission: 'channels.read' }],
  },
  {
    group: 'people',
    pages: [
      { name: 'staff', to: paths.staff, permission: 'staff.read' },
      { name: 'teams', to: paths.teams, permission: 'staff.read' },
      { name: 'roles', to: paths.roles, permission: 'staff.read' },
    ],
  },
  {
    group: 'mail',
    pages: [
      { name: 'inbound', to: paths.inbound, permission: 'mail.replay' },
      { name: 'outbox', to: paths.outbox, permission: 'channels.manage' },
    ],
  },
  {
    group: 'programs',
    pages: [
      { name: 'tokens', to: paths.tokens, permission: 'tokens.manage' },
      { name: 'webhooks', to: paths.webhooks, permission: 'webhooks.manage' },
    ],
  },
  {
    group: 'record',
    pages: [{ name: 'audit', to: paths.audit, permission: 'audit.read' }],
  },
] as const satisfies readonly {
  group: string
  pages: readonly { name: string; to: string; permission: Permission }[]
}[]
