import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../db/db.ts'
import type { Lease } from '../leases/leases.ts'
import './tables.ts'

export interface Progress {
  /** Null: the schedule is new here. */
  doneFor: Date | null
  /** The database's. */
  now: Date
}

export async function readProgress(db: Db, name: string): Promise<Progress> {
  const { rows } = await sql<Progress>`
    select (select done_for from schedules where name = ${name}) as "doneFor", clock_timestamp() as now`.execute(db)
  return rows[0]!
}

/** By the node that has the lease: another's word does not count. */
export async function noteDone(
  db: Db,
  lease: Lease,
  { name, doneFor, isNew, failed }: { name: string; doneFor: Date; isNew: boolean; failed: readonly string[] },
): Promise<void> {
  await transact(db, async (tx) => {
    const doneAt = isNew ? sql`null` : sql`clock_timestamp()`
    await sql`
      insert into schedules (name, done_for, done_at, failed_tasks)
      values (${name}, ${doneFor}, ${doneAt}, ${failed}::text[])
      on conflict (name) do update
        set done_for = excluded.done_for, done_at = excluded.done_at, failed_tasks = excluded.failed_tasks`.execute(tx)
    await lease.check(tx)
  })
}

export interface KnownSchedule {
  name: string
  doneFor: Date
  doneAt: Date | null
  failedTasks: string[]
  now: Date
}

export async function readSchedules(db: Db | Tx): Promise<KnownSchedule[]> {
  const { rows } = await sql<KnownSchedule>`
    select name, done_for as "doneFor", done_at as "doneAt", failed_tasks as "failedTasks", now() as now
    from schedules order by name`.execute(db)
  return rows
}
