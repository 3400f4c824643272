import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { wasTakenBack } from '../warnings/said-since.ts'

/** What can be forwarded by itself: a message of the customer, or one that has left to them. */
export function canForward(entry: Entry): boolean {
  if (entry.kind !== 'message' || entry.issueId === null || entry.direction === 'internal') return false
  const state = entry.delivery?.state
  return !wasTakenBack(entry) && !entry.deletedAt && state !== 'queued' && state !== 'sending' && state !== 'refused'
}

/** What `f` forwards: the newest message of the customer in the issue. */
export function newestOfCustomer(entries: readonly Entry[], issueId: string): Entry | null {
  return entries.findLast((entry) => entry.issueId === issueId && entry.direction === 'in' && canForward(entry)) ?? null
}
