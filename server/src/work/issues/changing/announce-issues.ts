import { sql } from 'kysely'
import { lockCustomer } from '../../../people/customers/customers.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'

/** For a customer with more unresolved issues than this, only the newest are announced again. */
const mostRetold = 200

/**
 * An issue shows the name of its customer. When that customer is renamed, merged or separated, the unresolved ones are
 * sent to followers of the inbox once more, each with a new version, so that they take it for newer.
 */
export async function announceIssues(tx: Tx, customerId: string, now: Date): Promise<void> {
  const { canonicalId, memberIds } = await lockCustomer(tx, customerId)
  const { rows } = await sql<{ id: string }>`
    update issues set version = version + 1
    where id in (
      select i.id from unnest(${memberIds}::uuid[]) as m(id), lateral (
        select id from issues where customer_id = m.id and status <> 'resolved' and merged_into_id is null
        order by last_activity_at desc limit ${mostRetold}) as i)
    returning id`.execute(tx)
  await recordEvents(
    tx,
    rows.map(({ id }) => ({ type: 'issue.updated', customerId: canonicalId, issueId: id })),
    now,
  )
}
