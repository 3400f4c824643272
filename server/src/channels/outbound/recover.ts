import { lockCustomer } from '../../people/customers/customers.ts'
import { transact } from '../../platform/db/db.ts'
import { minuteMs } from '../../lib/clock.ts'
import type { DeliveryDeps } from './deps.ts'
import { deliverJob } from './jobs.ts'
import {
  deliveriesOfWorkers,
  deliveryOf,
  dueRetries,
  overdueDeliveries,
  recordDelivery,
  workersInDeliveries,
  type DeliveryRow,
} from './queries.ts'
import { farthestHoldMs, farthestMs } from './state.ts'

/** A job that should have run by now; running it twice does no harm. */
const overdueAfterMs = 30_000
const recoveredPerRun = 500

/**
 * Picks up messages that a process had in hand that is gone, and of which nobody knows whether they left; and hands out
 * messages whose job was its, and the retries that are due. Run at the start and every minute, by one of the nodes.
 */
export async function recoverDeliveries(deps: DeliveryDeps): Promise<void> {
  const now = deps.clock.now()
  const abandoned = await deps.workerLock.abandoned(await workersInDeliveries(deps.db))
  await takeUp(deps, abandoned, () => true)
  await takeUpDropped(deps)
  const overdue = await overdueDeliveries(deps.db, {
    queuedBefore: new Date(now.getTime() - overdueAfterMs),
    farthestAt: new Date(now.getTime() + farthestHoldMs),
    limit: recoveredPerRun,
  })
  const farthestAt = new Date(now.getTime() + farthestMs)
  const retries = await dueRetries(deps.db, now, farthestAt, recoveredPerRun)
  for (const entryId of [...overdue, ...retries]) {
    await transact(deps.db, (tx) => deps.jobs.enqueue(tx, deliverJob, { entryId }))
  }
}

/**
 * Each minute every process takes up what it dropped itself when the database went away in the middle. While it lives no
 * other may: only it knows what it has in hand.
 */
export function watchDropped(deps: DeliveryDeps, everyMs = minuteMs): { stop(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = takeUpDropped(deps).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'messages that were dropped could not be taken up')
    })
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

function takeUpDropped(deps: DeliveryDeps): Promise<void> {
  const { workerId, inHand } = deps.workerLock
  return takeUp(deps, [workerId], ({ entry_id: entryId }) => !inHand.has(entryId))
}

async function takeUp(
  deps: DeliveryDeps,
  workerIds: readonly number[],
  isDropped: (delivery: Pick<DeliveryRow, 'entry_id'>) => boolean,
): Promise<void> {
  const held = workerIds.length === 0 ? [] : await deliveriesOfWorkers(deps.db, workerIds, recoveredPerRun)
  for (const { entry_id: entryId, customer_id: customerId } of held.filter(isDropped)) {
    await transact(deps.db, async (tx) => {
      const { canonicalId } = await lockCustomer(tx, customerId)
      const delivery = (await deliveryOf(tx, entryId))!
      const isTheirs = delivery.worker_id !== null && workerIds.includes(delivery.worker_id)
      if (delivery.state !== 'sending' || !isTheirs || !isDropped(delivery)) return
      const now = deps.clock.now()
      const waitsMs = await waitsForReceiptMs(deps, delivery)
      const startAfter = waitsMs === 0 ? null : new Date(now.getTime() + waitsMs)
      const queued: DeliveryRow = { ...delivery, state: 'queued', worker_id: null, next_attempt_at: startAfter }
      await recordDelivery(tx, queued, { canonicalId, now })
      await deps.jobs.enqueue(tx, deliverJob, { entryId }, startAfter ? { startAfter } : {})
    })
  }
}

/** A message may have left before its worker was gone: where receipts tell, they get some time to arrive. */
async function waitsForReceiptMs({ store }: DeliveryDeps, { channel_id: id }: DeliveryRow): Promise<number> {
  const channel = await store.find(id)
  return channel?.adapter.receiptsNameEntries ? minuteMs / 2 : 0
}
