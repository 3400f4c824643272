import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { lockCustomer, markUndeliverable } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { insertReferences } from '../../work/issues/issues.ts'
import { hourMs } from '../../lib/clock.ts'
import { quotedUnlessOurs, wordingOf } from '../../lib/errors.ts'
import { lastHeardFrom } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { ChannelError, type SendReceipt } from '../contract.ts'
import { earlyEventsJob, heardBeforeSent, lockEventsAbout } from '../early-events.ts'
import type { DeliveryDeps } from './deps.ts'
import { hasLeft } from './has-left.ts'
import { mustWait, resumeChannel } from './wait-for-channel.ts'
import { deliverJob } from './jobs.ts'
import { outboundMessage } from './outbound-message.ts'
import { deliveryError, deliveryOf, nextUnsent, recordDelivery, withFailedCopies, type DeliveryRow } from './queries.ts'
import { recordFailure } from './record-failure.ts'
import { recordOptOut } from './record-opt-out.ts'
import { noteThatMailLeaves, noteThatNothingLeaves } from './sending-failure.ts'
import { isDue, isTooLate, nextAttemptAt, triedForHours } from './state.ts'
import { stopDelivery, whyStopped } from './stop-delivery.ts'
import { tellOfFailure, tellOfSuccess } from './tell-log.ts'

/**
 * Hands over what is due to the address of one entry, in the order in which it was written, and writes down what
 * became of it. Runs as a job, perhaps more than once: after a crash between handing over and writing down, the same
 * message is handed over again under the same id, which is as far as anybody can go who talks to a mail server.
 */
export async function deliverEntry(deps: DeliveryDeps, entryId: string, isByHand = false): Promise<void> {
  const asked = await deliveryOf(deps.db, entryId)
  if (asked)
    await deps.lanes.run(asked.channel_id, entryId, (id) =>
      deliverAddress(deps, { channelId: asked.channel_id, entryId: id, isByHand }),
    )
}

async function deliverAddress(
  deps: DeliveryDeps,
  { channelId, entryId, isByHand }: { channelId: string; entryId: string; isByHand: boolean },
): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    if (!(isFirst && isByHand) && (await mustWait(deps, channelId, entryId))) return
    const delivery = deps.jobs.isStopping() ? null : await takeNext(deps, channelId, entryId)
    if (!delivery) return
    if (delivery === 'stopped') continue
    try {
      await handOver(deps, delivery)
    } finally {
      deps.workerLock.inHand.delete(delivery.entry_id)
    }
  }
}

/**
 * The oldest message that waits for the entry's address, or null: when none is left, or when another worker has one
 * in its hands, which will look for the next one itself. A message that is being retried holds up others in a live
 * conversation only, and waits until it is due, however often its job runs. 'stopped': since it was written its recipient
 * was blocked, or asked for no more messages, and it is not sent.
 */
async function takeNext(
  deps: DeliveryDeps,
  channelId: string,
  entryId: string,
): Promise<DeliveryRow | 'stopped' | null> {
  const now = deps.clock.now()
  const { inHand, workerId } = deps.workerLock
  const channel = await deps.store.find(channelId)
  const isLive = channel?.adapter.capabilities.live === true
  let takenId: string | null = null
  const letGo = (): void => void (takenId !== null && inHand.delete(takenId))
  const taking = transact(deps.db, async (tx) => {
    letGo()
    const asked = await deliveryOf(tx, entryId)
    if (!asked) return null
    const { canonicalId } = await lockCustomer(tx, asked.customer_id)
    const own = (await deliveryOf(tx, entryId))!
    const isRetry = own.state === 'queued' && own.attempts > 0 && isDue(own.next_attempt_at, now)
    const next = isRetry && !isLive ? own : await nextUnsent(tx, own, { now, isLive })
    if (!next) return null
    const error = await whyStopped(tx, channel, next)
    if (error !== null) {
      await stopDelivery(tx, next, error, { canonicalId, now })
      return { stoppedOf: canonicalId }
    }
    const taken: DeliveryRow = {
      ...next,
      state: 'sending',
      attempts: next.attempts + 1,
      tries: next.tries + 1,
      // Written while the clock was ahead, it would put off the end.
      trying_since: next.trying_since !== null && next.trying_since < now ? next.trying_since : now,
      next_attempt_at: null,
      updated_at: now,
      worker_id: workerId,
      handed_over_at: now,
    }
    // Before the commit: from then on a recovery may ask whether this process is handing it over.
    takenId = taken.entry_id
    inHand.add(takenId)
    await recordDelivery(tx, taken, { canonicalId, now })
    return taken
  })
  taking.catch(letGo)
  const taken = await taking
  if (taken === null || !('stoppedOf' in taken)) return taken
  deps.changed(taken.stoppedOf, [])
  return 'stopped'
}

