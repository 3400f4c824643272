import type { FloodKind } from '@throughline/protocol/webchat/flood.ts'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    visitor_sessions: VisitorSessionsTable
    visitor_marks: { subject: string; seen_us: number }
    visitor_host_tokens: { channel_id: string; token_id: string; session_id: string; expires_at: Date }
    visitor_counts: VisitorCountsTable
    visitor_mails: { entry_id: string; mail_entry_id: string; identity_id: string; address: string | null; at: Date }
  }
}

export interface VisitorSessionsTable {
  id: string
  channel_id: string
  token_hash: string
  device_identity_id: string | null
  account: string | null
  signed_in_until: Date | null
  profile: ColumnType<Profile, string | undefined, string>
  given_identity_ids: Generated<string[]>
  ended_at: Date | null
  created_at: Date
  last_seen_at: Date
  /** The transaction that last changed whose it is or what it shows; set by a trigger, null before that. */
  changed_xid: ColumnType<string | null, undefined, undefined>
}

/** What a network brought to a channel in a window of time; see floods/. */
export interface VisitorCountsTable {
  channel_id: string
  began_at: Date
  kind: FloodKind
  /** '' is the channel as a whole. */
  address: string
  taken: Generated<number>
  refused: Generated<number>
  first_refused_at: Date | null
  is_refused: Generated<boolean>
}

/** Who the visitor says to be, or the host says. */
export interface Profile {
  name?: string
  email?: string
  phone?: string
  /** The host vouches for it: its own site checked the address. */
  emailVerified?: boolean
  phoneVerified?: boolean
  /** The language of the widget. */
  locale?: string
}
