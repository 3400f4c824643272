import type { EventType } from '@throughline/protocol/events.ts'
import { sql, type Selectable, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import type { WebhookDeliveriesTable, WebhooksTable } from './tables.ts'

export type WebhookRow = Omit<Selectable<WebhooksTable>, 'secret'>
export type DeliveryRow = Omit<Selectable<WebhookDeliveriesTable>, 'payload'>

/** `type`, `timestamp` and `data` as Standard Webhooks has it; `data` is the change without what is read when it is sent. */
export interface KeptPayload {
  type: EventType
  timestamp: string
  data: Omit<RecordedEvent, 'position' | 'xid' | 'at'> & { at: string }
}

export interface NewDelivery {
  id: string
  webhookId: string
  eventId: string
  eventType: EventType
  payload: KeptPayload
  at: Date
}

const webhookColumns = ['id', 'name', 'url', 'event_types', 'enabled', 'created_at'] as const
const deliveryColumns = [
  'id',
  'webhook_id',
  'event_id',
  'event_type',
  'state',
  'attempts',
  'next_attempt_at',
  'last_status',
  'last_error',
  'last_error_words',
  'created_at',
] as const

/** An admin makes a handful; the limit is there so that no answer is ever unbounded. */
export async function allWebhooks(db: Db): Promise<WebhookRow[]> {
  return db.selectFrom('webhooks').select(webhookColumns).orderBy('created_at').orderBy('id').limit(500).execute()
}

export async function listeningWebhooks(tx: Tx): Promise<Pick<WebhookRow, 'id' | 'event_types' | 'created_at'>[]> {
  return queryPrepared(tx, 'listening-webhooks', 'select id, event_types, created_at from webhooks where enabled', [])
}

export async function webhookById(db: Db | Tx, id: string): Promise<WebhookRow | undefined> {
  return db.selectFrom('webhooks').select(webhookColumns).where('id', '=', id).executeTakeFirst()
}

export async function lockWebhook(tx: Tx, id: string): Promise<WebhookRow | undefined> {
  return tx.selectFrom('webhooks').select(webhookColumns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function insertWebhook(tx: Tx, webhook: WebhooksTable): Promise<void> {
  await tx.insertInto('webhooks').values(webhook).execute()
}

export async function changeWebhook(tx: Tx, id: string, changes: Updateable<WebhooksTable>): Promise<WebhookRow> {
  const query = tx.updateTable('webhooks').set(changes).where('id', '=', id)
  return query.returning(webhookColumns).executeTakeFirstOrThrow()
}

/** Its deliveries go with it. */
export async function removeWebhook(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute()
}

export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[]): Promise<void> {
  // Each row takes eight parameters, of which a statement may have 65,535.
  for (let i = 0; i < deliveries.length; i += 5000) {
    const rows = deliveries.slice(i, i + 5000).map(({ id, webhookId, eventId, eventType, payload, at }) => ({
      id,
      webhook_id: webhookId,
      event_id: eventId,
      event_type: eventType,
      payload: JSON.stringify(payload),
      state: 'pending' as const,
      next_attempt_at: at,
      created_at: at,
    }))
    await tx.insertInto('webhook_deliveries').values(rows).execute()
  }
}

/** Newest first, along the index. */
export async function deliveryPage(
  db: Db,
  webhookId: string,
  { before, limit }: { before: { at: Date; id: string } | null; limit: number },
): Promise<DeliveryRow[]> {
  let query = db.selectFrom('webhook_deliveries').select(deliveryColumns).where('webhook_id', '=', webhookId)
  if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.at}, ${before.id})`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** What was sent or given up, from a time on or the one delivery, is due again from its first attempt. */
export async function requeueDeliveries(
  tx: Tx,
  webhookId: string,
  { since, deliveryId, now }: { since?: Date; deliveryId?: string; now: Date },
): Promise<number> {
  let query = tx
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', attempts: 0, next_attempt_at: now })
    .where('webhook_id', '=', webhookId)
  // What is still on its way keeps its place, unless somebody asks for just that one.
  if (deliveryId !== undefined) query = query.where('id', '=', deliveryId)
  else query = query.where('state', '<>', 'pending').where('created_at', '>=', since!)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

export async function deliveryExists(tx: Tx, webhookId: string, id: string): Promise<boolean> {
  const query = tx.selectFrom('webhook_deliveries').select('id').where('webhook_id', '=', webhookId)
  return (await query.where('id', '=', id).executeTakeFirst()) !== undefined
}

/**
 * Old deliveries go, in portions. Those that are still tried stay, however old (a replay); those of a webhook that
 * was switched off are not.
 */
export async function pruneWebhookDeliveries(db: Db, before: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from webhook_deliveries where id in (
        select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
        where d.created_at < ${before} and (d.state <> 'pending' or not w.enabled)
        limit 10000)`.execute(db)
    if (!numAffectedRows) return
  }
}
