import { lockCustomer, markUndeliverable } from '../../customers/customers.ts'
import { transact, type Tx } from '../../db/db.ts'
import { insertReferences } from '../../issues/issues.ts'
import { messageOf } from '../../lib/errors.ts'
import { ChannelError, type SendReceipt } from '../contract.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { DeliveryDeps } from './delivery-deps.ts'
import { deliverJob } from './jobs.ts'
import { outboundMessage } from './outbound-message.ts'
import { deliveryOf, earlierUnsent, recordDelivery, stuckDeliveries, type DeliveryRow } from './queries.ts'
import { maxAttempts, retryDelayMs } from './state.ts'

/** An earlier message to the same address goes first; this one looks again so soon. */
const waitForEarlierMs = 1000

/**
 * Hands one entry to its channel and writes down what became of it. Runs as a job, perhaps more than once: after a
 * crash between handing over and writing down, the same message is handed over again under the same id, which is as
 * far as anybody can go who talks to a mail server.
 */
export async function deliverEntry(deps: DeliveryDeps, entryId: string): Promise<void> {
  const delivery = await begin(deps, entryId)
  if (!delivery) return
  const channel = await deps.store.byId(delivery.channel_id).catch(() => null)
  if (!channel?.enabled) return fail(deps, delivery, 'channel_off', 'The channel is switched off or gone.')
  try {
    const message = await outboundMessage(deps, delivery)
    const receipt = await channel.adapter.send(message, deps.contextOf(channel))
    await succeed(deps, delivery, receipt, message.issueId)
  } catch (error) {
    await handleFailure(deps, delivery, channel, error)
  }
}

/** Null when there is nothing to do: it left already, or it will leave after an earlier one. */
async function begin(deps: DeliveryDeps, entryId: string): Promise<DeliveryRow | null> {
  const now = deps.clock.now()
  return transact(deps.db, async (tx) => {
    const found = await deliveryOf(tx, entryId)
    if (!found) return null
    const { canonicalId } = await lockCustomer(tx, found.customer_id)
    const delivery = (await deliveryOf(tx, entryId))!
    if (delivery.state !== 'queued' && delivery.state !== 'sending') return null
    if (await earlierUnsent(tx, delivery)) {
      await deps.jobs.enqueue(tx, deliverJob, { entryId }, { startAfter: new Date(now.getTime() + waitForEarlierMs) })
      return null
    }
    const begun: DeliveryRow = { ...delivery, state: 'sending', attempts: delivery.attempts + 1 }
    await recordDelivery(tx, begun, { canonicalId, now })
    return begun
  })
}

async function succeed(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  receipt: SendReceipt,
  issueId: string | null,
): Promise<void> {
  await settle(deps, delivery, { state: receipt.state, provider_id: receipt.providerId, error: null }, async (tx) => {
    // From now on an answer that quotes it finds its issue.
    if (issueId !== null) await insertReferences(tx, delivery.customer_id, [receipt.providerId], issueId)
  })
}

async function handleFailure(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  channel: ConfiguredChannel,
  error: unknown,
): Promise<void> {
  deps.logger.warn({ err: error, channel: channel.id, entry: delivery.entry_id }, 'a message could not be delivered')
  if (!(error instanceof ChannelError)) return retry(deps, delivery, 'internal', messageOf(error), null)
  if (error.kind === 'permanent' || error.kind === 'malformed') {
    return fail(deps, delivery, error.code, error.message, error.addressIsDead)
  }
  return retry(deps, delivery, error.code, error.message, error.retryAfterMs)
}

async function retry(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  code: string,
  message: string,
  askedMs: number | null,
): Promise<void> {
  if (delivery.attempts >= maxAttempts)
    return fail(deps, delivery, code, `${message} It was tried ${maxAttempts} times.`)
  const startAfter = new Date(deps.clock.now().getTime() + retryDelayMs(delivery.attempts, askedMs))
  await settle(deps, delivery, { state: 'queued', error: { code, message } }, async (tx) => {
    await deps.jobs.enqueue(tx, deliverJob, { entryId: delivery.entry_id }, { startAfter })
  })
}

async function fail(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  code: string,
  message: string,
  addressIsDead = false,
): Promise<void> {
  const identityId = addressIsDead ? delivery.identity_id : null
  await settle(deps, delivery, { state: 'failed', error: { code, message } }, async () => {}, identityId)
}

async function settle(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  outcome: Partial<Pick<DeliveryRow, 'state' | 'provider_id' | 'error'>>,
  also: (tx: Tx) => Promise<void>,
  deadIdentityId: string | null = null,
): Promise<void> {
  const now = deps.clock.now()
  const customerId = await transact(deps.db, async (tx) => {
    // First of all: an address is locked before its customer, here as everywhere.
    if (deadIdentityId !== null) {
      await markUndeliverable(tx, { identityId: deadIdentityId, reason: outcome.error?.message ?? '', now })
    }
    const { canonicalId } = await lockCustomer(tx, delivery.customer_id)
    await recordDelivery(tx, { ...delivery, ...outcome }, { canonicalId, now })
    await also(tx)
    return canonicalId
  })
  deps.changed(customerId, [])
}

/** Longer than any send may take: whatever is older was left behind by a process that is gone. */
const abandonedAfterMs = 2 * 60_000
const recoveredPerRun = 500

/** Picks up deliveries that lost their job. Run at the start and every minute. */
export async function recoverDeliveries(deps: DeliveryDeps): Promise<void> {
  const stuck = await stuckDeliveries(deps.db, new Date(deps.clock.now().getTime() - abandonedAfterMs), recoveredPerRun)
  for (const entryId of stuck) {
    await transact(deps.db, (tx) => deps.jobs.enqueue(tx, deliverJob, { entryId }, { singletonKey: entryId }))
  }
}
