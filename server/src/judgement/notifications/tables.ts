import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { NotificationKind } from '@throughline/protocol/staff/preferences.ts'
import type { ColumnType, Generated } from 'kysely'

/** What is kept of an attack. */
export interface Notice {
  since: string
  count: number
  addresses: number
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    notifications: NotificationsTable
  }
}

export interface NotificationsTable {
  id: string
  position: Generated<number>
  staff_id: string
  kind: NotificationKind
  /** Null for attacks, which have a notice. */
  customer_id: string | null
  subject_id: string | null
  notice: ColumnType<Notice | null, string | null, string | null>
  issue_id: string | null
  entry_id: string | null
  by: ColumnType<Author | null, string | null, string | null>
  count: Generated<number>
  at: Date
  read_at: Date | null
}
