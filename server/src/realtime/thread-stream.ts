import type { ServerMessage, Topic } from '@throughline/protocol/realtime.ts'
import { canonicalIdOf, memberIdsOf } from '../customers/customers.ts'
import { oldestPosition, streamPosition, type RecordedEvent } from '../events/events.ts'
import { readCustomerStream } from '../events/feed.ts'
import { issuesByIds, viewIssues } from '../issues/issues.ts'
import { entriesOnThread } from '../timeline/timeline.ts'
import type { RealtimeDeps } from './deps.ts'

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
      for (const message of await messagesOf(events)) if (!isStopped) send(message)
      position = events.at(-1)!.position
      if (events.length < batchSize) return
    }
  }

  /** Each thing is read once and sent as it is now, at the place of its last event in the batch. */
  async function messagesOf(events: readonly RecordedEvent[]): Promise<ServerMessage[]> {
    const entryEvents = newestBy(
      events.filter(({ type }) => type.startsWith('entry.')),
      (event) => event.entryId,
    )
    const deliveryEvents = newestBy(
      events.filter(({ type }) => type === 'delivery.changed'),
      (event) => event.entryId,
    )
    const issueEvents = newestBy(
      events.filter(({ type }) => type.startsWith('issue.')),
      (event) => event.issueId,
    )
    const personEvent = events.findLast(({ type }) => type.startsWith('customer.') || type.startsWith('identity.'))
    const [entries, deliveries, issues] = await Promise.all([
      entryEvents.size > 0 ? entriesOnThread(db, deps.sources, [...entryEvents.keys()]) : [],
      deliveryEvents.size > 0 ? deps.sources.deliveries(db, [...deliveryEvents.keys()]) : new Map<string, never>(),
      issueEvents.size > 0
        ? issuesByIds(db, [...issueEvents.keys()]).then((rows) => viewIssues(db, deps.sources, rows))
        : [],
    ])
    const placed: { position: number; message: ServerMessage }[] = []
    const place = (event: RecordedEvent, message: ServerMessage) => placed.push({ position: event.position, message })
    for (const entry of entries) {
      const event = entryEvents.get(entry.id)!
      place(event, { type: 'entry', topic, cursor: String(event.position), entry })
    }
    for (const [entryId, delivery] of deliveries) {
      const event = deliveryEvents.get(entryId)!
      place(event, { type: 'delivery', topic, cursor: String(event.position), entryId, delivery })
    }
    for (const issue of issues) {
      const event = issueEvents.get(issue.id)!
      place(event, { type: 'issue', topic, cursor: String(event.position), issue })
    }
    if (personEvent) {
      const customer = await deps.customerView(canonicalId)
      place(personEvent, { type: 'customer', topic, cursor: String(personEvent.position), customer })
    }
    return placed.sort((a, b) => a.position - b.position).map(({ message }) => message)
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

function newestBy(
  events: readonly RecordedEvent[],
  key: (event: RecordedEvent) => string | null,
): Map<string, RecordedEvent> {
  const newest = new Map<string, RecordedEvent>()
  for (const event of events) {
    const id = key(event)
    if (id !== null) newest.set(id, event)
  }
  return newest
}
