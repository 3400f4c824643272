import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/db.ts'
import { executeLater, prepared, queryPrepared } from '../../../platform/db/prepared.ts'

/**
 * The index is kept in parts by time, of about so many entries: each term begins with the number of its segment. So what
 * is common in all that was ever written is read from the newest part only, and new entries are written to one region of
 * the index, however large the rest has become.
 */
const segmentSize = 65_536

export interface Segment {
  number: number
  /** In UTC with microseconds, or '-infinity'. */
  fromAt: string
  entries: number
}

/** The first half of the key of an advisory lock, so that nobody else's are meant. */
const lockClass = 0x5e91

/** Newest first. Until the end of the transaction nobody else writes to the index. */
export async function lockSegments(tx: Tx): Promise<Segment[]> {
  await executeLater(tx, prepared('lock-segments', 'select pg_advisory_xact_lock($1, 0)', [lockClass]))
  return queryPrepared<Segment>(
    tx,
    'search-segments',
    `select number, entries, case when from_at = '-infinity' then '' else
       to_char(from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as "fromAt"
     from search_segments order by from_at desc`,
    [],
  )
}

/** Times of one form, which stand in the order of their text. */
export const segmentOf = (segments: readonly Segment[], recordedAt: string): number =>
  segments.find(({ fromAt }) => fromAt <= recordedAt)!.number

/** Begins a new segment after all that is indexed when the newest is full. */
export async function openNewest(tx: Tx, segments: readonly Segment[]): Promise<void> {
  const newest = segments[0]!
  // As it was read: some entries more make no difference.
  if (newest.entries < segmentSize) return
  await sql`
    insert into search_segments (number, from_at)
    select ${newest.number + 1}, max(recorded_at) + interval '1 microsecond' from entry_terms
    having max(recorded_at) is not null`.execute(tx)
}

/** Ends the oldest segment before all that is indexed when it is full: what is older goes into another. */
export async function openOldest(tx: Tx, segments: readonly Segment[]): Promise<void> {
  const oldest = segments.at(-1)!
  if (oldest.entries < segmentSize) return
  await sql`
    update search_segments set from_at = (select min(recorded_at) from entry_terms)
    where number = ${oldest.number}`.execute(tx)
  await sql`insert into search_segments (number, from_at) values (${oldest.number - 1}, '-infinity')`.execute(tx)
}