async function handOver(deps: DeliveryDeps, delivery: DeliveryRow): Promise<void> {
  const channel = await deps.store.find(delivery.channel_id)
  if (!channel?.enabled) return fail(deps, delivery, 'channel_off', channelWords.off_or_gone())
  const { live: isLive } = channel.adapter.capabilities
  if (isLive && isTooLate({ ...delivery, attempts: delivery.attempts - 1 }, deps.clock.now())) {
    return fail(deps, delivery, 'too_late', channelWords.too_late({ hours: triedForHours(isLive) }))
  }
  const closed = await whyClosed(deps, channel, delivery)
  if (closed) return fail(deps, delivery, 'window_closed', closed)
  try {
    const quotes = channel.adapter.quotes?.(channel.settings) ?? 'none'
    const message = await outboundMessage(deps, delivery, { quotes })
    await refuseOwnMailbox(deps, message.to)
    const left = await hasLeft(deps, channel, delivery)
    if (left) return await succeed(deps, channel, delivery, message, left)
    const step = { name: 'hand over', began: deps.tracing.began(), attributes: { attempt: delivery.attempts } }
    const receipt = await channel.adapter.send(message, deps.contextOf(channel)).catch((error: unknown) => {
      deps.tracing.note(delivery.entry_id, { ...step, hasFailed: true })
      throw error
    })
    deps.tracing.note(delivery.entry_id, step)
    await succeed(deps, channel, delivery, message, receipt)
  } catch (error) {
    await handleFailure(deps, channel, delivery, error)
  }
}

/** The provider would refuse it by now: what was written in time is not tried, again and again, for days. */
async function whyClosed(
  { db, clock }: DeliveryDeps,
  { adapter, settings, id: channelId }: ConfiguredChannel,
  { customer_id: customerId, identity_id: identityId }: DeliveryRow,
): Promise<Wording | null> {
  if (!adapter.reachability || identityId === null) return null
  const lastHeardAt = await lastHeardFrom(db, { customerId, channelId, identityId })
  const { state, why } = adapter.reachability(settings, { lastHeardAt, now: clock.now() })
  return state === 'open' ? null : why
}

/** However the address came to be a customer's: nothing is sent to ourselves as if to one. */
async function refuseOwnMailbox(
  { whoIsUs }: DeliveryDeps,
  { kind, value }: { kind: string; value: string },
): Promise<void> {
  if (kind !== 'email' || !(await whoIsUs.now()).isMailbox(value)) return
  throw new ChannelError('permanent', 'own_mailbox', channelWords.own_mailbox())
}

async function succeed(
  deps: DeliveryDeps,
  channel: ConfiguredChannel,
  delivery: DeliveryRow,
  message: Awaited<ReturnType<typeof outboundMessage>>,
  receipt: SendReceipt,
): Promise<void> {
  const rejected = receipt.rejected ?? []
  // Of several addressees of a forward, those that were turned down are named, as copies are.
  const isOneOfMany = (message.alsoTo?.length ?? 0) > 0
  const own = isOneOfMany
    ? undefined
    : rejected.find(({ recipient }) => recipient.toLowerCase() === message.to.value.toLowerCase())
  if (own) return fail(deps, delivery, 'rejected', own, own.hard)
  // The customer has it, and a copy was turned down: sent, with something to say.
  const at = deps.clock.now().toISOString()
  const copies = rejected.map(({ recipient: address, sentence, words }) => {
    return { address, at, code: 'refused', message: sentence, words }
  })
  const outcome = {
    state: receipt.state,
    provider_id: receipt.providerId,
    error: null,
    failed_copies: copies.length === 0 ? delivery.failed_copies : withFailedCopies(delivery.failed_copies, copies),
  }
  const failed = copies.length === 0 ? null : 'copy'
  await settle(deps, delivery, outcome, {
    failed,
    async also(tx) {
      // From now on an answer that quotes it finds its issue.
      if (message.issueId !== null) {
        await insertReferences(tx, delivery.customer_id, [receipt.providerId], message.issueId)
      }
      const sent = { channelId: delivery.channel_id, providerId: receipt.providerId }
      await lockEventsAbout(tx, sent)
      const { readUpTo, waiting } = await heardBeforeSent(tx, { ...sent, identityId: delivery.identity_id })
      for (const providerId of waiting) await deps.jobs.enqueue(tx, earlyEventsJob, { ...sent, providerId })
      return readUpTo !== null && delivery.handed_over_at !== null && delivery.handed_over_at <= readUpTo
    },
  })
  if (receipt.state !== 'kept') {
    await noteThatMailLeaves(deps, channel)
    if (deps.breaker.closed(channel)) await resumeChannel(deps, channel.id)
    deps.tally.attempted(delivery.channel_id, 'sent')
  }
  if (delivery.tries > 1) tellOfSuccess(deps.logger, delivery)
}

