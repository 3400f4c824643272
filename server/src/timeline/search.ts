import { sql } from 'kysely'
import type { Db } from '../db/db.ts'

export interface SearchCursor {
  recordedAt: string
  entryId: string
}

export interface SearchHit {
  entry_id: string
  /** ISO 8601 with microseconds: the cursor must not round. */
  recorded_at: string
}

/** Entries that hold all the words, newest first. Quotes and a leading minus work as in a web search. */
export async function searchWords(
  db: Db,
  options: { query: string; limit: number; cursor: SearchCursor | null },
): Promise<SearchHit[]> {
  const { query, limit, cursor } = options
  const after = cursor
    ? sql`and (recorded_at, entry_id) < (${cursor.recordedAt}::timestamptz, ${cursor.entryId}::uuid)`
    : sql``
  const { rows } = await sql<SearchHit>`
    select entry_id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at
    from entry_words
    where words @@ websearch_to_tsquery('simple', ${query}) ${after}
    order by entry_words.recorded_at desc, entry_id desc
    limit ${limit}`.execute(db)
  return rows
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
