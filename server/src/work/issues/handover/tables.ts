import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { ColumnType } from 'kysely'

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    handovers: HandoversTable
  }
}

export interface HandoversTable {
  entry_id: string
  customer_id: string
  issue_id: ColumnType<string, string, string>
  to_owner_id: string | null
  to_team_id: string | null
  by: ColumnType<Author, string, never>
  at: Date
  passed_on_at: ColumnType<Date | null, undefined, Date>
  acknowledged_at: ColumnType<Date | null, undefined, Date>
  acknowledged_by: ColumnType<Author | null, undefined, string>
}
