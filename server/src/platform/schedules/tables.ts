import type { Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    schedules: SchedulesTable
  }
}

export interface SchedulesTable {
  name: string
  done_for: Date
  done_at: Date | null
  failed_tasks: Generated<string[]>
}
