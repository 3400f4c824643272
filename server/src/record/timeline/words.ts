import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'

/** Beyond this a text is not indexed: PostgreSQL refuses a tsvector over 1 MB. */
const indexedLength = 100_000

/**
 * Follows the feed and keeps the words of every entry; what a mail merely quotes is found where it was first said. The
 * configuration `simple` splits and folds case and nothing else, so that order numbers, names and every language are
 * found alike.
 */
export async function indexWords(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  const ids = events.filter((event) => event.type === 'entry.appended').map((event) => event.entryId)
  if (ids.length === 0) return
  await sql`
    insert into entry_words (entry_id, customer_id, recorded_at, words)
    select id, customer_id, recorded_at,
      to_tsvector('simple', left(coalesce(content->>'subject', '') || ' ' || coalesce(content->>'replyText', text), ${indexedLength}))
    from entries where id = any(${ids}::uuid[]) and text <> ''
    on conflict (entry_id) do nothing`.execute(tx)
}
