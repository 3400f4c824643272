import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { customerBriefsOf } from '../../people/customers/customers.ts'
import type { Db } from '../../platform/db/db.ts'
import type { FactKinds } from '../../platform/http/http.ts'
import { beginningOf, factsOfIssue, issuesByIds } from '../../work/issues/issues.ts'
import { staffNames } from '../../people/staff/staff.ts'
import { amendmentsOf, entriesByIds, ownWords } from '../../record/timeline/timeline.ts'
import type { NotificationRow } from './queries.ts'

/** A notification on the wire, and what rules look at. */
export interface ViewedNotification {
  told: Notification
  issue: FactKinds['issue'] | null
  /** The issue that its entry is in by now: it may have been moved since. */
  issueOfEntry: FactKinds['issue'] | null | 'unread'
}

/**
 * Rows → the wire, in a fixed number of queries. Names and words as they are now: a note that was struck out is. `cut`: how
 * much of a text is said.
 */
export async function viewNotifications(
  db: Db,
  rows: readonly NotificationRow[],
  cut: (text: string) => string = beginningOf,
): Promise<ViewedNotification[]> {
  if (rows.length === 0) return []
  // Being assigned something says nothing by itself.
  const saying = rows.filter(({ kind }) => kind !== 'assigned' && kind !== 'snooze_ended')
  const [customers, staff, entries] = await Promise.all([
    customerBriefsOf(db, distinct(rows.map((row) => row.customer_id))),
    staffNames(db, distinct(rows.filter(({ kind }) => kind === 'sign_in_attacked').map((row) => row.subject_id))),
    saidIn(db, distinct(saying.map((row) => row.entry_id)), cut),
  ])
  const issueIds = [...rows.map((row) => row.issue_id), ...[...entries.values()].map(({ issueId }) => issueId)]
  const issues = await issuesByIds(db, distinct(issueIds))
  const issueById = new Map(issues.map((issue) => [issue.id, issue]))
  const issueOfEntry = (id: string | null): ViewedNotification['issueOfEntry'] => {
    const issueId = id === null ? null : (entries.get(id)?.issueId ?? null)
    if (issueId === null) return null
    const issue = issueById.get(issueId)
    return issue ? factsOfIssue(issue) : 'unread'
  }
  return rows.map((row) => {
    const customer = row.customer_id === null ? undefined : customers.get(row.customer_id)
    const issue = (row.issue_id && issueById.get(row.issue_id)) || null
    const told: Notification = {
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      readAt: row.read_at && row.read_at.toISOString(),
      customerId: customer?.id ?? row.customer_id,
      customerName: customer?.name ?? null,
      issue: issue && { id: issue.id, number: issue.number, subject: issue.subject },
      entryId: row.entry_id,
      by: row.by,
      notice: row.notice && {
        ...row.notice,
        subjectId: row.subject_id,
        name: (row.subject_id && staff.get(row.subject_id)) || null,
      },
      count: row.count,
      text: (row.entry_id && entries.get(row.entry_id)?.text) || '',
    }
    return { told, issue: issue && factsOfIssue(issue), issueOfEntry: issueOfEntry(row.entry_id) }
  })
}

async function saidIn(
  db: Db,
  entryIds: readonly string[],
  cut: (text: string) => string,
): Promise<Map<string, { text: string; issueId: string | null }>> {
  if (entryIds.length === 0) return new Map()
  const [entries, amendments] = await Promise.all([entriesByIds(db, entryIds), amendmentsOf(db, entryIds)])
  const texts = new Map(entries.map((entry) => [entry.id, cut(ownWords(entry))]))
  // Oldest first, so the newest counts; a deletion is final.
  for (const { refers_to: id, content, text } of amendments) {
    if (content.type === 'edit') texts.set(id, cut(text))
  }
  for (const { refers_to: id, content } of amendments) if (content.type === 'deletion') texts.set(id, '')
  return new Map(entries.map(({ id, issue_id: issueId }) => [id, { text: texts.get(id)!, issueId }]))
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
