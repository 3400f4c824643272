import { sql, type RawBuilder } from 'kysely'
import { transact, type Db } from '../../platform/db/db.ts'
import { executeLater } from '../../platform/db/prepared.ts'
import { andRuleSql } from '../../platform/http/http.ts'

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
  query: string
  limit: number
  cursor: SearchCursor | null
  /** Conditions on entries called `of_entry`, beside the words. */
  only?: readonly RawBuilder<boolean>[]
}

/**
 * Entries that hold all the words, newest first. Quotes and a leading minus work as in a web search.
 *
 * How rare a word is can't be known before looking, and PostgreSQL's guess for a word it has not sampled is far too
 * high: it would walk along millions of entries for one that nobody wrote. So the ways are tried by what they cost:
 * words that everybody uses are among the newest entries; of words that few use, all can be fetched and sorted; what is
 * left is frequent enough to be met on the way back.
 */
export async function searchWords(db: Db, search: Search): Promise<SearchHit[]> {
  const newest = await amongNewest(db, search)
  if (newest.length === search.limit) return newest
  return (await allIfFew(db, search)) ?? metOnTheWay(db, search)
}

const lookedThrough = 1000
const few = 1000
const columns = sql`entry_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at`

async function amongNewest(db: Db, { query, limit, cursor, only }: Search): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    select ${columns} from (
      select * from entry_words where ${before(cursor)} order by recorded_at desc, entry_id desc limit ${lookedThrough}
    ) as newest
    where words @@ websearch_to_tsquery('simple', ${query})${andEntry(only)}
    order by newest.recorded_at desc, entry_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** Null when there are too many to sort. */
async function allIfFew(db: Db, { query, limit, cursor, only }: Search): Promise<SearchHit[] | null> {
  const found = await transact(db, async (tx) => {
    // Leaves the index of words as the only way.
    for (const way of ['enable_seqscan', 'enable_indexscan']) {
      await executeLater(tx, { sql: `set local ${way} = off`, parameters: [] })
    }
    const { rows } = await sql<SearchHit & { found: number }>`
      select ${columns}, count(*) over () as found from (
        select entry_id, recorded_at from entry_words
        where words @@ websearch_to_tsquery('simple', ${query}) and ${before(cursor)}${andEntry(only)}
        limit ${few + 1}
      ) as held
      order by held.recorded_at desc, entry_id desc
      limit ${limit}`.execute(tx)
    return rows
  })
  return (found[0]?.found ?? 0) > few ? null : found
}

async function metOnTheWay(db: Db, { query, limit, cursor, only }: Search): Promise<SearchHit[]> {
  const { rows } = await sql<SearchHit>`
    select ${columns} from entry_words
    where words @@ websearch_to_tsquery('simple', ${query}) and ${before(cursor)}${andEntry(only)}
    order by entry_words.recorded_at desc, entry_id desc
    limit ${limit}`.execute(db)
  return rows
}

function before(cursor: SearchCursor | null) {
  if (!cursor) return sql`true`
  return sql`(recorded_at, entry_id) < (${cursor.recordedAt}::timestamptz, ${cursor.entryId}::uuid)`
}

function andEntry(only: readonly RawBuilder<boolean>[] = []): RawBuilder<unknown> {
  if (only.length === 0) return sql``
  return sql` and exists (select from entries of_entry where of_entry.id = entry_id${andRuleSql(only)})`
}

/** A line around the first word that was asked for. */
export function snippetOf(text: string, query: string): string {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
  const lower = text.toLowerCase()
  const hits = words.map((word) => lower.indexOf(word.toLowerCase())).filter((index) => index >= 0)
  const from = Math.max(0, (hits.length > 0 ? Math.min(...hits) : 0) - 60)
  const line = text
    .slice(from, from + 180)
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
  return `${from > 0 ? '…' : ''}${line}${from + 180 < text.length ? '…' : ''}`
}
