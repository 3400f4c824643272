import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { executeLater } from '../../../platform/db/prepared.ts'

/** In one entry of so many, or more, a word is common. */
const commonShare = 32
const mostWords = 256
const fewestLetters = 3
/** What is common is judged by one entry of so many. */
const sampled = 16

/**
 * Notes for a closed segment which of its entries hold each common word, as the beginning of any word. First for one that has
 * no notes, then for one that has got entries since. False when there is nothing to do.
 */
export function noteCommonWords(db: Db): Promise<boolean> {
  return transact(db, async (tx) => {
    const segment = await takeUnnoted(tx)
    if (segment === undefined) return false
    const words = await commonWords(tx, segment)
    await tx.deleteFrom('search_common_words').where('segment', '=', segment.number).execute()
    if (words.length > 0) {
      await sql`
        insert into search_common_words (segment, word, held)
        select ${segment.number}, word, held from unnest(
          ${words.map(({ word }) => word)}::text[], ${words.map(bitsOf)}::varbit[]) as noted (word, held)`.execute(tx)
    }
    // As it was read before the entries were: with every entry more, the notes count for nothing.
    await tx
      .updateTable('search_segments')
      .set({ noted_entries: segment.entries })
      .where('number', '=', segment.number)
      .execute()
    return true
  })
}

interface ClosedSegment {
  number: number
  entries: number
  fromAt: string
  upTo: string
}

/** The newest is written to all the time; while there is a backlog, so is the oldest. */
async function takeUnnoted(tx: Tx): Promise<ClosedSegment | undefined> {
  const { rows } = await sql<ClosedSegment>`
    select number, entries, from_at::text as "fromAt", up_to::text as "upTo"
    from (select *, lead(from_at) over (order by from_at) as up_to from search_segments) as segment
    where up_to is not null and noted_entries is distinct from entries and not exists (select from search_backlog)
    order by noted_entries is not null, from_at desc
    limit 1`.execute(tx)
  return rows[0]
}

interface CommonWord {
  word: string
  /** The places of the entries that hold it, in one order for the segment. */
  places: string
  /** How many entries there are. */
  count: number
}

async function commonWords(tx: Tx, { number, fromAt, upTo }: ClosedSegment): Promise<CommonWord[]> {
  // Leaves the index of terms as the way to them. Takes seconds, and longer where nothing is in memory.
  for (const setting of ['enable_seqscan = off', 'enable_indexscan = off', `statement_timeout = '5min'`]) {
    await executeLater(tx, { sql: `set local ${setting}`, parameters: [] })
  }
  const { rows } = await sql<CommonWord>`
    with in_segment as materialized (
      select entry_id, row_number() over () - 1 as place from entry_terms
      where segment = ${number} and recorded_at >= ${fromAt}::timestamptz and recorded_at < ${upTo}::timestamptz
    ), common as materialized (
      select word as term, split_part(word, '.', 2) as word from ts_stat(format(
        'select terms from entry_terms where segment = %s and recorded_at >= %L and recorded_at < %L
           and hashtext(entry_id::text) %% %s = 0',
        ${number}::int, ${fromAt}::text, ${upTo}::text, ${sampled}::int))
      where char_length(split_part(word, '.', 2)) >= ${fewestLetters} and split_part(word, '.', 2) not like '~%'
        and ndoc >= (select count(*) from in_segment)::float8 / ${sampled * commonShare}
      order by ndoc desc
      limit ${mostWords}
    )
    select word, string_agg(place::text, ',') as places, (select count(*) from in_segment)::int as count
    from common, lateral (
      select entry_id from entry_terms where terms @@ format('%L:*', term)::tsquery and segment = ${number}
    ) as held join in_segment using (entry_id)
    group by word`.execute(tx)
  return rows
}

function bitsOf({ places, count }: CommonWord): string {
  const bytes = Buffer.alloc(Math.ceil(count / 8))
  for (const place of places.split(',').map(Number)) bytes[place >> 3]! |= 0x80 >> (place & 7)
  return `x${bytes.toString('hex')}`
}
