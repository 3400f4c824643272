import { sql } from 'kysely'
import type { Db, Tx } from '../../db/db.ts'

export interface Claimed {
  id: string
  webhookId: string
  /** This one included. */
  attempts: number
  url: string
  secret: Buffer
  /** The same text on every attempt. */
  body: string
}

/**
 * Takes due deliveries for this node, at most `perReceiver` of each webhook together with those already on their way
 * (`busy`), so that none can take all the room. A claim is a lease: it counts as an attempt, and moves the time of the
 * next one past it, so that a node that dies holds nothing for long. No transaction is open while the call is made.
 */
export async function claimDue(
  db: Db,
  {
    now,
    until,
    busy,
    perReceiver,
    limit,
  }: {
    now: Date
    until: Date
    busy: ReadonlyMap<string, number>
    perReceiver: number
    limit: number
  },
): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with busy as (
      select * from unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::integer[]) as b (webhook_id, count)
    ), due as (
      select d.id, w.url, w.secret
      from webhooks w
      left join busy b on b.webhook_id = w.id
      cross join lateral (
        select id from webhook_deliveries
        where webhook_id = w.id and state = 'pending' and next_attempt_at <= ${now}
        order by next_attempt_at, id
        limit greatest(0, ${perReceiver} - coalesce(b.count, 0))
        for update skip locked
      ) d
      where w.enabled
      order by coalesce(b.count, 0)
      limit ${limit}
    )
    update webhook_deliveries d
    set attempts = d.attempts + 1, next_attempt_at = ${until}
    from due
    where d.id = due.id
    returning d.id, d.webhook_id as "webhookId", d.attempts, due.url, due.secret, d.payload::text as body`.execute(db)
  return rows
}

export async function markDelivered(db: Db, id: string, status: number): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'delivered', next_attempt_at: null, last_status: status, last_error: null })
    .where('id', '=', id)
    .execute()
}

/** `nextAt` is null when it is given up. Does nothing when another node has taken it up since. */
export async function markFailed(
  db: Db | Tx,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  { status, error, nextAt }: { status: number | null; error: string; nextAt: Date | null },
): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({
      state: nextAt ? 'pending' : 'failed',
      next_attempt_at: nextAt,
      last_status: status,
      last_error: error,
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
