import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { Db } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import { isNarrowedBy, type Caller } from '../../platform/http/http.ts'
import { entriesByIds } from '../../record/timeline/timeline.ts'
import { issueFacts } from '../../work/issues/issues.ts'
import type { FactsOfIssue } from './seen-by.ts'

/**
 * What rules look at of the issues that the entries of these events belong to by now. Nothing is read for a caller whom no
 * rule about issues narrows.
 */
export async function issuesOfEntries(
  db: Db,
  caller: Caller,
  events: readonly RecordedEvent[],
): Promise<(message: ServerMessage) => FactsOfIssue> {
  if (!isNarrowedBy(caller, 'issue')) return () => 'unread'
  const entries = await entriesByIds(
    db,
    events.flatMap(({ entryId }) => entryId ?? []),
  )
  const facts = await issueFacts.of(
    db,
    entries.flatMap(({ issue_id }) => issue_id ?? []),
  )
  const byEntry = new Map<string, FactsOfIssue>(
    entries.map(({ id, issue_id }) => [id, issue_id === null ? null : facts.get(issue_id)]),
  )
  return (message) => {
    const entryId = message.type === 'entry' ? message.entry.id : message.type === 'delivery' ? message.entryId : null
    const known = entryId === null ? undefined : byEntry.get(entryId)
    // An issue that was not found is not one that there is none of.
    return known === undefined ? 'unread' : known
  }
}
