import type { Words } from '@throughline/protocol/words.ts'
import type { WebhookDelivery } from '@throughline/protocol/webhooks/webhooks.ts'
import type { EventType } from '@throughline/protocol/events.ts'
import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    webhooks: WebhooksTable
    webhook_deliveries: WebhookDeliveriesTable
  }
}

export interface WebhooksTable {
  id: string
  name: string
  url: string
  event_types: EventType[]
  /** Sealed text. */
  secret: Buffer
  enabled: boolean
  created_at: Date
}

export interface WebhookDeliveriesTable {
  id: string
  webhook_id: string
  event_id: string
  event_type: EventType
  payload: ColumnType<unknown, string, never>
  state: z.infer<typeof WebhookDelivery>['state']
  attempts: Generated<number>
  next_attempt_at: Date | null
  last_status: number | null
  last_error: string | null
  last_error_words: ColumnType<Words[] | null, string | null | undefined, string | null>
  created_at: Date
}
