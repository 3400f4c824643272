import { Words } from '../words.ts'
import { z } from 'zod'
import { EventType } from '../events.ts'
import { Cursor, Id, IdParams, Name, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

export const Webhook = z
  .object({
    id: Id,
    name: z.string(),
    url: z.string(),
    eventTypes: z.array(EventType).describe('Empty: all.'),
    enabled: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

export const WebhookDelivery = z
  .object({
    id: Id.describe('Also the `webhook-id` header, the same on every attempt.'),
    eventId: Id,
    eventType: EventType,
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.number().int(),
    nextAttemptAt: Time.nullable(),
    lastStatus: z.number().int().nullable(),
    lastError: z.string().nullable(),
    lastErrorWords: z.array(Words).describe('`lastError` as codes; empty when an older version wrote it.'),
    createdAt: Time,
  })
  .meta({ id: 'WebhookDelivery' })

const tag = 'Webhooks'

export const listWebhooks = route({
  method: 'GET',
  path: '/webhooks',
  tag,
  summary: 'Where events are sent',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  response: z.object({ items: z.array(Webhook), nextCursor: Cursor.nullable() }),
  status: 200,
})

/** A webhook sends what the feed lists, entries included: only a caller who may read both may have them sent. */
const sendsTheFeed = ['changes.read', 'thread.read'] as const

export const createWebhook = route({
  method: 'POST',
  path: '/webhooks',
  tag,
  summary: 'Send events to an address, signed by Standard Webhooks, retried with back-off',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  alsoNeeds: sendsTheFeed,
  body: z.object({ name: Name.default('Webhook'), url: z.url(), eventTypes: z.array(EventType).default([]) }),
  example: {
    name: 'Order system',
    url: 'https://orders.example.com/throughline',
    eventTypes: ['issue.opened', 'issue.resolved'],
  },
  response: Webhook.extend({ secret: z.string().describe('Shown this once: `whsec_…`.') }),
  status: 201,
  problems: ['unsafe_address'],
})

export const updateWebhook = route({
  method: 'PATCH',
  path: '/webhooks/:id',
  tag,
  summary: 'Change a webhook or switch it off',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  alsoNeeds: sendsTheFeed,
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    url: z.url().optional(),
    eventTypes: z.array(EventType).optional(),
    enabled: z.boolean().optional(),
  }),
  example: { enabled: false },
  response: Webhook,
  status: 200,
  problems: ['not_found', 'unsafe_address'],
})

export const deleteWebhook = route({
  method: 'DELETE',
  path: '/webhooks/:id',
  tag,
  summary: 'Remove a webhook',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const listWebhookDeliveries = route({
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  tag,
  summary: 'What was sent, newest first',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  alsoNeeds: ['changes.read'],
  params: IdParams,
  query: PageQuery,
  response: pageOf(WebhookDelivery),
  status: 200,
  problems: ['not_found'],
})

export const replayWebhook = route({
  method: 'POST',
  path: '/webhooks/:id/replays',
  tag,
  summary: 'Send again what happened since a time, or one delivery',
  access: 'webhooks.manage',
  ofAllCustomers: true,
  alsoNeeds: sendsTheFeed,
  params: IdParams,
  body: z.object({ since: Time.optional(), deliveryId: Id.optional() }),
  example: { since: '2026-03-02T00:00:00.000Z' },
  response: z.object({ queued: z.number().int() }),
  status: 202,
  problems: ['not_found'],
})
