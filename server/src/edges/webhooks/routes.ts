import { EventType } from '@throughline/protocol/events.ts'
import {
  createWebhook,
  deleteWebhook,
  listWebhookDeliveries,
  listWebhooks,
  replayWebhook,
  updateWebhook,
  type Webhook,
  type WebhookDelivery,
} from '@throughline/protocol/webhooks/webhooks.ts'
import { z } from 'zod'
import { cursorFor } from '../../platform/http/cursor.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import { allWebhooks, deliveryPage, webhookById, type DeliveryRow, type WebhookRow } from './queries.ts'
import { replay } from './replay.ts'
import { changeSubscription, subscribe, unknownWebhook, unsubscribe, type SubscriptionDeps } from './subscriptions.ts'

export interface WebhookDeps extends SubscriptionDeps {
  /** There may be something to send now. */
  readonly wake: () => void
}

export function webhookRoutes(app: HttpServer, deps: WebhookDeps): void {
  const { db, wake } = deps

  handle(app, listWebhooks, async () => ({ items: (await allWebhooks(db)).map(viewWebhook), nextCursor: null }))

  handle(app, createWebhook, async ({ body, caller }) => {
    const { webhook, secret } = await subscribe(deps, body, caller)
    return { ...viewWebhook(webhook), secret }
  })

  handle(app, updateWebhook, async ({ params, body, caller }) => {
    const webhook = await changeSubscription(deps, params.id, body, caller)
    // Switched on again, or at another address: what waits may go.
    wake()
    return viewWebhook(webhook)
  })

  handle(app, deleteWebhook, async ({ params, caller }) => unsubscribe(deps, params.id, caller))

  handle(app, listWebhookDeliveries, async ({ params, query }) => {
    if (!(await webhookById(db, params.id))) throw unknownWebhook()
    const { rows, nextCursor } = await deliveriesCursor.page(
      query,
      (before, limit) =>
        deliveryPage(db, params.id, { before: before && { at: new Date(before.at), id: before.id }, limit }),
      (row) => ({ at: row.created_at.toISOString(), id: row.id }),
    )
    return { items: rows.map(viewDelivery), nextCursor }
  })

  handle(app, replayWebhook, async ({ params, body, caller }) => {
    const queued = await replay(deps, params.id, body, caller)
    wake()
    return { queued }
  })
}

const deliveriesCursor = cursorFor('webhook-deliveries', z.object({ at: z.iso.datetime(), id: z.uuid() }))

/** An earlier version may have stored types that are gone. One that asked for nothing else gets nothing, which is off. */
function viewWebhook({ id, name, url, event_types, enabled, created_at }: WebhookRow): Webhook {
  const eventTypes = event_types.filter((type) => EventType.options.includes(type))
  const isOn = enabled && (event_types.length === 0 || eventTypes.length > 0)
  return { id, name, url, eventTypes, enabled: isOn, createdAt: created_at.toISOString() }
}

function viewDelivery(row: DeliveryRow): z.infer<typeof WebhookDelivery> {
  return {
    id: row.id,
    eventId: row.event_id,
    eventType: row.event_type,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    lastErrorWords: row.last_error_words ?? [],
    createdAt: row.created_at.toISOString(),
  }
}
