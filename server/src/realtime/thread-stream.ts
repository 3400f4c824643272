import type { ServerMessage, Topic } from '@throughline/protocol/realtime.ts'
import { canonicalIdOf, memberIdsOf } from '../customers/customers.ts'
import { oldestPosition, streamPosition } from '../events/events.ts'
import { readCustomerStream } from '../events/feed.ts'
import type { RealtimeDeps } from './deps.ts'
import { threadMessages } from './thread-messages.ts'

export interface ThreadStream {
  start(cursor: string | null): Promise<void>
  hint(customerId: string): void
  stop(): void
}

const batchSize = 200

/**
 * One thread, from a cursor on. Events about a customer are recorded under that customer's lock, so their position is
 * their commit order and "everything after my cursor" misses nothing.
 */
export function createThreadStream(
  deps: RealtimeDeps,
  topic: Topic,
  send: (message: ServerMessage) => void,
): ThreadStream {
  const { db } = deps
  const customerId = topic.slice('thread:'.length)
  let canonicalId = customerId
  let memberIds: string[] = []
  let position = 0
  /** Before that there is no position to read on from; whatever happens meanwhile is read by the first look. */
  let isStarted = false
  let isStopped = false
  let isPumping = false
  let isHinted = false

  async function start(cursor: string | null): Promise<void> {
    canonicalId = await canonicalIdOf(db, customerId)
    memberIds = await memberIdsOf(db, canonicalId)
    const newest = await streamPosition(db, memberIds)
    const asked = cursor === null ? newest : Number(cursor)
    if (!Number.isSafeInteger(asked) || asked < 0 || asked > newest) return reload('The cursor is not of this thread.')
    if (asked < newest && asked < (await oldestPosition(db)) - 1)
      return reload('It was too long ago to tell what was missed.')
    position = asked
    isStarted = true
    send({ type: 'subscribed', topic, cursor: String(position) })
    await pump()
  }

  function reload(reason: string): void {
    isStopped = true
    send({ type: 'reload', topic, reason })
  }

  /** One reader at a time; a hint that comes meanwhile makes it look once more. */
  async function pump(): Promise<void> {
    if (isPumping) {
      isHinted = true
      return
    }
    isPumping = true
    try {
      do {
        isHinted = false
        await readOn()
      } while (isHinted && !isStopped)
    } finally {
      isPumping = false
    }
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const events = await readCustomerStream(db, memberIds, position, batchSize)
      if (isStopped || events.length === 0) return
      if (events.some((event) => event.type === 'customer.merged' || event.type === 'customer.merge_undone')) {
        return reload('The customer was merged, or a merge was taken back.')
      }
      for await (const message of threadMessages(deps, { topic, canonicalId, memberIds }, events))
        if (!isStopped) send(message)
      position = events.at(-1)!.position
      if (events.length < batchSize) return
    }
  }

  return {
    start,
    hint(changedId) {
      if (!isStarted || isStopped || (changedId !== canonicalId && !memberIds.includes(changedId))) return
      pump().catch((error: unknown) => {
        deps.logger.error({ err: error }, 'a thread could not be read on')
        if (!isStopped) reload('The stream was interrupted.')
      })
    },
    stop() {
      isStopped = true
    },
  }
}
