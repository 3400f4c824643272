import type { ColumnType } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    audit_records: AuditRecordsTable
  }
}

export interface AuditRecordsTable {
  id: string
  at: Date
  actor_kind: 'staff' | 'token' | 'system' | 'anonymous'
  actor_id: string | null
  actor_name: string
  action: string
  subject_kind: string
  subject_id: string | null
  details: ColumnType<Record<string, unknown>, string | undefined, never>
  address: string | null
}
