import type { Wording } from '@throughline/protocol/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { sql, type RawBuilder } from 'kysely'
import { customerFacts } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import {
  can,
  isNarrowed,
  isNarrowedBy,
  refuseUnlessCan,
  ruleSql,
  type Action,
  type Caller,
  type FactKinds,
  type FactSql,
  type Subject,
  type SubjectKind,
} from '../../platform/http/http.ts'
import { entriesByIds, type EntryRow } from './queries.ts'

/** What rules look at of issues, which are above this part. */
export interface IssueFacts {
  /** By id. */
  of(db: Db | Tx, issueIds: readonly string[]): Promise<ReadonlyMap<string, FactKinds['issue']>>
  /** For rows whose `column` holds the id of their issue, or null. */
  sql(column: RawBuilder<unknown>): FactSql
}

const anEntry: SubjectKind = { name: 'entry', seenBy: 'thread.read', unknown: timelineWords.no_such_entry }

type OnThread = Pick<EntryRow, 'customer_id' | 'issue_id'>

/**
 * Of several entries. What is known of their issues is read with one query, and not at all for a caller whom no rule
 * about issues narrows. In a transaction that holds the thread's lock, nobody changes an issue meanwhile.
 */
export async function entrySubjects(
  db: Db | Tx,
  issueFacts: IssueFacts,
  caller: Caller,
  rows: readonly OnThread[],
): Promise<(row: OnThread) => Subject> {
  const ids = isNarrowedBy(caller, 'issue') ? rows.flatMap(({ issue_id }) => issue_id ?? []) : []
  const facts = await issueFacts.of(db, ids)
  return ({ customer_id, issue_id }) => ({
    kind: anEntry,
    customer: { id: customer_id },
    issue: issue_id === null ? null : (facts.get(issue_id) ?? 'unread'),
  })
}

/** Those of them that the caller may read. */
export async function readableEntries(
  db: Db | Tx,
  issueFacts: IssueFacts,
  caller: Caller,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const onThread = ({ customerId, issueId }: Entry) => ({ customer_id: customerId, issue_id: issueId })
  const subjectOf = await entrySubjects(db, issueFacts, caller, entries.map(onThread))
  return entries.filter((entry) => can(caller, 'thread.read', subjectOf(onThread(entry))))
}

/** Asks for an entry that was read. `message` is for who may see it, and not do this. */
export async function refuseUnlessCanEntry(
  db: Db | Tx,
  issueFacts: IssueFacts,
  { caller, action, entry, message }: { caller: Caller; action: Action; entry: OnThread; message?: Wording },
): Promise<void> {
  const subjectOf = await entrySubjects(db, issueFacts, caller, [entry])
  refuseUnlessCan(caller, action, subjectOf(entry), message)
}

/**
 * The same for an entry that is read once more, as it is now: under the thread's lock, or before a verb reads it by
 * itself. No query for a caller whom no rule narrows.
 */
export async function refuseHiddenEntry(
  db: Db | Tx,
  issueFacts: IssueFacts,
  { caller, action, entryId }: { caller: Caller; action: Action; entryId: string },
): Promise<void> {
  if (!isNarrowed(caller)) return
  const [entry] = await entriesByIds(db, [entryId])
  if (entry) await refuseUnlessCanEntry(db, issueFacts, { caller, action, entry })
}

/** Conditions that leave out what the caller may not read, on rows of `entries` by that name or another. */
export function entryRuleSql(caller: Caller, issueFacts: IssueFacts, table = 'entries'): RawBuilder<boolean>[] {
  const [customerId, issueId] = [sql.ref(`${table}.customer_id`), sql.ref(`${table}.issue_id`)]
  return ruleSql(caller, 'thread.read', { ...customerFacts(customerId), ...issueFacts.sql(issueId) })
}
