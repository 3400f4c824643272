import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/db/db.ts'
import type { JobKind, Jobs } from '../../../../platform/jobs/jobs.ts'
import type { Clock } from '../../../../lib/clock.ts'
import type { ScansSince } from './state.ts'

/** Has the bytes of one file scanned. Retries are ours: pg-boss only covers crashes. */
export const scanJob: JobKind<{ sha256: string }> = {
  name: 'scan-file',
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 30,
}

export interface QueueDeps {
  clock: Clock
  jobs: Jobs
  scansSince: ScansSince
}

/** Bytes that are to be scanned, in the transaction that keeps their file. Those that were scanned before are not again. */
export async function queueScan(tx: Tx, { clock, jobs, scansSince }: QueueDeps, sha256: string): Promise<void> {
  if (scansSince === null) return
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('file_scans')
    .values({ sha256, state: 'waiting', next_try_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await jobs.enqueue(tx, scanJob, { sha256 }, { singletonKey: sha256 })
}

/** A reaction: the files of new entries, however they came. */
export async function queueScans(
  tx: Tx,
  events: readonly { entryId: string | null }[],
  { clock, jobs, scansSince }: QueueDeps,
): Promise<void> {
  const entryIds = events.flatMap(({ entryId }) => entryId ?? [])
  if (scansSince === null || entryIds.length === 0) return
  const { rows } = await sql<{ sha256: string }>`
    insert into file_scans (sha256, state, next_try_at)
    select distinct sha256, 'waiting', ${clock.now()}::timestamptz from attachments
    where entry_id = any(${entryIds}::uuid[]) and sha256 <> ''
    order by sha256
    on conflict do nothing returning sha256`.execute(tx)
  for (const { sha256 } of rows) await jobs.enqueue(tx, scanJob, { sha256 }, { singletonKey: sha256 })
}

/** Bytes whose turn it is: tries that failed, and what a job was lost of. */
export async function dueScans(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('file_scans')
    .select('sha256')
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
