import type { DeliveryError, Delivery, FailedCopy } from '@throughline/protocol/timeline/delivery.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { columnList, executeLater, prepared, queryPrepared } from '../../platform/db/prepared.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { IssueBefore } from '../../work/issues/issues.ts'
import type { DeliveriesTable } from '../tables.ts'
import { isDue, isHeld } from './state.ts'

export type DeliveryRow = Selectable<DeliveriesTable>

const deliveryColumns = columnList<DeliveriesTable>({
  entry_id: true,
  customer_id: true,
  channel_id: true,
  identity_id: true,
  state: true,
  attempts: true,
  provider_id: true,
  error: true,
  failed_copies: true,
  automatic: true,
  worker_id: true,
  next_attempt_at: true,
  tries: true,
  trying_since: true,
  hold_until: true,
  issue_before: true,
  handed_over_at: true,
  created_at: true,
  updated_at: true,
})

/** Why a message did not leave, as it is kept with it. */
export function deliveryError(code: string, { sentence, words }: Wording): DeliveryError {
  return { code, message: sentence, words }
}

/** Each address once, as it was first said. */
export function withFailedCopies(known: readonly FailedCopy[] | null, more: readonly FailedCopy[]): FailedCopy[] {
  const copies = [...(known ?? [])]
  for (const copy of more) {
    const isKnown = copies.some(({ address }) => address.toLowerCase() === copy.address.toLowerCase())
    if (!isKnown && copies.length < maxFailedCopies) copies.push(copy)
  }
  return copies
}

/** Enough for a person to see what is wrong. */
const maxFailedCopies = 50

export async function insertDelivery(
  tx: Tx,
  delivery: {
    entryId: string
    customerId: string
    channelId: string
    /** Null for a forward, whose addressees are in its entry. */
    identityId: string | null
    state: 'queued' | 'refused' | 'sent' | 'read'
    error: DeliveryError | null
    automatic: boolean
    at: Date
    holdUntil: Date | null
    issueBefore: IssueBefore | null
    /** Of what was sent: what the provider calls it, and when it left; left out, its entry's id, and now. */
    providerId?: string
    handedOverAt?: Date
  },
): Promise<void> {
  const { entryId, customerId, channelId, identityId, state, error, automatic, at, holdUntil, issueBefore } = delivery
  const isSent = state === 'sent' || state === 'read'
  const { providerId = entryId, handedOverAt = at } = delivery
  await executeLater(
    tx,
    prepared(
      'insert-delivery',
      `insert into deliveries (entry_id, customer_id, channel_id, identity_id, state, error, automatic, created_at,
         updated_at, hold_until, issue_before, provider_id, attempts, tries, handed_over_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $12, $13)`,
      [
        entryId,
        customerId,
        channelId,
        identityId,
        state,
        error && JSON.stringify(error),
        automatic,
        at,
        holdUntil,
        issueBefore && JSON.stringify(issueBefore),
        isSent ? providerId : null,
        isSent ? 1 : 0,
        isSent ? handedOverAt : null,
      ],
    ),
  )
}

/** It has not left, and is not being retried: what was written to the same address after it waits behind it. */
const isUnsent = "(state = 'sending' or (state = 'queued' and attempts = 0))"
/** In a live conversation it waits behind what is being retried as well. */
const isUnsentOrRetried = "state in ('sending', 'queued')"

/** Whether something that was written to this address before has not left yet; on a channel that is not live, other than what is retried. */
export async function hasUnsent(
  tx: Tx,
  to: { homeId: string; channelId: string; identityId: string },
  isLive: boolean,
): Promise<boolean> {
  const rows = await queryPrepared<{ state: string }>(
    tx,
    isLive ? 'has-unsent-or-retried' : 'has-unsent',
    `select state from deliveries
     where customer_id = $1 and channel_id = $2 and identity_id = $3
       and ${isLive ? isUnsentOrRetried : isUnsent} limit 1`,
    [to.homeId, to.channelId, to.identityId],
  )
  return rows.length > 0
}

