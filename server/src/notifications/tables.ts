import type { Author } from '@throughline/protocol/entries.ts'
import type { NotificationKind } from '@throughline/protocol/preferences.ts'
import type { ColumnType, Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    notifications: NotificationsTable
  }
}

export interface NotificationsTable {
  id: string
  position: Generated<number>
  staff_id: string
  kind: NotificationKind
  customer_id: string
  issue_id: string | null
  entry_id: string | null
  by: ColumnType<Author | null, string | null, string | null>
  count: Generated<number>
  at: Date
  read_at: Date | null
}
