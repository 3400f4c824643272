import type { Consent, ConsentPurpose } from '@throughline/protocol/consents/consent.ts'
import type { ColumnType, Generated } from 'kysely'
import type { Actor } from '../../people/customers/customers.ts'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    consents: ConsentsTable
  }
}

export interface ConsentsTable {
  id: string
  /** The order of arrival; a bigint, which the driver hands over as text. */
  seq: Generated<string>
  kind: string
  value: string
  scope: string
  medium: string | null
  purpose: ConsentPurpose
  is_given: boolean
  source: Consent['source']
  wording: string
  reason: string | null
  said_by: ColumnType<Actor | null, string | null, never>
  customer_id: string | null
  channel_id: string | null
  entry_id: string | null
  inbound_id: string | null
  confirmation_id: string | null
  occurred_at: Date
  recorded_at: Date
}
