import type { Logger } from '../../lib/logger.ts'
import { ChannelError } from '../contract.ts'
import type { DeliveryRow } from './queries.ts'

/** One warning for each change that an operator wants to see; the attempts between two changes are not logged. */

export function tellOfFailure(
  logger: Logger,
  delivery: DeliveryRow,
  {
    error,
    next_attempt_at: nextAttemptAt,
    cause,
  }: Pick<DeliveryRow, 'error'> & {
    next_attempt_at?: Date
    cause?: unknown
  },
): void {
  const about = {
    channel: delivery.channel_id,
    entry: delivery.entry_id,
    code: error?.code,
    attempts: delivery.attempts,
  }
  // What an adapter throws is expected, and its sentence says all; a fault of ours comes with its stack.
  const fault = cause === undefined || cause instanceof ChannelError ? {} : { err: cause }
  if (nextAttemptAt) {
    const nextAttempt = nextAttemptAt.toISOString()
    logger.warn({ ...about, nextAttempt, ...fault }, `A message waits and will be tried again. ${error?.message ?? ''}`)
  } else {
    logger.warn({ ...about, ...fault }, `A message could not be delivered. ${error?.message ?? ''}`)
  }
}

export function tellOfSuccess(logger: Logger, delivery: DeliveryRow): void {
  const about = { channel: delivery.channel_id, entry: delivery.entry_id, attempts: delivery.attempts }
  logger.warn(about, 'A message that had waited was delivered.')
}
