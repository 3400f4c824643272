import { sql, type RawBuilder } from 'kysely'
import { transact, type Db } from '../../../platform/db/db.ts'
import { executeLater } from '../../../platform/db/prepared.ts'
import { andRuleSql } from '../../../platform/http/http.ts'
import { queryOf, requiredWords, segmentMark } from './query.ts'

export interface SearchCursor {
  recordedAt: string
  entryId: string
}

export interface SearchHit {
  entry_id: string
  /** ISO 8601 with microseconds: the cursor must not round. */
  recorded_at: string
}

interface Search {
  /** As it was typed (`query.ts`). */
  query: string
  limit: number
  cursor: SearchCursor | null
  /** Conditions on entries called `of_entry`, beside the words. */
  only?: readonly RawBuilder<boolean>[]
}

interface Asked extends Search {
  /** Words without which no entry is found. */
  words: readonly string[]
}

/**
 * Entries that hold all the words, newest first.
 *
 * How rare a word is can't be known before looking, so the ways are tried by what they cost: words that everybody uses
 * are among the newest entries. After that one segment of the index is asked after the other, newest first, until the
 * page is full: where few entries match, all of them are fetched and sorted; where many do, they are met on the way back
 * through that segment's time. A segment in which common words are known not to meet is passed over.
 */
export async function searchTerms(db: Db, search: Search): Promise<SearchHit[]> {
  const query = queryOf(search.query)
  if (query === null) return []
  const asked = { ...search, query, words: requiredWords(search.query) }
  const newest = await amongNewest(db, asked)
  if (newest.length === search.limit) return newest
  const { hits, crowded } = await fromSegments(db, asked)
  if (crowded === null) return hits
  const met = await metOnTheWay(db, { ...asked, limit: search.limit - hits.length }, crowded)
  return [...hits, ...met]
}

const lookedThrough = 1000
const few = 1000
const columns = sql`entry_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at`
const queryIn = (query: string, segment: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`replace(${query}, ${segmentMark}, ${segment}::text)::tsquery`

async function amongNewest(db: Db, { query, limit, cursor, only }: Search): Promise<SearchHit[]> {
  // Materialized, or the query would be read again for each entry.
  const { rows } = await sql<SearchHit>`
    with in_segment as materialized (
      select number, ${queryIn(query, sql`number`)} as asked from search_segments
    )
    select ${columns} from (
      select * from entry_terms where ${before(cursor)} order by recorded_at desc, entry_id desc limit ${lookedThrough}
    ) as newest
    join in_segment on in_segment.number = newest.segment
    where newest.terms @@ in_segment.asked${andEntry(only)}
    order by newest.recorded_at desc, entry_id desc
    limit ${limit}`.execute(db)
  return rows
}

interface FromSegments {
  hits: SearchHit[]
  /** The segment after these in which too many match to be sorted. */
  crowded: number | null
}

async function fromSegments(db: Db, { query, words, limit, cursor, only }: Asked): Promise<FromSegments> {
  const rows = await transact(db, async (tx) => {
    // Leaves the index of terms as the only way.
    for (const way of ['enable_seqscan', 'enable_indexscan']) {
      await executeLater(tx, { sql: `set local ${way} = off`, parameters: [] })
    }
    const found = await sql<SearchHit & { segment: number; found: number }>`
      select segment.number as segment, hit.* from (
        select number, from_at, entries, noted_entries from search_segments
        where from_at <= ${cursor?.recordedAt ?? 'infinity'}::timestamptz
        order by from_at desc
      ) as segment, lateral (
        select ${columns}, (count(*) over ())::int as found from (
          select entry_id, recorded_at from entry_terms
          where ${mayMeet(words)} and terms @@ ${queryIn(query, sql`segment.number`)}
            and ${before(cursor)}${andEntry(only)}
          limit ${few + 1}
        ) as held
        order by held.recorded_at desc, entry_id desc
        limit ${limit}
      ) as hit
      order by segment.from_at desc
      limit ${limit}`.execute(tx)
    return found.rows
  })
  const crowded = rows.findIndex(({ found }) => found > few)
  const hits = crowded === -1 ? rows : rows.slice(0, crowded)
  return { hits, crowded: rows[crowded]?.segment ?? null }
}

async function metOnTheWay(db: Db, { query, limit, cursor, only }: Search, segment: number): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    select ${columns} from entry_terms
    where terms @@ ${queryIn(query, sql`${segment}`)} and ${before(cursor)}${andEntry(only)}
      and recorded_at < coalesce((
        select min(later.from_at) from search_segments later
        where later.from_at > (select from_at from search_segments where number = ${segment})
      ), 'infinity')
    order by entry_terms.recorded_at desc, entry_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** By what is noted of common words (`common-words.ts`), if it holds for all entries of the segment. */
function mayMeet(words: readonly string[]): RawBuilder<unknown> {
  if (words.length < 2) return sql`true`
  const noted = sql`search_common_words noted
    where noted.word = any(${words}::text[]) and noted.segment = segment.number`
  return sql`(segment.noted_entries is distinct from segment.entries
    or (select count(*) from ${noted}) < 2 or (select bit_count(bit_and(noted.held)) from ${noted}) > 0)`
}

function before(cursor: SearchCursor | null) {
  if (!cursor) return sql`true`
  return sql`(recorded_at, entry_id) < (${cursor.recordedAt}::timestamptz, ${cursor.entryId}::uuid)`
}

function andEntry(only: readonly RawBuilder<boolean>[] = []): RawBuilder<unknown> {
  if (only.length === 0) return sql``
  return sql` and exists (select from entries of_entry where of_entry.id = entry_id${andRuleSql(only)})`
}
