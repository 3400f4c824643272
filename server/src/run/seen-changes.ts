import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Db } from '../platform/db/db.ts'
import type { RecordedEvent } from '../platform/events/events.ts'
import { can, isNarrowed, type Caller, type Subject, type SubjectKind } from '../platform/http/http.ts'
import { homesOfIdentities } from '../people/customers/customers.ts'
import { entriesByIds } from '../record/timeline/timeline.ts'
import { factsOfIssue, issuesByIds } from '../work/issues/issues.ts'

const anEvent: SubjectKind = { name: 'event', seenBy: null, unknown: httpWords.nothing_here }

/**
 * Of these events, those whose customers and issues rules leave to the caller: all that they name, and those that their
 * entry, issue and address belong to by now. What happened while two customers were merged names the one that was left, and
 * may be about the other. No query for a caller whom no rule narrows.
 */
export async function seenChanges(
  db: Db,
  events: readonly RecordedEvent[],
  caller: Caller,
): Promise<readonly RecordedEvent[]> {
  if (!isNarrowed(caller)) return events
  const [entries, homes] = await Promise.all([
    entriesByIds(db, distinct(events.map(({ entryId }) => entryId))).then(byId),
    homesOfIdentities(db, distinct(events.map(identityOf))),
  ])
  const issuesOf = (event: RecordedEvent): string[] =>
    distinct([...issuesNamed(event), entries.get(event.entryId ?? '')?.issue_id ?? null])
  const issues = byId(await issuesByIds(db, distinct(events.flatMap(issuesOf))))
  const customersOf = (event: RecordedEvent): string[] =>
    distinct([
      ...customersNamed(event),
      entries.get(event.entryId ?? '')?.customer_id ?? null,
      homes.get(identityOf(event) ?? '') ?? null,
      ...issuesOf(event).map((id) => issues.get(id)?.customer_id ?? null),
    ])
  const factsOf = (id: string): Subject['issue'] => {
    const issue = issues.get(id)
    return issue ? factsOfIssue(issue) : 'unread'
  }
  const isLeft = (facts: Pick<Subject, 'customer' | 'issue'>) =>
    can(caller, 'changes.read', { kind: anEvent, ...facts })
  return events.filter(
    (event) =>
      customersOf(event).every((id) => isLeft({ customer: { id } })) &&
      issuesOf(event).every((id) => isLeft({ issue: factsOf(id) })) &&
      // What names nothing is asked for as well.
      isLeft({ issue: null }),
  )
}

function customersNamed({ customerId, data }: RecordedEvent): (string | null)[] {
  return [customerId, ...textsIn(data, 'otherCustomerId', 'intoCustomerId', 'joinedIds', 'leftIds')]
}

function issuesNamed({ issueId, data }: RecordedEvent): (string | null)[] {
  return [issueId, ...textsIn(data, 'otherIssueId', 'intoIssueId', 'fromIssueId', 'splitFromIssueId')]
}

function identityOf({ data }: RecordedEvent): string | null {
  return textsIn(data, 'identityId')[0] ?? null
}

function textsIn(data: RecordedEvent['data'], ...keys: string[]): string[] {
  return keys.flatMap((key) => data[key]).filter((value) => typeof value === 'string')
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]))

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
