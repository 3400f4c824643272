import type { Tx } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { insertDeliveries, listeningWebhooks, type NewDelivery } from './queries.ts'

export { measureWebhooks } from './measures.ts'
export { pruneWebhookDeliveries } from './queries.ts'
export { webhookRoutes, type WebhookDeps } from './routes.ts'
export { startWebhookSender, type WebhookSender } from './sending/sender.ts'

/**
 * Tells other programs what happened, by Standard Webhooks. Owns `webhooks` and `webhook_deliveries`.
 *
 * How far "exactly once" goes: for each event and each webhook there is exactly one delivery, written in the
 * transaction in which the event is consumed. A delivery is sent until the receiver has answered with 2xx, so a crash
 * after that answer and before it is noted sends once more, with the same `webhook-id`: a receiver that remembers
 * those it has seen handles each once. Deliveries may overtake each other.
 *
 * Refuses to call addresses inside the company's network, and to follow redirects.
 *
 * Says whether there is anything to be sent.
 */
export async function enqueueWebhooks(
  { clock }: { clock: Clock },
  tx: Tx,
  events: readonly RecordedEvent[],
): Promise<boolean> {
  if (events.length === 0) return false
  const webhooks = await listeningWebhooks(tx)
  if (webhooks.length === 0) return false
  const now = clock.now()
  const deliveries: NewDelivery[] = []
  for (const event of events) {
    for (const webhook of webhooks) {
      // What happened before somebody asked to be told is in the feed of changes.
      const wants = webhook.event_types.length === 0 || webhook.event_types.includes(event.type)
      if (!wants || event.at < webhook.created_at) continue
      deliveries.push({
        id: newId(now.getTime()),
        webhookId: webhook.id,
        eventId: event.id,
        eventType: event.type,
        payload: payloadOf(event),
        at: now,
      })
    }
  }
  await insertDeliveries(tx, deliveries)
  return deliveries.length > 0
}

/** What is kept of it; the rest is added when it is sent. */
function payloadOf({ id, type, at, customerId, issueId, entryId, data }: RecordedEvent): NewDelivery['payload'] {
  const timestamp = at.toISOString()
  return { type, timestamp, data: { id, type, at: timestamp, customerId, issueId, entryId, data } }
}
