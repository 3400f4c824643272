import type { DeliveryState } from '@throughline/protocol/entries.ts'
import { dayMs, hourMs, secondMs } from '../../lib/clock.ts'

/** How far a message got. Receipts come late, twice and out of order; a delivery only ever moves on. Pure. */

const progress: Record<DeliveryState, number> = {
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  // Nothing follows these.
  failed: 5,
  refused: 5,
}

export function afterReceipt(
  state: DeliveryState,
  receipt: 'delivered' | 'read' | 'failed' | 'delayed',
): DeliveryState {
  if (receipt === 'delayed') return state
  // A reader is better evidence than a bounce that arrives after all.
  if (receipt === 'failed') return state === 'read' || state === 'refused' ? state : 'failed'
  return progress[receipt] > progress[state] ? receipt : state
}

/** With the pauses below about two days, so that a mail server may be down for a day without losing us a mail. */
export const maxAttempts = 20

/** Until the next attempt: 5 s, doubled each time up to six hours; longer, up to a day, when the other side asks for it. */
export function retryDelayMs(attempts: number, askedMs: number | null): number {
  const backOffMs = Math.min(5 * secondMs * 2 ** (attempts - 1), 6 * hourMs)
  return Math.max(backOffMs, Math.min(askedMs ?? 0, dayMs))
}
