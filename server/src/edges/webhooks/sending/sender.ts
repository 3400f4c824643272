import { setTimeout } from 'node:timers/promises'
import { recordAudit, systemActor } from '../../../people/audit/audit.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import { secondMs, type Clock } from '../../../lib/clock.ts'
import { messageOf, wordingOf } from '../../../lib/errors.ts'
import type { Logger } from '../../../lib/logger.ts'
import { safeFetch } from '../../../lib/safe-fetch.ts'
import type { AddressRules } from '../../../lib/safe-address.ts'
import type { SecretBox } from '../../../lib/secrets.ts'
import { viewChanges, type EntrySources } from '../../../record/timeline/timeline.ts'
import { secretContext } from '../subscriptions.ts'
import { attempt, leaseMs, type Outcome } from './attempt.ts'
import { delayAfter } from './back-off.ts'
import { trackLoad } from './load.ts'
import { claimDue, markDelivered, markFailed, switchOff, type Claimed } from './queries.ts'

export interface WebhookSenderOptions {
  readonly db: Db
  readonly clock: Clock
  readonly logger: Logger
  readonly secrets: SecretBox
  /** What entries show that other folders own. */
  readonly sources: EntrySources
  readonly addressRules?: AddressRules
  readonly fetch?: typeof safeFetch
  readonly random?: () => number
  /** To one receiver at the same time. */
  readonly perReceiver?: number
  /** A receiver that lets a call wait for longer is a slow one, until it answers sooner. */
  readonly slowAfterMs?: number
}

export interface WebhookSender {
  /** There may be something to send now. */
  wake(): void
  /** Stops claiming, and waits a little for what is on its way. */
  stop(): Promise<void>
}

/** Hints may be lost, and retries fall due by the clock: look this often anyhow. */
const pollMs = 2 * secondMs
const stopWithinMs = 5 * secondMs

/** Calls that are open at the same time. */
const limit = 64
/** Those of slow receivers: the other half is for receivers that answer. */
const slowLimit = limit / 2
/** While more than these are open, a receiver has one: many that begin to stall must not take all with a few each. */
const severalLimit = limit / 4

/**
 * Sends what is due, on as many nodes as there are. Between the claim and the mark no transaction is open; what was
 * claimed by a process that died is due again when its claim ends.
 */
export function startWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { db, clock, logger, perReceiver = 4, slowAfterMs = 5 * secondMs } = options
  const load = trackLoad(slowAfterMs)
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  let nap = new AbortController()
  let isWoken = false

  function wake(): void {
    isWoken = true
    nap.abort()
  }

  async function sendAll(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false
      await claimAndSend()
      if (isWoken || stopping.signal.aborted) continue
      nap = new AbortController()
      await setTimeout(pollMs, undefined, { signal: nap.signal }).catch(() => {})
    }
  }

  async function claimAndSend(): Promise<void> {
    const busy = load.byReceiver()
    const openTo = (isSlow: boolean): number =>
      [...busy.values()].reduce((sum, each) => sum + (each.isSlow === isSlow ? each.count : 0), 0)
    const room = {
      all: limit - running.size,
      slow: Math.max(0, slowLimit - openTo(true)),
      several: Math.max(0, severalLimit - openTo(false)),
      perReceiver,
    }
    if (room.all <= 0) return
    try {
      const now = clock.now()
      const until = new Date(now.getTime() + leaseMs)
      for (const claimed of await claimDue(db, { now, until, busy, room })) launch(claimed)
    } catch (error) {
      logger.error({ err: error }, 'due webhooks could not be claimed')
    }
  }

  function launch(claimed: Claimed): void {
    const over = load.begin(claimed.webhookId)
    const sending = sendOne(options, claimed)
      .catch((error: unknown) => {
        // The mark failed, not the call: the claim ends and it is sent again under the same id.
        logger.warn({ deliveryId: claimed.id, reason: messageOf(error) }, 'a webhook could not be marked as sent')
      })
      .finally(() => {
        running.delete(sending)
        over()
        wake()
      })
    running.add(sending)
  }

  const loop = sendAll()
  return {
    wake,
    async stop() {
      stopping.abort()
      nap.abort()
      await loop
      const patience = setTimeout(stopWithinMs, undefined, { ref: false })
      await Promise.race([Promise.all(running), patience])
    },
  }
}

async function sendOne(options: WebhookSenderOptions, claimed: Claimed): Promise<void> {
  const { db, clock, secrets, fetch = safeFetch, addressRules, random = Math.random } = options
  const { id, url } = claimed
  let outcome: Outcome
  try {
    const secret = secrets.open(claimed.secret.toString(), secretContext(claimed.webhookId))
    const body = await bodyOf(options, claimed)
    const by = { fetch, ...(addressRules && { addressRules }) }
    outcome = await attempt({ id, url, secret, body, at: clock.now() }, by)
  } catch (error) {
    outcome = { kind: 'failed', status: null, error: wordingOf(error), retryAfterMs: 0 }
  }
  if (outcome.kind === 'delivered') await markDelivered(db, id, outcome.status)
  else if (outcome.kind === 'gone') await giveUpReceiver(options, claimed, outcome)
  else {
    const delayMs = delayAfter(claimed.attempts, { random, retryAfterMs: outcome.retryAfterMs })
    const nextAt = delayMs === null ? null : new Date(clock.now().getTime() + delayMs)
    await markFailed(db, claimed, { ...outcome, nextAt })
  }
}

/** The payload with what its event carries, read now. */
async function bodyOf(options: WebhookSenderOptions, { payload }: Claimed): Promise<string> {
  const { type, timestamp, data: kept } = payload
  const [data] = await viewChanges(options, [{ ...kept, at: new Date(kept.at) }], (entries) => entries)
  return JSON.stringify({ type, timestamp, data })
}

/** What still waits for it stays, for the day on which an admin switches it on again. */
async function giveUpReceiver(
  { db, clock, logger }: WebhookSenderOptions,
  claimed: Claimed,
  outcome: Outcome & { kind: 'gone' },
): Promise<void> {
  const { webhookId } = claimed
  await transact(db, async (tx) => {
    await markFailed(tx, claimed, { ...outcome, nextAt: null })
    if (!(await switchOff(tx, webhookId))) return
    const subject = { kind: 'webhook', id: webhookId }
    const details = { reason: outcome.error.sentence }
    await recordAudit(tx, { actor: systemActor, action: 'webhook.switched_off', subject, details }, clock)
  })
  logger.warn({ webhookId }, 'a webhook was switched off: its receiver is gone')
}
