import type { ColumnType } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    failed_reactions: FailedReactionsTable
  }
}

export interface FailedReactionsTable {
  id: string
  reaction: string
  subject: string
  xid: string
  position: number
  /** The event as it was recorded. */
  event: ColumnType<KeptEvent, string, string>
  state: 'waiting' | 'set_aside'
  tries: number
  tries_left: number
  error: string | null
  failed_at: Date
  next_try_at: Date
  set_aside_at: Date | null
}

/** An event in JSON, without its place in the feed. */
export interface KeptEvent {
  id: string
  type: string
  at: string
  customerId: string | null
  issueId: string | null
  entryId: string | null
  data: Record<string, unknown>
}
