import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** The loop brake counts these. */
export async function countAutomaticSince(tx: Tx, identityId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from deliveries
    where automatic and identity_id = ${identityId} and created_at > ${since}`.execute(tx)
  return rows[0]!.count
}

/** Whether a person of ours has written to the address, and it went out. */
export async function isWrittenTo(tx: Tx, identityId: string): Promise<boolean> {
  const { rows } = await sql`
    select from deliveries
    where not automatic and identity_id = ${identityId} and state in ('sent', 'delivered', 'read') limit 1`.execute(tx)
  return rows.length > 0
}

/** Counts one more automatic answer to the domain in this hour; false, and not counted, when that is one too many. */
export async function countAutomaticAnswer(
  tx: Tx,
  { domain, limit, now }: { domain: string; limit: number; now: Date },
): Promise<boolean> {
  // The row's lock makes answers to one domain wait for each other until the commit: nodes can't exceed it together.
  const { rows } = await sql`
    insert into automatic_answers as a (domain, hour, count) values (${domain}, date_trunc('hour', ${now}::timestamptz), 1)
    on conflict (domain, hour) do update set count = a.count + 1 where a.count < ${limit}
    returning count`.execute(tx)
  return rows.length > 0
}

/** Only the present hour counts. */
export async function pruneAutomaticAnswers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('automatic_answers').where('hour', '<', before).execute()
}
