import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Measure } from '../../lib/measure.ts'
import './tables.ts'

const maxCounted = 100_000

interface Count {
  reaction: string
  state: string
  count: number
}

/** How many wait and are set aside, of each reaction; of each known one also when there are none. */
export async function measureFailedReactions(tx: Tx, names: readonly string[]): Promise<Measure[]> {
  const { rows } = await sql<Count>`
    select reaction, state, count(*)::int as count
    from (select reaction, state from failed_reactions limit ${maxCounted}) as failed group by reaction, state`.execute(
    tx,
  )
  const reactions = [...new Set([...names, ...rows.map(({ reaction }) => reaction)])]
  return [
    {
      name: 'throughline_failed_reactions',
      help: 'Events at which a reaction failed: they wait for its next try, or were set aside for a person.',
      labels: ['reaction', 'state'],
      samples: reactions.flatMap((reaction) =>
        ['waiting', 'set_aside'].map((state) => ({
          labels: { reaction, state },
          value: rows.find((row) => row.reaction === reaction && row.state === state)?.count ?? 0,
        })),
      ),
    },
  ]
}

export interface SetAside {
  /** Counted up to 100,000. */
  count: number
  newest: { reaction: string; eventType: string; error: string | null } | null
}

/** What waits for a person. */
export async function readSetAside(db: Db): Promise<SetAside> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from failed_reactions where state = 'set_aside' limit ${maxCounted}) as kept`.execute(db)
  const newest = await db
    .selectFrom('failed_reactions')
    .select(['reaction', 'event', 'error'])
    .where('state', '=', 'set_aside')
    .orderBy('failed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    count: rows[0]!.count,
    newest: newest ? { reaction: newest.reaction, eventType: newest.event.type, error: newest.error } : null,
  }
}
