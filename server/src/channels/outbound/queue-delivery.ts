import type { Tx } from '../../platform/db/db.ts'
import type { NewEvent } from '../../platform/events/events.ts'
import type { IssueBefore } from '../../work/issues/issues.ts'
import { whyNotSend } from './consent.ts'
import type { OutboundDeps } from './deps.ts'
import { deliverJob } from './jobs.ts'
import { hasUnsent, insertDelivery } from './queries.ts'

/**
 * How a message leaves: by a job, or with this transaction's commit where the other side reads it from the thread. What
 * waits for an earlier message to the same address leaves by a job, so that the order stays. The caller holds the
 * thread's lock, and records the events after the entry's.
 */
export async function queueDelivery(
  tx: Tx,
  { jobs, store }: Pick<OutboundDeps, 'jobs' | 'store'>,
  to: {
    entryId: string
    /** The canonical record, for the events. */
    customerId: string
    homeId: string
    channelId: string
    identityId: string
    automatic: boolean
    now: Date
    holdUntil?: Date | null
    issueBefore?: IssueBefore | null
  },
): Promise<{ isSent: boolean; events: NewEvent[] }> {
  const { entryId, customerId, homeId, channelId, identityId, automatic, now: at } = to
  const { holdUntil = null, issueBefore = null } = to
  const channel = holdUntil === null ? await store.find(channelId) : null
  const mayGoAtOnce = channel?.enabled === true && channel.adapter.isSentByCommit === true
  const { live } = channel?.adapter.capabilities ?? { live: false }
  // What is not wanted is stopped by the job, as everything else is.
  const isSent = mayGoAtOnce && !(await hasUnsent(tx, to, live)) && (await whyNotSend(tx, channel, to)) === null
  await insertDelivery(tx, {
    entryId,
    customerId: homeId,
    channelId,
    identityId,
    automatic,
    at,
    holdUntil,
    issueBefore,
    state: isSent ? 'sent' : 'queued',
    error: null,
  })
  if (isSent) return { isSent, events: [{ type: 'delivery.changed', customerId, entryId, data: { state: 'sent' } }] }
  await jobs.enqueue(tx, deliverJob, { entryId }, holdUntil === null ? {} : { startAfter: holdUntil })
  return { isSent, events: [] }
}
