import type { Wording } from '@throughline/protocol/words.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { KeptPayload } from '../queries.ts'

export interface Claimed {
  id: string
  webhookId: string
  /** This one included. */
  attempts: number
  url: string
  secret: Buffer
  payload: KeptPayload
}

/** What this node has on its way to a receiver. */
export interface Busy {
  readonly count: number
  /** It keeps us waiting, or did the last time. */
  readonly isSlow: boolean
}

/** How many calls may be open at the same time. */
export interface Room {
  /** Of all that may be begun now. */
  readonly all: number
  /** Of receivers that are slow, all together. */
  readonly slow: number
  /** Of others, before each may have one only. */
  readonly several: number
  readonly perReceiver: number
}

/**
 * Takes due deliveries for this node, so that no receiver takes the room of others: the first call of each goes before
 * the second of any, a slow one gets one at a time, and of these there are only so many. A claim ends by itself: it counts
 * as an attempt, and moves the time of the next one past it, so that a node that dies holds nothing for long. No
 * transaction is open while the call is made.
 */
export async function claimDue(
  db: Db,
  { now, until, busy, room }: { now: Date; until: Date; busy: ReadonlyMap<string, Busy>; room: Room },
): Promise<Claimed[]> {
  const known = [...busy.values()]
  const { rows } = await sql<Claimed>`
    with busy as (
      select * from unnest(
        ${[...busy.keys()]}::uuid[],
        ${known.map(({ count }) => count)}::integer[],
        ${known.map(({ isSlow }) => isSlow)}::boolean[]
      ) as b (webhook_id, count, is_slow)
    ), waiting as (
      select d.id, w.url, w.secret, d.next_attempt_at,
        coalesce(b.is_slow, false) as is_slow,
        coalesce(b.count, 0) + row_number() over (partition by w.id order by d.next_attempt_at, d.id) as nth
      from webhooks w
      left join busy b on b.webhook_id = w.id
      cross join lateral (
        select id, next_attempt_at from webhook_deliveries
        where webhook_id = w.id and state = 'pending' and next_attempt_at <= ${now}
        order by next_attempt_at, id
        limit greatest(0, case when b.is_slow then 1 else ${room.perReceiver}::integer end - coalesce(b.count, 0))
        for update skip locked
      ) d
      where w.enabled
    ), placed as (
      select *, row_number() over (partition by is_slow order by nth, next_attempt_at, id) as place
      from waiting
    ), due as (
      select id, url, secret from placed
      where case when is_slow then place <= ${room.slow} else nth = 1 or place <= ${room.several} end
      order by is_slow, place
      limit ${room.all}
    )
    update webhook_deliveries d
    set attempts = d.attempts + 1, next_attempt_at = ${until}
    from due
    where d.id = due.id
    returning d.id, d.webhook_id as "webhookId", d.attempts, due.url, due.secret, d.payload`.execute(db)
  return rows
}

export async function markDelivered(db: Db, id: string, status: number): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'delivered', next_attempt_at: null, last_status: status, last_error: null, last_error_words: null })
    .where('id', '=', id)
    .execute()
}

/** `nextAt` is null when it is given up. Does nothing when another node has taken it up since. */
export async function markFailed(
  db: Db | Tx,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  { status, error, nextAt }: { status: number | null; error: Wording; nextAt: Date | null },
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({
      state: nextAt ? 'pending' : 'failed',
      next_attempt_at: nextAt,
      last_status: status,
      last_error: error.sentence.slice(0, 500),
      last_error_words: JSON.stringify(error.words),
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('attempts', '=', attempts)
    .execute()
}

/** True when it was still on. */
export async function switchOff(tx: Tx, webhookId: string): Promise<boolean> {
  const query = tx
    .updateTable('webhooks')
    .set({ enabled: false })
    .where('id', '=', webhookId)
    .where('enabled', '=', true)
  return (await query.executeTakeFirst()).numUpdatedRows > 0n
}
