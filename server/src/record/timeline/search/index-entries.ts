import type { Content } from '@throughline/protocol/timeline/content.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import type { RecordedEvent } from '../../../platform/events/events.ts'
import { ownWords } from '../own-words.ts'
import { amendmentSql } from '../amendments.ts'
import { lockSegments, openNewest, segmentOf } from './segments.ts'
import { termsOf, type Terms } from './terms.ts'

/**
 * Follows the feed and keeps the terms of every entry; what a mail quotes from the thread is found where it was first said. A
 * note or a message that was changed is found by what it says now, a deleted one by nothing.
 */
export async function indexEntries(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  const idsOf = (type: RecordedEvent['type']): string[] =>
    events.flatMap((event) => (event.type === type && event.entryId !== null ? [event.entryId] : []))
  const edited = idsOf('entry.edited')
  await removeTerms(tx, [...edited, ...idsOf('entry.deleted')])
  const ids = new Set([...idsOf('entry.appended'), ...(await withoutBacklog(tx, edited))])
  if (ids.size === 0) return
  // One round trip for both.
  const [entries, segments] = await Promise.all([readEntries(tx, [...ids]), lockSegments(tx)])
  if (entries.length === 0) return
  await writeTerms(
    tx,
    entries.map((entry) => ({ ...entry, segment: segmentOf(segments, entry.recordedAt) })),
  )
  await openNewest(tx, segments)
}

/**
 * Puts the terms that wait beside the index into it: each search would read them for every segment. Under load they go in by
 * themselves, many at a time. Returns how many pages there were.
 */
export async function settleTerms(db: Db): Promise<number> {
  const { rows } = await sql<{ pages: number }>`
    select gin_clean_pending_list('entry_terms_by_term')::int as pages`.execute(db)
  return rows[0]!.pages
}

export interface EntryToIndex {
  id: string
  customerId: string
  /** In UTC with microseconds: segments begin at a time as exact. */
  recordedAt: string
  text: string
  content: Content
  fileNames: string[] | null
}

/** As they read now: a note or a message as it was last changed. Entries that only change another are left out. */
export function readEntries(tx: Tx, ids: readonly string[]): Promise<EntryToIndex[]> {
  if (ids.length === 0) return Promise.resolve([])
  return queryPrepared<EntryToIndex>(
    tx,
    'entries-to-index',
    `select e.id, e.customer_id as "customerId", coalesce(edit.text, e.text) as text, e.content,
       to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
       case when e.attachment_count > 0 then array(select name from attachments a where a.entry_id = e.id) end as "fileNames"
     from entries e
     left join lateral (${amendmentSql('e.id')}) edit on e.kind in ('note', 'message')
     where e.id = any($1::uuid[]) and e.content ->> 'type' not in ('edit', 'deletion') and edit.type is distinct from 'deletion'`,
    [ids],
  )
}

export async function writeTerms(tx: Tx, entries: readonly (EntryToIndex & { segment: number })[]): Promise<void> {
  const rows = entries.flatMap((entry) => {
    const terms = termsOf(textsOf(entry))
    return terms.size === 0 ? [] : [{ entry, terms: vectorOf(terms, entry.segment) }]
  })
  if (rows.length === 0) return
  await queryPrepared(
    tx,
    'write-terms',
    `with written as (
       insert into entry_terms (entry_id, customer_id, recorded_at, segment, terms)
       select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::tsvector[])
       on conflict (entry_id) do nothing
       returning segment
     )
     update search_segments s set entries = s.entries + w.count
     from (select segment, count(*) as count from written group by segment) w where w.segment = s.number`,
    [
      rows.map(({ entry }) => entry.id),
      rows.map(({ entry }) => entry.customerId),
      rows.map(({ entry }) => entry.recordedAt),
      rows.map(({ entry }) => entry.segment),
      rows.map(({ terms }) => terms),
    ],
  )
}

async function removeTerms(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('entry_terms').where('entry_id', 'in', ids).execute()
}

/** What is not indexed yet is indexed as it reads by then. */
async function withoutBacklog(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return ids
  const backlog = await tx.selectFrom('search_backlog').select('up_to_id').executeTakeFirst()
  return backlog ? ids.filter((id) => id > backlog.up_to_id) : ids
}

function textsOf({ text, content, fileNames }: EntryToIndex): string[] {
  const subject = 'subject' in content && typeof content.subject === 'string' ? [content.subject] : []
  const unheard = 'notOnThread' in content && typeof content.notOnThread === 'string' ? [content.notOnThread] : []
  return [...subject, ownWords({ text, content }), ...unheard, ...(fileNames ?? [])]
}

/** As PostgreSQL reads a `tsvector`. Terms hold letters and digits only: nothing in them needs escaping. */
const vectorOf = (terms: Terms, segment: number): string =>
  Array.from(terms, ([term, positions]) => `'${segment}.${term}':${positions.join(',')}`).join(' ')
