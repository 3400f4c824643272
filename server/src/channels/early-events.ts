import { sql } from 'kysely'
import { minuteMs, secondMs } from '../lib/clock.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { queryPrepared } from '../platform/db/prepared.ts'
import type { JobKind, Jobs } from '../platform/jobs/jobs.ts'
import type { InboundDeletionEvent, InboundEditEvent, InboundReactionEvent, InboundReceiptEvent } from './contract.ts'

/**
 * Events that overtake the message they are about: a provider may report a message before we have written down what it calls
 * it, and its requests overtake each other. Such an event is kept, where people see it, and applied by a job as soon as the
 * message is recorded: what records it looks here, and so does a job some times after the event came, in case the two missed
 * each other.
 */

/** The provider's name of a message. */
export interface NamedMessage {
  channelId: string
  providerId: string
}

/** What is known of an echo is read again from its request when it is known whose it is: it may have files. */
export interface WaitingEcho {
  type: 'echo'
  providerId: string
}

export type EventAboutMessage = InboundReactionEvent | InboundEditEvent | InboundDeletionEvent
export type EarlyEvent = InboundReceiptEvent | EventAboutMessage | WaitingEcho

/** Applies what was heard of a message before it was recorded. `tries`: how often it was looked for without a cause. */
export const earlyEventsJob: JobKind<NamedMessage & { tries?: number }> = {
  name: 'early-events',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** The same of nodes that know of receipts only. */
export const earlyReceiptsJob: JobKind<NamedMessage> = { ...earlyEventsJob, name: 'early-receipts' }

const firstPausesMs = [2 * secondMs, 30 * secondMs, 5 * minuteMs]
const echoPauseMs = 60 * minuteMs

/** When to look once more for what an event is about; null: only when that is recorded. */
export function nextLook(tries: number, type: EarlyEvent['type'], now: Date): Date | null {
  // Nothing else looks when what an echo waits for was given up.
  const pauseMs = firstPausesMs[tries] ?? (type === 'echo' ? echoPauseMs : null)
  return pauseMs === null ? null : new Date(now.getTime() + pauseMs)
}

/** The first half of the key of an advisory lock, so that nobody else's are meant. */
const lockClass = 41_170

/**
 * Until the end of the transaction. Recording a message of ours as sent and keeping an event about it take turns by it, so
 * that one of the two sees the other.
 */
export async function lockEventsAbout(tx: Tx, { channelId, providerId }: NamedMessage): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${`${channelId} ${providerId}`}))`.execute(tx)
}

export async function keepEarlyEvent(
  tx: Tx,
  { jobs }: { jobs: Jobs },
  { inboundId, of, event, now }: { inboundId: string; of: NamedMessage; event: EarlyEvent; now: Date },
): Promise<void> {
  const { channelId, providerId: about } = of
  const row = { inbound_id: inboundId, channel_id: channelId, about, event: JSON.stringify(event) }
  await tx.insertInto('early_events').values(row).execute()
  await jobs.enqueue(tx, earlyEventsJob, { ...of, tries: 1 }, { startAfter: nextLook(0, event.type, now)! })
}

/** What was heard of a message before it was recorded, in the order in which it came. */
export async function earlyEventsOf(
  db: Db | Tx,
  { channelId, providerId }: NamedMessage,
): Promise<{ inboundId: string; event: EarlyEvent }[]> {
  const rows = await queryPrepared<{ inbound_id: string; event: EarlyEvent }>(
    db,
    'early-events-of',
    // The second table is written by older nodes.
    `select w.inbound_id, w.event from (
       select inbound_id, event from early_events where channel_id = $1 and about = $2
       union all select inbound_id, receipt from early_receipts where channel_id = $1 and about = $2) w
     join inbound i on i.id = w.inbound_id order by i.received_at, i.id`,
    [channelId, providerId],
  )
  return rows.map(({ inbound_id: inboundId, event }) => ({ inboundId, event: withDates(event) }))
}

function withDates(event: EarlyEvent): EarlyEvent {
  if (!('occurredAt' in event) || event.occurredAt === null) return event
  return { ...event, occurredAt: new Date(event.occurredAt) }
}

/** It waits no longer: it was applied, or nothing will come of it. */
export async function forgetEarlyEvent(tx: Tx, inboundId: string): Promise<void> {
  await tx.deleteFrom('early_events').where('inbound_id', '=', inboundId).execute()
  await tx.deleteFrom('early_receipts').where('inbound_id', '=', inboundId).execute()
}

/** Of these messages, those of which something was heard before. */
export async function heardOf(tx: Tx, messages: readonly NamedMessage[]): Promise<NamedMessage[]> {
  if (messages.length === 0) return []
  return queryPrepared<NamedMessage>(
    tx,
    'early-events-heard',
    `select distinct w.channel_id as "channelId", w.about as "providerId"
     from unnest($1::uuid[], $2::text[]) as m(channel_id, about)
     join early_events w on w.channel_id = m.channel_id and w.about = m.about`,
    [messages.map(({ channelId }) => channelId), messages.map(({ providerId }) => providerId)],
  )
}

/**
 * What was heard before a message of ours was recorded as sent: how far its addressee has read, and events about it; also
 * echoes on its channel, which may have waited to know whether they are of this message.
 */
export async function heardBeforeSent(
  tx: Tx,
  { channelId, providerId, identityId }: NamedMessage & { identityId: string | null },
): Promise<{ readUpTo: Date | null; waiting: string[] }> {
  const rows = await queryPrepared<{ readUpTo: Date | null; waiting: string[] }>(
    tx,
    'heard-before-sent',
    `select (select up_to from read_marks where channel_id = $1 and identity_id = $3) as "readUpTo",
       array(select about from early_events where channel_id = $1 and about = $2
         union select about from early_receipts where channel_id = $1 and about = $2
         union select about from early_events where channel_id = $1 and event ->> 'type' = 'echo') as waiting`,
    [channelId, providerId, identityId],
  )
  return rows[0]!
}

/**
 * What the provider calls a message whose sending was never answered, by a receipt that names its entry and that came since
 * `since`; null when none did. Receipts that were applied are about an earlier sending.
 */
export async function providerIdByReceipt(
  db: Db,
  { channelId, entryId, since }: { channelId: string; entryId: string; since: Date },
): Promise<string | null> {
  const rows = await queryPrepared<{ about: string }>(
    db,
    'provider-id-by-receipt',
    `select w.about from (
       select inbound_id, about, event from early_events where channel_id = $1
       union all select inbound_id, about, receipt from early_receipts where channel_id = $1) w
     join inbound i on i.id = w.inbound_id
     where w.event ->> 'type' = 'receipt' and w.event ->> 'entryId' = $2 and i.state = 'set_aside' and i.received_at >= $3
     order by i.received_at desc limit 1`,
    [channelId, entryId, since],
  )
  return rows[0]?.about ?? null
}
