import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Db } from '../platform/db/db.ts'
import type { RecordedEvent } from '../platform/events/events.ts'
import { can, isNarrowed, type Caller, type Subject, type SubjectKind } from '../platform/http/http.ts'
import { entriesByIds } from '../record/timeline/timeline.ts'
import { issueFacts } from '../work/issues/issues.ts'

const anEvent: SubjectKind = { name: 'event', seenBy: null, unknown: httpWords.nothing_here }

/**
 * Of these events, those whose customer and issue rules leave to the caller: of a merge both customers, of an entry also the
 * issue that it has been moved to since. No query for a caller whom no rule narrows.
 */
export async function seenChanges(
  db: Db,
  events: readonly RecordedEvent[],
  caller: Caller,
): Promise<readonly RecordedEvent[]> {
  if (!isNarrowed(caller)) return events
  const entries = await entriesByIds(db, distinct(events.map(({ entryId }) => entryId)))
  const issueByEntry = new Map(entries.map(({ id, issue_id }) => [id, issue_id]))
  const issuesOf = ({ issueId, entryId }: RecordedEvent) => [
    issueId,
    (entryId !== null && issueByEntry.get(entryId)) || null,
  ]
  const facts = await issueFacts.of(db, distinct(events.flatMap(issuesOf)))
  const factsOf = (id: string | null): Subject['issue'] => (id === null ? null : (facts.get(id) ?? 'unread'))
  const isLeft = (facts: Pick<Subject, 'customer' | 'issue'>) =>
    can(caller, 'changes.read', { kind: anEvent, ...facts })
  return events.filter(
    (event) =>
      customersOf(event).every((id) => isLeft({ customer: { id } })) &&
      issuesOf(event).every((id) => isLeft({ issue: factsOf(id) })),
  )
}

/** Also those that a merge, or its undoing, tells of in its data. */
function customersOf({ customerId, data }: RecordedEvent): string[] {
  const { otherCustomerId, intoCustomerId } = data
  return [customerId, otherCustomerId, intoCustomerId].filter((id) => typeof id === 'string')
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
