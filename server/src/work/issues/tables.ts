import type { Words } from '@throughline/protocol/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { ChangedBy, IssueFacts } from '@throughline/protocol/issues/changes.ts'
import type { IssueStatus } from '@throughline/protocol/issues/issues.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import type { ColumnType, Generated } from 'kysely'
import type { ViewFilter } from '@throughline/protocol/issues/views.ts'
import type { Matter } from './matter/matter.ts'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    issues: IssuesTable
    contacts: ContactsTable
    issue_references: IssueReferencesTable
    issue_links: IssueLinksTable
    issue_changes: IssueChangesTable
    saved_views: SavedViewsTable
    issue_reads: IssueReadsTable
    issue_followers: { issue_id: string; staff_id: string; since: Date }
    reading_starts: ReadingStartsTable
  }
}

export interface IssuesTable {
  id: string
  customer_id: string
  number: Generated<number>
  subject: string
  topic: string | null
  status: IssueStatus
  priority: Generated<'low' | 'normal' | 'high' | 'urgent'>
  owner_id: string | null
  team_id: string | null
  /** Ids as they were given; what they stand for now, `work/tags` knows. */
  tag_ids: Generated<string[]>
  custom_fields: ColumnType<Attributes, string | undefined, string>
  first_channel_id: string | null
  current_channel_id: string | null
  opened_at: Date
  first_contact_at: Date | null
  last_contact_at: Date | null
  last_activity_at: Date
  /** Null also where an older version wrote; see `state.ts`. */
  waiting_since: Generated<Date | null>
  last_text: Generated<string>
  snoozed_until: Date | null
  resolved_at: Date | null
  resolved_by: ColumnType<Author | null, string | null | undefined, string | null>
  /** Of an issue that is not resolved any more it means nothing: see `isSpam`. */
  spam_at: Generated<Date | null>
  status_before_spam: Generated<IssueStatus | null>
  /** Of an issue that is not resolved any more it means nothing: see `isInTrash`. */
  trashed_at: Generated<Date | null>
  trashed_by: ColumnType<Author | null, string | null | undefined, string | null>
  status_before_trash: Generated<IssueStatus | null>
  reopen_count: Generated<number>
  merged_into_id: string | null
  likely_issue_id: string | null
  likely_reason: string | null
  likely_words: ColumnType<Words[] | null, string | null | undefined, string | null>
  matter: ColumnType<Matter, string | undefined, string>
  version: Generated<number>
  /** For the triggers that keep the history; see `history/written-by.ts`. */
  last_write: ColumnType<never, string, string>
}

/** Written by triggers on `issues` (migration 0073) and never changed. */
export interface IssueChangesTable {
  issue_id: string
  seq: number
  customer_id: string
  at: Date
  by_kind: ChangedBy['kind']
  by_id: string | null
  by_name: string
  was: Partial<IssueFacts> | null
  became: Partial<IssueFacts>
  copied_from_id: string | null
}

export interface ContactsTable {
  id: string
  customer_id: string
  issue_id: string
  channel_id: string
  identity_id: string | null
  started_at: Date
  last_entry_at: Date
  ended_at: Date | null
  entry_count: Generated<number>
}

export interface IssueReferencesTable {
  customer_id: string
  reference: string
  issue_id: string
}

export interface SavedViewsTable {
  id: string
  staff_id: string
  shared: boolean
  name: string
  filter: ColumnType<ViewFilter, string, string>
  sort: 'newest' | 'oldest'
  created_at: Date
  updated_at: Date
}

export interface IssueReadsTable {
  staff_id: string
  issue_id: string
  up_to: Date | null
  marked_unread: boolean
  at: Date
}

/** Written by a trigger when somebody joins (migration 0089). */
export interface ReadingStartsTable {
  staff_id: string
  since: Date
}

export interface IssueLinksTable {
  issue_id: string
  other_issue_id: string
  entry_id: string
  customer_id: string
  created_at: Date
}
