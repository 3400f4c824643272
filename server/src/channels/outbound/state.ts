import type { DeliveryState } from '@throughline/protocol/entries.ts'

/** How far a message got. Receipts come late, twice and out of order; a delivery only ever moves on. Pure. */

const progress: Record<DeliveryState, number> = {
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  // Nothing follows these but a new attempt, which staff asks for.
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

export const maxAttempts = 12

/** Seconds until the next attempt: 5, 10, 20, … up to an hour; some two days in all with the last ones. */
export function retryDelayMs(attempts: number, asked: number | null): number {
  const backOff = Math.min(5000 * 2 ** (attempts - 1), 6 * 3600_000)
  return Math.max(backOff, Math.min(asked ?? 0, 24 * 3600_000))
}
