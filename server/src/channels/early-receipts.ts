import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import type { JobKind } from '../platform/jobs/jobs.ts'
import type { InboundReceiptEvent } from './contract.ts'

/**
 * Receipts that overtake the message they are about: a provider may report a message before we have written down what it
 * calls it. Such a receipt is kept, and applied by a job as soon as the message is recorded as sent.
 */

/** The provider's name of a message of ours. */
export interface SentMessage {
  channelId: string
  providerId: string
}

/** Applies what was heard of a message before it was recorded as sent. */
export const earlyReceiptsJob: JobKind<SentMessage> = {
  name: 'early-receipts',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** The first half of the key of an advisory lock, so that nobody else's are meant. */
const lockClass = 41_170

/**
 * Until the end of the transaction. Recording the message as sent and keeping a receipt about it take turns by it, so that
 * one of the two sees the other.
 */
export async function lockReceiptsAbout(tx: Tx, { channelId, providerId }: SentMessage): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${`${channelId} ${providerId}`}))`.execute(tx)
}

export async function keepEarlyReceipt(
  tx: Tx,
  inboundId: string,
  channelId: string,
  receipt: InboundReceiptEvent,
): Promise<void> {
  const row = { inbound_id: inboundId, channel_id: channelId, about: receipt.about, receipt: JSON.stringify(receipt) }
  await tx.insertInto('early_receipts').values(row).execute()
}

/** What was heard of a message before it was recorded as sent, in the order in which it came. */
export async function earlyReceiptsOf(
  db: Db | Tx,
  { channelId, providerId }: SentMessage,
): Promise<InboundReceiptEvent[]> {
  const rows = await db
    .selectFrom('early_receipts')
    .innerJoin('inbound', 'inbound.id', 'early_receipts.inbound_id')
    .select('early_receipts.receipt')
    .where('early_receipts.channel_id', '=', channelId)
    .where('early_receipts.about', '=', providerId)
    .orderBy('inbound.received_at')
    .orderBy('inbound.id')
    .execute()
  return rows.map(({ receipt }) => receipt)
}

/**
 * What the provider calls a message whose sending was never answered, by a receipt that names its entry and that came since
 * `since`; null when none did. Receipts that were applied are about an earlier sending.
 */
export async function providerIdByReceipt(
  db: Db,
  { channelId, entryId, since }: { channelId: string; entryId: string; since: Date },
): Promise<string | null> {
  const row = await db
    .selectFrom('early_receipts')
    .innerJoin('inbound', 'inbound.id', 'early_receipts.inbound_id')
    .select('early_receipts.about')
    .where('early_receipts.channel_id', '=', channelId)
    .where(sql`early_receipts.receipt ->> 'entryId'`, '=', entryId)
    .where('inbound.state', '=', 'set_aside')
    .where('inbound.received_at', '>=', since)
    .orderBy('inbound.received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.about ?? null
}
