import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { NotificationKind } from '@throughline/protocol/staff/preferences.ts'
import type { Wording } from '@throughline/protocol/words.ts'
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
    notification_mails: NotificationMailsTable
    notification_mailboxes: NotificationMailboxesTable
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
  /** The mail that takes it along. */
  mail_id: Generated<string | null>
}

export interface NotificationMailsTable {
  id: string
  staff_id: string
  issue_id: string
  /** `cancelled`: everything was read before it left, or may not be seen by now. */
  state: 'queued' | 'sent' | 'failed' | 'cancelled'
  tries: Generated<number>
  message_id: ColumnType<string | null, undefined, string | null>
  failure: ColumnType<Wording | null, undefined, string | null>
  made_at: Date
  settled_at: ColumnType<Date | null, undefined, Date>
}

export interface NotificationMailboxesTable {
  staff_id: string
  asked_at: ColumnType<Date | null, Date | undefined, Date | null>
  failed_at: ColumnType<Date | null, Date | undefined, Date | null>
  failure: ColumnType<Wording | null, string | undefined, string | null>
}