export async function deliveryOf(db: Db | Tx, entryId: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom('deliveries').selectAll().where('entry_id', '=', entryId).executeTakeFirst()
}

export async function deliveryByProviderId(
  db: Db | Tx,
  channelId: string,
  providerId: string,
): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()
}

/** Writes a delivery's new state and tells of it. The caller holds the thread's lock. */
export async function recordDelivery(
  tx: Tx,
  delivery: Pick<
    DeliveryRow,
    | 'entry_id'
    | 'state'
    | 'attempts'
    | 'provider_id'
    | 'error'
    | 'failed_copies'
    | 'worker_id'
    | 'next_attempt_at'
    | 'tries'
    | 'trying_since'
    | 'handed_over_at'
  >,
  {
    canonicalId,
    now,
    failed,
  }: { canonicalId: string; now: Date; failed?: { what: 'message' | 'copy'; issueId: string | null } | undefined },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      state: delivery.state,
      attempts: delivery.attempts,
      provider_id: delivery.provider_id,
      error: delivery.error && JSON.stringify(delivery.error),
      failed_copies: delivery.failed_copies && JSON.stringify(delivery.failed_copies),
      worker_id: delivery.worker_id,
      next_attempt_at: delivery.next_attempt_at,
      tries: delivery.tries,
      trying_since: delivery.trying_since,
      handed_over_at: delivery.handed_over_at,
      updated_at: now,
    })
    .where('entry_id', '=', delivery.entry_id)
    .execute()
  const about = { customerId: canonicalId, entryId: delivery.entry_id, issueId: failed?.issueId ?? null }
  const data = { state: delivery.state, ...(failed ? { failed: failed.what } : {}) }
  await recordEvents(tx, [{ type: 'delivery.changed', ...about, data }], now)
}

export async function deliveriesOf(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, Delivery>> {
  const rows = await queryPrepared<DeliveryRow>(
    db,
    'deliveries-of',
    `select ${deliveryColumns()} from deliveries where entry_id = any($1::uuid[])`,
    [entryIds],
  )
  return new Map(rows.map((row) => [row.entry_id, viewDelivery(row)]))
}

export function viewDelivery(row: DeliveryRow): Delivery {
  return {
    state: row.state,
    at: row.updated_at.toISOString(),
    attempts: row.attempts,
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.failed_copies === null || row.failed_copies.length === 0 ? {} : { failedCopies: row.failed_copies }),
    ...(row.hold_until === null || row.state !== 'queued' || row.attempts > 0
      ? {}
      : { heldUntil: row.hold_until.toISOString() }),
    ...(row.next_attempt_at === null || row.state !== 'queued'
      ? {}
      : { nextAttemptAt: row.next_attempt_at.toISOString() }),
  }
}

/** What our earlier messages are called by the other side, for the reply chain. */
export async function providerIdsOf(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ entry_id: string; provider_id: string }>(
    db,
    'provider-ids-of',
    `select entry_id, provider_id from deliveries where entry_id = any($1::uuid[]) and provider_id is not null`,
    [entryIds],
  )
  return new Map(rows.map((row) => [row.entry_id, row.provider_id]))
}

export interface Sending {
  /** It was handed over, and has not come back. */
  hasLeft: boolean
  automatic: boolean
}

