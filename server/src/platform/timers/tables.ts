import type { ColumnType, Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    timers: TimersTable
  }
}

export interface TimersTable {
  kind: string
  key: string
  id: string
  due_at: Date
  fires_at: Date
  data: ColumnType<unknown, string | undefined, string>
  tries: Generated<number>
  tries_left: Generated<number>
  error: string | null
  failed_at: Date | null
  set_aside_at: Date | null
}