async function handleFailure(
  deps: DeliveryDeps,
  channel: ConfiguredChannel,
  delivery: DeliveryRow,
  error: unknown,
): Promise<void> {
  const { live: isLive } = channel.adapter.capabilities
  if (!(error instanceof ChannelError)) return retry(deps, delivery, error, isLive)
  if (error.stopsAll) {
    const { retryAfterMs: askedMs, kind } = error
    deps.breaker.opened(channel, { now: deps.clock.now(), askedMs, needsSettings: kind === 'credentials' })
    await noteThatNothingLeaves(deps, channel, error.wording)
  }
  if (error.isOptOut) await recordOptOut(deps, channel, delivery)
  if (error.kind === 'permanent' || error.kind === 'malformed') {
    return fail(deps, delivery, error.code, quotedUnlessOurs(error.wording), error.addressIsDead)
  }
  return retry(deps, delivery, error, isLive)
}

async function retry(deps: DeliveryDeps, delivery: DeliveryRow, cause: unknown, isLive: boolean): Promise<void> {
  const isExpected = cause instanceof ChannelError
  const [code, wording] = [isExpected ? cause.code : 'internal', wordingOf(cause)]
  const now = deps.clock.now()
  const failed = {
    tries: delivery.tries,
    since: delivery.trying_since ?? now,
    now,
    triedForMs: triedForHours(isLive) * hourMs,
    askedMs: isExpected ? cause.retryAfterMs : null,
    needsSettings: isExpected && cause.kind === 'credentials',
  }
  const startAfter = nextAttemptAt(failed, Math.random)
  if (!startAfter)
    return fail(
      deps,
      delivery,
      code,
      joinWordings(
        wording,
        isLive ? channelWords.tried_for_hours({ hours: triedForHours(isLive) }) : channelWords.tried_for_two_days(),
      ),
    )
  const outcome = { state: 'queued', error: deliveryError(code, wording), next_attempt_at: startAfter } as const
  await settle(deps, delivery, outcome, {
    async also(tx) {
      await deps.jobs.enqueue(tx, deliverJob, { entryId: delivery.entry_id }, { startAfter })
    },
  })
  deps.tally.attempted(delivery.channel_id, 'retry')
  if (delivery.tries === 1) tellOfFailure(deps.logger, delivery, { ...outcome, cause })
}

async function fail(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  code: string,
  { sentence, words }: Wording,
  addressIsDead = false,
): Promise<void> {
  const deadIdentityId = addressIsDead ? delivery.identity_id : null
  const outcome = { state: 'failed', error: deliveryError(code, { sentence, words }) } as const
  await settle(deps, delivery, outcome, { failed: 'message', deadIdentityId })
  deps.tally.attempted(delivery.channel_id, 'failed')
  tellOfFailure(deps.logger, delivery, outcome)
}

async function settle(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  outcome: Partial<Pick<DeliveryRow, 'state' | 'provider_id' | 'error' | 'failed_copies' | 'next_attempt_at'>>,
  {
    also,
    failed = null,
    deadIdentityId = null,
  }: {
    /** True: the customer has read it already. */
    also?: (tx: Tx) => Promise<boolean | void>
    failed?: 'message' | 'copy' | null
    deadIdentityId?: string | null
  },
): Promise<void> {
  const now = deps.clock.now()
  const { customerId, issueIds } = await transact(deps.db, async (tx) => {
    // First of all: an address is locked before its customer, here as everywhere.
    if (deadIdentityId !== null) {
      await markUndeliverable(tx, { identityId: deadIdentityId, reason: reasonOf(outcome.error), now })
    }
    const { canonicalId } = await lockCustomer(tx, delivery.customer_id)
    const settled = { ...delivery, ...outcome, worker_id: null }
    const changedIds = failed === null ? [] : await recordFailure(tx, settled, { what: failed, canonicalId, now })
    if (failed === null) await recordDelivery(tx, settled, { canonicalId, now })
    if ((await also?.(tx)) && settled.state !== 'kept') {
      await recordDelivery(tx, { ...settled, state: 'read' }, { canonicalId, now })
    }
    return { customerId: canonicalId, issueIds: changedIds }
  })
  deps.changed(customerId, issueIds)
}

function reasonOf(error: DeliveryRow['error'] | undefined): Wording {
  return { sentence: error?.message ?? '', words: error?.words ?? [] }
}
