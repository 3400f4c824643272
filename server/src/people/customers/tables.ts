import type { Words } from '@throughline/protocol/words.ts'
import type { Assurance, Identity } from '@throughline/protocol/customers/identity.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    customers: CustomersTable
    identities: IdentitiesTable
    blocked_values: BlockedValuesTable
    blocked_domains: BlockedDomainsTable
    identity_blocks: IdentityBlocksTable
    mail_answers: { customer_id: string; other_customer_id: string; address: string; created_at: Date }
    identity_links: IdentityLinksTable
    customer_merges: CustomerMergesTable
  }
}

type Json<T> = ColumnType<T, string, string>

export interface CustomersTable {
  id: string
  display_name: string | null
  folded_name: ColumnType<string | null, never, never>
  canonical_id: string | null
  joined_count: Generated<number>
  last_seq: Generated<number>
  /** A Date has milliseconds and the column microseconds: read it as text where order matters. */
  last_recorded_at: Generated<Date>
  attributes: ColumnType<Attributes, string | undefined, string>
  blocked_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  blocked_by: ColumnType<Actor | null, string | null | undefined, string | null>
  blocked_reason: ColumnType<string | null, string | null | undefined, string | null>
  created_at: Date
  updated_at: Date
}

export interface IdentitiesTable {
  id: string
  customer_id: string
  kind: string
  scope: string
  value: string
  label: string | null
  assurance: Assurance
  provenance: Identity['provenance']
  shared: Generated<boolean>
  blocked: Generated<boolean>
  undeliverable_since: Date | null
  undeliverable_reason: string | null
  undeliverable_words: ColumnType<Words[] | null, string | null | undefined, string | null>
  first_seen_at: Date
  last_seen_at: Date
  detached_at: Date | null
  answered_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export interface BlockedValuesTable {
  kind: string
  value: string
  reason: string
}

export interface BlockedDomainsTable {
  /** In ASCII and lower case; what is below it is blocked as well. */
  domain: string
  reason: string
  blocked_at: Date
  blocked_by: Json<Actor>
}

/** Who blocked an address, when and why; that it is blocked says `identities.blocked`. */
export interface IdentityBlocksTable {
  identity_id: string
  blocked_at: Date
  /** null: an older version blocked it, and `blocked_at` is when it was seen last. */
  blocked_by: ColumnType<Actor | null, string | null, string | null>
  reason: string | null
}

export interface IdentityLinksTable {
  id: string
  at: Date
  action: 'attach' | 'detach' | 'raise' | 'drop' | 'merge' | 'undo'
  customer_id: string
  other_customer_id: string | null
  identity_id: string | null
  merge_id: string | null
  actor: Json<Actor>
  reason: string
}

export interface CustomerMergesTable {
  id: string
  customer_id: string
  other_customer_id: string
  reason: string
  reason_words: ColumnType<Words[] | null, string | null | undefined, never>
  merged_by: Json<Actor>
  merged_at: Date
  undone_by: Json<Actor> | null
  undone_at: Date | null
}

/** Who did it, kept with the evidence: a staff member, a token, the customer, or the system itself. */
export interface Actor {
  readonly kind: string
  readonly id: string | null
  readonly name: string
}
