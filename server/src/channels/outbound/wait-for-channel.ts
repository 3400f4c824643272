import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import { lockCustomer } from '../../people/customers/customers.ts'
import { transact } from '../../platform/db/db.ts'
import type { DeliveryDeps } from './deps.ts'
import { deliverJob } from './jobs.ts'
import { deliveryError, deliveryOf, recordDelivery, waitingOnChannel } from './queries.ts'

/**
 * Whether nothing leaves by the channel at the moment. The message says so then, and keeps its attempts. It is handed out
 * again when another one has left, and looked at each minute like all that is overdue.
 */
export async function mustWait(deps: DeliveryDeps, channelId: string, entryId: string): Promise<boolean> {
  const channel = await deps.store.find(channelId)
  if (!channel || deps.breaker.waitUntil(channel, deps.clock.now()) === null) return false
  const why = joinWordings(
    channelWords.waits_for_channel(),
    ...(channel.sendingFailure ? [channel.sendingFailure] : []),
  )
  const asked = await deliveryOf(deps.db, entryId)
  if (!asked || asked.error !== null) return true
  await transact(deps.db, async (tx) => {
    const { canonicalId } = await lockCustomer(tx, asked.customer_id)
    const own = (await deliveryOf(tx, entryId))!
    if (own.state !== 'queued' || own.error !== null) return
    await recordDelivery(tx, { ...own, error: deliveryError('waits', why) }, { canonicalId, now: deps.clock.now() })
  })
  deps.changed(asked.customer_id, [])
  return true
}

const resumedAtOnce = 500

/** Hands out what has waited for the channel, oldest first. */
export async function resumeChannel({ db, jobs }: DeliveryDeps, channelId: string): Promise<void> {
  let after: string | null = null
  for (;;) {
    const entryIds = await waitingOnChannel(db, { channelId, after, limit: resumedAtOnce })
    await transact(db, async (tx) => {
      for (const entryId of entryIds) await jobs.enqueue(tx, deliverJob, { entryId })
    })
    after = entryIds.at(-1) ?? null
    if (entryIds.length < resumedAtOnce) return
  }
}