export async function sendingsOf(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, Sending>> {
  if (entryIds.length === 0) return new Map()
  const rows = await queryPrepared<{ entry_id: string; state: DeliveryRow['state']; automatic: boolean }>(
    db,
    'sendings-of',
    `select entry_id, state, automatic from deliveries where entry_id = any($1::uuid[])`,
    [entryIds],
  )
  const left: readonly string[] = ['kept', 'sent', 'delivered', 'read']
  return new Map(rows.map(({ entry_id, state, automatic }) => [entry_id, { hasLeft: left.includes(state), automatic }]))
}

/** Our messages of these names, and to which address each went. */
export function messagesNamed(
  db: Db,
  providerIds: readonly string[],
): Promise<{ entry_id: string; provider_id: string; identity_id: string }[]> {
  if (providerIds.length === 0) return Promise.resolve([])
  return queryPrepared(
    db,
    'messages-named',
    `select d.entry_id, d.provider_id, d.identity_id from channels c, deliveries d
     where d.channel_id = c.id and d.provider_id = any($1::text[]) and d.identity_id is not null`,
    [providerIds],
  )
}

/** Whose hands messages are in. */
export async function workersInDeliveries(db: Db): Promise<number[]> {
  const { rows } = await sql<{ worker_id: number }>`
    select distinct worker_id from deliveries where state = 'sending' and worker_id is not null`.execute(db)
  return rows.map((row) => row.worker_id)
}

export async function deliveriesOfWorkers(
  db: Db,
  workerIds: readonly number[],
  limit: number,
): Promise<Pick<DeliveryRow, 'entry_id' | 'customer_id' | 'worker_id'>[]> {
  return db
    .selectFrom('deliveries')
    .select(['entry_id', 'customer_id', 'worker_id'])
    .where('state', '=', 'sending')
    .where('worker_id', 'in', workerIds)
    .orderBy('updated_at')
    .limit(limit)
    .execute()
}

/** First attempts that should have been made by now; what seems to be from after `farthestAt` is from a wrong clock. */
export async function overdueDeliveries(
  db: Db,
  { queuedBefore, farthestAt, limit }: { queuedBefore: Date; farthestAt: Date; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('entry_id')
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .where((where) => where.or([where('updated_at', '<', queuedBefore), where('updated_at', '>', farthestAt)]))
    .where((where) =>
      where.or([
        where('hold_until', 'is', null),
        where('hold_until', '<', queuedBefore),
        where('hold_until', '>', farthestAt),
      ]),
    )
    .orderBy('updated_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.entry_id)
}

/** Retries that are due: their job is gone, or the clock was changed. None of them waits longer than `farthestAt`. */
export async function dueRetries(db: Db, now: Date, farthestAt: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from deliveries
    where state = 'queued' and attempts > 0
      and (next_attempt_at is null or next_attempt_at <= ${now} or next_attempt_at > ${farthestAt})
    order by next_attempt_at nulls first limit ${limit}`.execute(db)
  return rows.map((row) => row.entry_id)
}

/**
 * The oldest first attempt to the same address; none while another worker has one of them in its hands, or while it is
 * held for its author to take back: what was written after it waits behind it, so that the order stays. In a live
 * conversation it waits behind a message that is retried too, until that is sent or given up.
 */
export async function nextUnsent(
  tx: Tx,
  delivery: DeliveryRow,
  { now, isLive }: { now: Date; isLive: boolean },
): Promise<DeliveryRow | undefined> {
  // A forward stands for itself: it waits behind nothing that went to the customer.
  if (delivery.identity_id === null) {
    const isUnsentYet = delivery.state === 'queued' && delivery.attempts === 0
    return isUnsentYet && !isHeld(delivery.hold_until, now) ? delivery : undefined
  }
  const { rows } = await sql<DeliveryRow>`
    select * from deliveries
    where customer_id = ${delivery.customer_id} and channel_id = ${delivery.channel_id}
      and identity_id = ${delivery.identity_id}
      and ${sql.raw(isLive ? isUnsentOrRetried : isUnsent)}
    order by state = 'sending' desc, entry_id limit 1`.execute(tx)
  const [next] = rows
  const mayLeave = next?.state === 'queued' && !isHeld(next.hold_until, now)
  return mayLeave && (next.attempts === 0 || isDue(next.next_attempt_at, now)) ? next : undefined
}

/** What waits for its first attempt on a channel, oldest first. */
export async function waitingOnChannel(
  db: Db,
  { channelId, after, limit }: { channelId: string; after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from deliveries
    where channel_id = ${channelId} and state = 'queued' and attempts = 0 and entry_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by entry_id limit ${limit}`.execute(db)
  return rows.map((row) => row.entry_id)
}
