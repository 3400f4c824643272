import { sql } from 'kysely'
import { transact, type Db } from '../../../../platform/db/db.ts'
import { measure, measureBy, secondsSince, type Measure } from '../../../../lib/measure.ts'
import type { Clock } from '../../../../lib/clock.ts'
import type { Tx } from '../../../../platform/db/db.ts'
import { dueScans, scanJob, type QueueDeps } from './queue.ts'
import { tellOfScan, type ScanDeps } from './scan-file.ts'
import type { ScansSince } from './state.ts'

const takenUpPerRun = 50
const olderPerRun = 200
/** No attachment's id is above it. */
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * At the start of a node: since when files are scanned, kept for all nodes. What came before, and while scanning was switched
 * off, is queued from the newest on.
 */
export async function beginScanning(db: Db, clock: Clock, isOn: boolean): Promise<ScansSince> {
  if (!isOn) {
    await db.updateTable('file_scanning').set({ is_on: false }).where('is_on', '=', true).execute()
    return null
  }
  const { rows } = await sql<{ since: Date }>`
    insert into file_scanning (since, is_on, older_than) values (${clock.now()}, true, ${afterAll})
    on conflict (only_one) do update set is_on = true,
      older_than = case when file_scanning.is_on then file_scanning.older_than else ${afterAll}::uuid end
    returning since`.execute(db)
  return rows[0]!.since
}

type FollowDeps = ScanDeps & QueueDeps

/** By the clock: tries that are due, verdicts that are still to be said after a crash, and files from before. */
export async function followScans(deps: FollowDeps): Promise<void> {
  const { db, clock, scansSince } = deps
  if (scansSince === null) return
  const toTell = await db
    .selectFrom('file_scans')
    .select('sha256')
    .where('is_to_tell', '=', true)
    .limit(takenUpPerRun)
    .execute()
  for (const { sha256 } of toTell) await tellOfScan(deps, sha256)
  const due = await dueScans(db, clock.now(), takenUpPerRun)
  for (const sha256 of due) {
    await transact(db, (tx) => deps.jobs.enqueue(tx, scanJob, { sha256 }, { singletonKey: sha256 }))
  }
  // New files come first: older ones wait while there is something to do.
  if (due.length < takenUpPerRun) await queueOlder(deps)
}

async function queueOlder({ db, clock }: FollowDeps): Promise<void> {
  await transact(db, async (tx) => {
    const scanning = await tx.selectFrom('file_scanning').select('older_than').forUpdate().executeTakeFirst()
    if (!scanning?.older_than) return
    const older = await tx
      .selectFrom('attachments')
      .select(['id', 'sha256'])
      .where('id', '<', scanning.older_than)
      .orderBy('id', 'desc')
      .limit(olderPerRun)
      .execute()
    // What is still to be fetched has no bytes.
    const rows = [...new Set(older.map(({ sha256 }) => sha256).filter((sha256) => sha256 !== ''))]
      .toSorted()
      .map((sha256) => ({ sha256, state: 'waiting' as const, next_try_at: clock.now() }))
    if (rows.length > 0)
      await tx
        .insertInto('file_scans')
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute()
    await tx
      .updateTable('file_scanning')
      .set({ older_than: older.at(-1)?.id ?? null })
      .execute()
  })
}

/** For `/metrics`. */
export async function measureScans(tx: Tx, { clock }: { clock: Clock }): Promise<Measure[]> {
  const { rows } = await sql<{ waiting: number; stuck: number; oldest: Date | null; infected: number; is_on: boolean }>`
    select
      (select count(*)::int from file_scans where state = 'waiting') as waiting,
      (select count(*)::int from file_scans where state = 'waiting' and problem is not null) as stuck,
      (select min(next_try_at) from file_scans where state = 'waiting' and problem is null) as oldest,
      (select count(*)::int from file_scans where state = 'infected') as infected,
      coalesce((select is_on from file_scanning), false) as is_on`.execute(tx)
  const found = rows[0]!
  return [
    measure('throughline_file_scanning', '1: files are scanned.', found.is_on ? 1 : 0),
    measureBy('state', {
      name: 'throughline_file_scans',
      help: 'Files that wait for the scanner, of them those at which a try failed, and infected ones.',
      values: { waiting: found.waiting, failing: found.stuck, infected: found.infected },
    }),
    measure(
      'throughline_file_scan_delay_seconds',
      'How long a file has waited whose turn it is.',
      secondsSince(found.oldest, clock.now()),
    ),
  ]
}
