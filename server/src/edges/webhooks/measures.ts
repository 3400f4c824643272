import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { measure, secondsSince, type Measure } from '../../lib/measure.ts'

const maxCounted = 100_000

/** What waits for other people's servers. Along the index of what is due. */
export async function measureWebhooks(tx: Tx, now: Date): Promise<Measure[]> {
  const { rows } = await sql<{ pending: number; oldest: Date | null; off: number }>`
    select count(*)::int as pending, min(created_at) as oldest,
      (select count(*)::int from webhooks where not enabled) as off
    from (select d.created_at from webhooks w join webhook_deliveries d on d.webhook_id = w.id
      where w.enabled and d.state = 'pending' limit ${maxCounted}) as waiting`.execute(tx)
  const { pending, oldest, off } = rows[0]!
  return [
    measure('throughline_webhook_backlog', 'Calls to webhooks that have yet to succeed, up to 100,000.', pending),
    measure('throughline_webhook_age_seconds', 'Since when the oldest of them has waited.', secondsSince(oldest, now)),
    measure('throughline_webhooks_off', 'Webhooks that are switched off, by an admin or because nobody answered.', off),
  ]
}
