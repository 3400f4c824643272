import type { ColumnType, Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    events: EventsTable
    event_cursors: EventCursorsTable
  }
}

export interface EventsTable {
  position: Generated<number>
  xid: Generated<string>
  id: string
  type: string
  at: Date
  customer_id: string | null
  issue_id: string | null
  entry_id: string | null
  data: ColumnType<Record<string, unknown>, string, string>
}

export interface EventCursorsTable {
  consumer: string
  xid: string
  position: number
}
