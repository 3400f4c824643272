import { webhookWords } from '@throughline/protocol/webhooks/words.ts'
import type { replayWebhook } from '@throughline/protocol/webhooks/webhooks.ts'
import type { BodyOf } from '@throughline/protocol/route.ts'
import { recordAudit, type AuditActor } from '../../people/audit/audit.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { deliveryExists, requeueDeliveries, webhookById } from './queries.ts'
import { unknownWebhook } from './subscriptions.ts'

/**
 * Sends again what was delivered or given up. A delivery keeps its `webhook-id`, so a receiver that has handled it
 * can tell.
 */
export async function replay(
  { db, clock }: { db: Db; clock: Clock },
  id: string,
  { since, deliveryId }: BodyOf<typeof replayWebhook>,
  by: AuditActor,
): Promise<number> {
  if ((since === undefined) === (deliveryId === undefined)) {
    throw new AppError('invalid_request', webhookWords.since_or_delivery())
  }
  return transact(db, async (tx) => {
    if (!(await webhookById(tx, id))) throw unknownWebhook()
    if (deliveryId !== undefined && !(await deliveryExists(tx, id, deliveryId))) {
      throw new AppError('not_found', webhookWords.no_such_delivery())
    }
    const which = deliveryId === undefined ? { since: new Date(since!) } : { deliveryId }
    const queued = await requeueDeliveries(tx, id, { ...which, now: clock.now() })
    const details = { since, deliveryId, queued }
    await recordAudit(tx, { actor: by, action: 'webhook.replayed', subject: { kind: 'webhook', id }, details }, clock)
    return queued
  })
}
