import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Reaction } from '@throughline/protocol/timeline/entry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { EntryRow } from './queries.ts'

/**
 * Keeps what the owner of an address put on a message, in place of what they had put there before; null takes it back. What
 * is older than that changes nothing. The caller holds the thread's lock. False: nothing was changed.
 */
export async function react(
  tx: Tx,
  {
    entry,
    identityId,
    canonicalId: customerId,
    ...reaction
  }: {
    entry: EntryRow
    identityId: string
    canonicalId: string
    emoji: string | null
    by: Author
    at: Date
    now: Date
  },
): Promise<boolean> {
  const { by, at, now } = reaction
  const emoji = reaction.emoji === null ? null : storable(reaction.emoji)
  const { numAffectedRows } = await sql`
    insert into entry_reactions as r (entry_id, identity_id, customer_id, author_name, emoji, at)
    values (${entry.id}, ${identityId}, ${entry.customer_id}, ${by.name}, ${emoji}, ${at})
    on conflict (entry_id, identity_id) do update
      set author_name = excluded.author_name, emoji = excluded.emoji, at = excluded.at
      where r.at <= excluded.at`.execute(tx)
  if (numAffectedRows !== 1n) return false
  const about = { customerId, issueId: entry.issue_id, entryId: entry.id }
  await recordEvents(tx, [{ type: 'entry.reacted', ...about, data: { emoji, by } }], now)
  return true
}

/** Long enough for every emoji, and for the name of one of a workspace's own. */
const maxChars = 64

/** As it can be kept and shown in a line; null when nothing is left. */
function storable(emoji: string): string | null {
  const shown = emoji
    .slice(0, maxChars * 2)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxChars)
    .toWellFormed()
  return shown === '' ? null : shown
}

/** By entry, oldest first; entries without any are not in it. */
export async function reactionsOf(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, Reaction[]>> {
  const rows = await queryPrepared<{
    entry_id: string
    customer_id: string
    author_name: string
    emoji: string
    at: Date
  }>(
    db,
    'reactions-of',
    `select entry_id, customer_id, author_name, emoji, at from entry_reactions
     where entry_id = any($1::uuid[]) and emoji is not null order by at, identity_id`,
    [entryIds],
  )
  const byEntry = Map.groupBy(rows, ({ entry_id: id }) => id)
  return new Map(
    Array.from(byEntry, ([id, reactions]) => [
      id,
      reactions.map(({ customer_id: home, author_name: name, emoji, at }) => {
        return { emoji, at: at.toISOString(), by: { kind: 'customer' as const, id: home, name } }
      }),
    ]),
  )
}
