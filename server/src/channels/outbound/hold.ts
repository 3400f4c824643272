import { transact } from '../../platform/db/db.ts'
import { deliverJob } from './jobs.ts'
import type { OutboundDeps } from './deps.ts'

/** A message may wait here for a few seconds, so that its author can take it back. */
export function holdUntilOf(holdSeconds: number | undefined, now: Date): Date | null {
  return holdSeconds ? new Date(now.getTime() + holdSeconds * 1000) : null
}

/**
 * Wakes the delivery to the second. The job that was written with the message is what counts: should this process be
 * gone by then, the message leaves by that, a few seconds later.
 */
export function deliverWhenDue({ db, jobs, clock }: OutboundDeps, entryId: string, dueAt: Date): void {
  const wake = () => void transact(db, (tx) => jobs.enqueue(tx, deliverJob, { entryId })).catch(() => undefined)
  setTimeout(wake, Math.max(0, dueAt.getTime() - clock.now().getTime()) + 20).unref()
}
