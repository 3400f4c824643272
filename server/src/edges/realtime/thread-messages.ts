import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ServerMessage, Topic } from '@throughline/protocol/realtime/realtime.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import type { Caller } from '../../platform/http/http.ts'
import { issuesByIds, viewIssues } from '../../work/issues/issues.ts'
import { appendedEntry, entriesOnThread } from '../../record/timeline/timeline.ts'
import type { RealtimeDeps } from './deps.ts'

interface FollowedThread {
  topic: Topic
  canonicalId: string
  memberIds: readonly string[]
  /** Whom it is sent to. */
  caller: Caller
}

/**
 * What events mean to those who follow the thread. Each thing is read once and sent as it is now, at the place of its
 * last event in the batch, and as soon as all that comes before it is sent: a new entry does not wait for its issue.
 */
export async function* threadMessages(
  deps: RealtimeDeps,
  thread: FollowedThread,
  events: readonly RecordedEvent[],
): AsyncGenerator<ServerMessage> {
  const { topic } = thread
  const ofEntries = newestBy(events, (event) => (event.type.startsWith('entry.') ? event.entryId : null))
  const ofDeliveries = newestBy(events, (event) => (event.type === 'delivery.changed' ? event.entryId : null))
  const ofIssues = newestBy(events, (event) => (event.type.startsWith('issue.') ? event.issueId : null))
  const ofPerson = events.findLast(({ type }) => type.startsWith('customer.') || type.startsWith('identity.'))

  const entries = readEntries(deps, thread, ofEntries)
  // An entry is read with its delivery.
  const deliveries = readDeliveries(
    deps,
    [...ofDeliveries.keys()].filter((id) => !ofEntries.has(id)),
  )
  const issues = readIssues(deps, [...ofIssues.keys()])
  // The loop hears of a failure when it comes to it; until then it must not count as one that nobody handles.
  void Promise.allSettled([entries, deliveries, issues])

  for (const event of events) {
    const { entryId, issueId } = event
    const cursor = String(event.position)
    if (entryId !== null && ofEntries.get(entryId) === event) {
      const entry = (await entries).get(entryId)
      if (entry) yield { type: 'entry', topic, cursor, entry }
    } else if (entryId !== null && ofDeliveries.get(entryId) === event) {
      const delivery = (await deliveries).get(entryId) ?? (await entries).get(entryId)?.delivery
      if (delivery) yield { type: 'delivery', topic, cursor, entryId, delivery }
    } else if (issueId !== null && ofIssues.get(issueId) === event) {
      const issue = (await issues).get(issueId)
      if (issue) yield { type: 'issue', topic, cursor, issue }
    } else if (event === ofPerson) {
      yield { type: 'customer', topic, cursor, customer: await deps.customerView(thread.canonicalId, thread.caller) }
    }
  }
}

async function readEntries(
  { db, sources, justAppended }: RealtimeDeps,
  thread: FollowedThread,
  newest: ReadonlyMap<string, RecordedEvent>,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const toRead: string[] = []
  for (const [id, event] of newest) {
    const appended = event.type === 'entry.appended' ? justAppended.of(id) : undefined
    if (appended?.canonicalId === thread.canonicalId) entries.set(id, await appendedEntry(db, sources, appended))
    else toRead.push(id)
  }
  if (toRead.length > 0) {
    for (const entry of await entriesOnThread(db, sources, toRead, thread)) entries.set(entry.id, entry)
  }
  return entries
}

async function readDeliveries({ db, sources }: RealtimeDeps, ids: string[]): Promise<ReadonlyMap<string, Delivery>> {
  return ids.length === 0 ? new Map() : sources.deliveries(db, ids)
}

async function readIssues({ db, sources }: RealtimeDeps, ids: string[]): Promise<ReadonlyMap<string, Issue>> {
  if (ids.length === 0) return new Map()
  const issues = await viewIssues(db, sources, await issuesByIds(db, ids))
  return new Map(issues.map((issue) => [issue.id, issue]))
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
