import { webhookWords } from '@throughline/protocol/webhooks/words.ts'
import { randomBytes } from 'node:crypto'
import type { createWebhook, updateWebhook } from '@throughline/protocol/webhooks/webhooks.ts'
import type { BodyOf } from '@throughline/protocol/route.ts'
import { recordAudit, type AuditActor } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { assertSafeUrl } from '../../lib/safe-fetch.ts'
import type { AddressRules } from '../../lib/safe-address.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { changeWebhook, insertWebhook, lockWebhook, removeWebhook, webhookById, type WebhookRow } from './queries.ts'

export interface SubscriptionDeps {
  readonly db: Db
  readonly clock: Clock
  readonly secrets: SecretBox
  readonly addressRules?: AddressRules
}

/** The secret is shown this once. */
export async function subscribe(
  { db, clock, secrets, addressRules }: SubscriptionDeps,
  wanted: BodyOf<typeof createWebhook>,
  by: AuditActor,
): Promise<{ webhook: WebhookRow; secret: string }> {
  await refuseUnsafe(wanted.url, addressRules)
  const now = clock.now()
  const id = newId(now.getTime())
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const webhook: WebhookRow = {
    id,
    name: wanted.name,
    url: wanted.url,
    event_types: [...new Set(wanted.eventTypes)],
    enabled: true,
    created_at: now,
  }
  await transact(db, async (tx) => {
    await insertWebhook(tx, { ...webhook, secret: Buffer.from(secrets.seal(secret, secretContext(id))) })
    const details = { name: webhook.name, host: hostOf(webhook.url), eventTypes: webhook.event_types }
    await recordAudit(tx, { actor: by, action: 'webhook.created', subject: { kind: 'webhook', id }, details }, clock)
  })
  return { webhook, secret }
}

export async function changeSubscription(
  { db, clock, addressRules }: SubscriptionDeps,
  id: string,
  wanted: BodyOf<typeof updateWebhook>,
  by: AuditActor,
): Promise<WebhookRow> {
  // Unknown before unsafe; and no name is looked up while a row is locked.
  if (!(await webhookById(db, id))) throw unknownWebhook()
  if (wanted.url !== undefined) await refuseUnsafe(wanted.url, addressRules)
  return transact(db, async (tx) => {
    const before = await existing(tx, id)
    const after = {
      name: wanted.name ?? before.name,
      url: wanted.url ?? before.url,
      event_types: wanted.eventTypes ? [...new Set(wanted.eventTypes)] : before.event_types,
      enabled: wanted.enabled ?? before.enabled,
    }
    const details = { before: forAudit(before), after: forAudit(after) }
    await recordAudit(tx, { actor: by, action: 'webhook.updated', subject: { kind: 'webhook', id }, details }, clock)
    return changeWebhook(tx, id, after)
  })
}

export async function unsubscribe({ db, clock }: SubscriptionDeps, id: string, by: AuditActor): Promise<void> {
  await transact(db, async (tx) => {
    const { name, url } = await existing(tx, id)
    await removeWebhook(tx, id)
    const subject = { kind: 'webhook', id }
    await recordAudit(
      tx,
      { actor: by, action: 'webhook.deleted', subject, details: { name, host: hostOf(url) } },
      clock,
    )
  })
}

/** An address may hold a secret, in its query or its path; its host says where things went. */
const hostOf = (url: string): string => new URL(url).host

function forAudit({ name, url, event_types, enabled }: Omit<WebhookRow, 'id' | 'created_at'>) {
  return { name, host: hostOf(url), eventTypes: event_types, enabled }
}

/** What the secret is sealed for. */
export const secretContext = (webhookId: string): string => `webhook:${webhookId}:secret`

export const unknownWebhook = (): AppError => new AppError('not_found', webhookWords.no_such_webhook())

async function existing(tx: Tx, id: string): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, id)
  if (!webhook) throw unknownWebhook()
  return webhook
}

async function refuseUnsafe(url: string, rules: AddressRules | undefined): Promise<void> {
  try {
    await assertSafeUrl(url, rules)
  } catch (error) {
    // A name that does not exist is as unusable as one that must not be called; one of which nobody knows may be fine.
    if (error instanceof AppError && error.code !== 'unavailable')
      throw new AppError('unsafe_address', error.wording, { cause: error })
    throw error
  }
}
