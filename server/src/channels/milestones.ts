import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'

/** What has worked at least once. Each looks for one row and stops. */
export async function reachedMilestones(
  db: Db,
): Promise<{ mail_channel: boolean; mail_arrived: boolean; answered: boolean; widget: boolean }> {
  const hasHeardOn = (kind: string) => sql<boolean>`
    exists (select from channels c where c.kind = ${kind}
      and exists (select from inbound where channel_id = c.id and state = 'accepted'))`
  const { rows } = await sql<{ mail_channel: boolean; mail_arrived: boolean; answered: boolean; widget: boolean }>`
    select
      exists (select from channels where kind = 'email' and enabled and deleted_at is null) as mail_channel,
      ${hasHeardOn('email')} as mail_arrived,
      ${hasHeardOn('webchat')} as widget,
      exists (select from deliveries where state in ('sent', 'delivered', 'read') and not automatic) as answered`.execute(
    db,
  )
  return rows[0]!
}
