import type { ThreadHint } from '../../platform/events/hints.ts'
import { feedEnd, readFeed, type FeedCursor } from '../../platform/events/feed.ts'
import { createNap } from '../../lib/nap.ts'
import type { RealtimeDeps } from './deps.ts'

const batchSize = 500

/**
 * Reads the global feed from now on and turns it into hints, for changes that no hint reached this node for. Most changes
 * had a hint before, so each names its event: a stream that has sent that event already does not read again.
 */
export function followFeed(
  deps: Pick<RealtimeDeps, 'db' | 'logger' | 'pollMs'>,
  tell: (hint: ThreadHint, of: FeedCursor) => void,
): { stop(): Promise<void> } {
  let isStopped = false
  const nap = createNap()

  // Kept over failures: what happened while the database could not be read is sent afterwards.
  let cursor: FeedCursor | null = null

  async function follow(): Promise<void> {
    cursor ??= await feedEnd(deps.db)
    while (!isStopped) {
      const events = await readFeed(deps.db, cursor, batchSize)
      for (const { customerId, issueId, xid, position } of events) {
        tell({ about: 'thread', customerId, issueIds: issueId === null ? [] : [issueId] }, { xid, position })
      }
      const last = events.at(-1)
      if (last) cursor = { xid: last.xid, position: last.position }
      if (events.length < batchSize) await nap.take(deps.pollMs)
    }
  }

  async function followOn(): Promise<void> {
    while (!isStopped) {
      try {
        await follow()
      } catch (error) {
        deps.logger.warn({ err: error }, 'the feed could not be followed')
        if (!isStopped) await nap.take(deps.pollMs)
      }
    }
  }

  const following = followOn()
  return {
    async stop() {
      isStopped = true
      nap.end()
      await following
    },
  }
}
