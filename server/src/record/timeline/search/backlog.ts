import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { readEntries, writeTerms } from './index-entries.ts'
import { lockSegments, openOldest, segmentOf, type Segment } from './segments.ts'

const batchSize = 500

/**
 * Indexes entries that were there before the index, newest first, for about so long, and those that nodes of an older
 * version have taken from the feed meanwhile. A batch is one transaction: after a crash it goes on where it was.
 */
export async function indexBacklog(db: Db, { atMostMs }: { atMostMs: number }): Promise<void> {
  const untilMs = performance.now() + atMostMs
  await transact(db, takeOver)
  do {
    if (!(await transact(db, indexBatch))) return
  } while (performance.now() < untilMs)
}

/** Since when entries are indexed; null when all are. */
export async function indexedSince(db: Db): Promise<Date | null> {
  const backlog = await db.selectFrom('search_backlog').select('done_from').executeTakeFirst()
  return backlog?.done_from ?? null
}

/** What an older node has indexed in its own table since this index began. */
async function takeOver(tx: Tx): Promise<void> {
  const { rows } = await sql<{ entry_id: string }>`
    delete from entry_words where entry_id in (
      select entry_id from entry_words
      where recorded_at >= (select from_at from search_segments where number = 1)
      order by recorded_at limit ${batchSize}
    ) returning entry_id`.execute(tx)
  await index(
    tx,
    rows.map((row) => row.entry_id),
  )
}

/** False when nothing is left. */
async function indexBatch(tx: Tx): Promise<boolean> {
  const backlog = await tx.selectFrom('search_backlog').selectAll().forUpdate().executeTakeFirst()
  if (!backlog) return false
  const found = await tx
    .selectFrom('entries')
    .select(['id', 'recorded_at'])
    .where('id', '<=', backlog.up_to_id)
    .orderBy('id', 'desc')
    .limit(batchSize + 1)
    .execute()
  const batch = found.slice(0, batchSize)
  const segments = await index(
    tx,
    batch.map(({ id }) => id),
  )
  const next = found[batchSize]
  if (!next) {
    await tx.deleteFrom('search_backlog').execute()
    return false
  }
  await openOldest(tx, segments)
  const doneFrom = batch.at(-1)!.recorded_at
  await tx.updateTable('search_backlog').set({ up_to_id: next.id, done_from: doneFrom }).execute()
  return true
}

async function index(tx: Tx, ids: readonly string[]): Promise<Segment[]> {
  const segments = await lockSegments(tx)
  const entries = await readEntries(tx, ids)
  await writeTerms(
    tx,
    entries.map((entry) => ({ ...entry, segment: segmentOf(segments, entry.recordedAt) })),
  )
  return segments
}
