import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { DeliveryState } from '@throughline/protocol/timeline/delivery.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '../../lib/clock.ts'

/** How far a message got. Receipts come late, twice and out of order; a delivery only ever moves on. Pure. */

const progress: Record<DeliveryState, number> = {
  queued: 0,
  sending: 1,
  kept: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  // Nothing follows these.
  failed: 5,
  refused: 5,
}

export function afterReceipt(
  state: DeliveryState,
  receipt: 'sent' | 'delivered' | 'read' | 'failed' | 'delayed',
): DeliveryState {
  if (receipt === 'delayed') return state
  // A reader is better evidence than a bounce that arrives after all.
  if (receipt === 'failed') return state === 'read' || state === 'refused' ? state : 'failed'
  return progress[receipt] > progress[state] ? receipt : state
}

/** Whether a person may send it again: null when so, else the reason why not. */
export function whyNotAgain(delivery: {
  state: DeliveryState
  attempts: number
  error: { code: string } | null
}): Wording | null {
  if (delivery.error?.code === takenBack) return channelWords.taken_back()
  if (delivery.state === 'failed' || delivery.state === 'refused' || delivery.state === 'kept') return null
  if (delivery.state === 'queued') return delivery.attempts > 0 ? null : channelWords.waits_for_first_attempt()
  return delivery.state === 'sending' ? channelWords.is_being_sent() : channelWords.has_been_sent()
}

/** The code of a message that its author took back. */
export const takenBack = 'taken_back'

/** A mail server may be down for a day and more without losing us a mail; a conversation has moved on by then. */
export const triedForHours = (isLive: boolean): number => (isLive ? 4 : 48)
const firstPauseMs = 5 * secondMs
const longestPauseMs = 6 * hourMs
/** Settings that do not open the door are mended by a person: knocking more often helps nobody, and gets accounts locked. */
const pauseForSettingsMs = hourMs
const longestAskedMs = dayMs

export interface FailedAttempt {
  /** Attempts so far, this one included. */
  tries: number
  /** When the first of them was made. */
  since: Date
  now: Date
  /** For so long it is tried. */
  triedForMs: number
  /** The pause that the other side asked for. */
  askedMs: number | null
  /** The settings of the channel have to be mended first. */
  needsSettings: boolean
}

/**
 * When to try again; null: it is given up. 5 s, doubled each time up to six hours, and up to a fifth more by chance, so
 * that what failed together does not come back together; longer, up to a day, when the other side asks for it. The last
 * attempt is made when the time is over.
 */
export function nextAttemptAt(failed: FailedAttempt, random: () => number): Date | null {
  const nowMs = failed.now.getTime()
  const endsMs = failed.since.getTime() + failed.triedForMs
  if (nowMs >= endsMs) return null
  const doubledMs = Math.min(firstPauseMs * 2 ** (failed.tries - 1), longestPauseMs)
  const backOffMs = Math.max(doubledMs, failed.needsSettings ? pauseForSettingsMs : 0) * (1 + random() / 5)
  const pauseMs = Math.max(Math.round(backOffMs), Math.min(failed.askedMs ?? 0, longestAskedMs))
  return new Date(Math.min(nowMs + pauseMs, endsMs))
}

/** No pause is longer than this; the hour is for clocks of several nodes that differ. */
export const farthestMs = longestAskedMs + hourMs

/** A time that lies farther ahead than any pause was written while the clock was wrong: due now. */
export function isDue(at: Date | null, now: Date): boolean {
  const waitsMs = at === null ? 0 : at.getTime() - now.getTime()
  return waitsMs <= 0 || waitsMs > farthestMs
}

/** Far above the longest hold, a minute: a time beyond was written while the clock was wrong. */
export const farthestHoldMs = 10 * minuteMs

/** Whether its author may still take it back. */
export function isHeld(until: Date | null, now: Date): boolean {
  const leftMs = until === null ? 0 : until.getTime() - now.getTime()
  return leftMs > 0 && leftMs <= farthestHoldMs
}

/**
 * Whether the first attempt comes too late for a live conversation: an answer of the morning, sent at night, confuses. What
 * people send again by hand was attempted before.
 */
export function isTooLate(delivery: { attempts: number; created_at: Date }, now: Date): boolean {
  return delivery.attempts === 0 && now.getTime() - delivery.created_at.getTime() > triedForHours(true) * hourMs
}
