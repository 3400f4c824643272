import type { FeedCursor } from '../../platform/events/feed.ts'

/**
 * The issues that were sent lately, each as it was at some moment (a snapshot of PostgreSQL, in words): what happened before
 * that was sent with it, so the feed, which tells of everything once more, need not have it read and sent again.
 */
export interface SentIssues {
  add(issueId: string, snapshot: string): void
  covers(issueId: string, event: FeedCursor): boolean
  forget(): void
}

export function createSentIssues(): SentIssues {
  const momentById = new Map<string, string>()
  return {
    add(issueId, snapshot) {
      momentById.delete(issueId)
      momentById.set(issueId, snapshot)
      if (momentById.size > mostKept) momentById.delete(momentById.keys().next().value!)
    },
    covers(issueId, { xid }) {
      const moment = momentById.get(issueId)
      return moment !== undefined && isSeenIn(moment, BigInt(xid))
    },
    forget: () => momentById.clear(),
  }
}

/** `xmin:xmax:running,running`: below xmin all had ended, from xmax on none had begun. */
export function isSeenIn(snapshot: string, xid: bigint): boolean {
  const [xmin = '', xmax = '', running = ''] = snapshot.split(':')
  if (xid < BigInt(xmin)) return true
  return xid < BigInt(xmax) && !running.split(',').includes(String(xid))
}

/** The feed tells a second later. */
const mostKept = 2000
