import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Direction, EntryKind, Threading } from '@throughline/protocol/timeline/entry.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    entries: EntriesTable
    attachments: AttachmentsTable
    drafts: DraftsTable
    entry_reactions: EntryReactionsTable
    entry_terms: EntryTermsTable
    search_segments: SearchSegmentsTable
    search_common_words: { segment: number; word: string; held: string }
    search_backlog: SearchBacklogTable
    upload_admissions: UploadAdmissionsTable
    file_fetches: FileFetchesTable
    file_scans: FileScansTable
    file_scanning: FileScanningTable
    upload_sums: { scope: string; subject: string; began_at: Date; bytes: number }
  }
}

export interface EntriesTable {
  customer_id: string
  seq: number
  id: string
  kind: EntryKind
  direction: Direction
  channel_id: string | null
  identity_id: string | null
  author_kind: Author['kind']
  author_id: string | null
  author_name: string
  issue_id: string | null
  text: string
  content: ColumnType<Content, string, never>
  html: string | null
  refers_to: string | null
  occurred_at: Date
  recorded_at: Date
  provider_id: string | null
  threading: ColumnType<Threading, string, string>
  echo_id: string | null
  attachment_count: Generated<number>
}

export interface AttachmentsTable {
  id: string
  entry_id: string | null
  customer_id: string | null
  uploaded_by: string | null
  position: Generated<number>
  name: string
  media_type: string
  declared_type: string | null
  size_bytes: number
  sha256: string
  storage_key: string
  inline: Generated<boolean>
  content_id: string | null
  created_at: Date
  /** Only of a visitor's, while it waits for its message. */
  upload_address: string | null
  upload_channel_id: string | null
}

/** What is on its way. */
export interface UploadAdmissionsTable {
  id: string
  caller_id: string | null
  address: string | null
  channel_id: string | null
  size_bytes: number
  admitted_at: Date
  over_at: Date
}

export interface FileFetchesTable {
  attachment_id: string
  customer_id: string
  channel_id: string
  reference: string
  size_bytes: number | null
  state: 'waiting' | 'failed'
  tries: Generated<number>
  trying_since: Date | null
  next_try_at: Date
  taken_by: string | null
  problem: ColumnType<Wording | null, never, string | null>
}

export interface FileScansTable {
  sha256: string
  state: 'waiting' | 'clean' | 'infected' | 'too_large'
  tries: Generated<number>
  next_try_at: Date
  problem: 'unreachable' | 'failed' | 'missing' | null
  said: string | null
  finding: string | null
  scanned_at: Date | null
  released_at: Date | null
  released_by: string | null
  release_reason: string | null
  removed_at: Date | null
  is_to_tell: Generated<boolean>
}

export interface FileScanningTable {
  only_one: Generated<boolean>
  since: Date
  is_on: boolean
  older_than: string | null
}

/** One for each address; without `emoji` when it was taken back. */
export interface EntryReactionsTable {
  entry_id: string
  identity_id: string
  customer_id: string
  author_name: string
  emoji: string | null
  at: Date
}

export interface DraftsTable {
  customer_id: string
  staff_id: string
  content: ColumnType<Record<string, unknown>, string, string>
  updated_at: Date
}

export interface EntryTermsTable {
  entry_id: string
  customer_id: string
  recorded_at: Date
  segment: number
  terms: string
}

export interface SearchSegmentsTable {
  number: number
  from_at: Date
  entries: number
  noted_entries: number | null
}

export interface SearchBacklogTable {
  only_one: Generated<boolean>
  up_to_id: string
  done_from: Date
}
