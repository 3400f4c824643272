import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { customerBriefsOf } from '../../people/customers/customers.ts'
import type { Db } from '../../platform/db/db.ts'
import type { FactKinds } from '../../platform/http/http.ts'
import { beginningOf, factsOfIssue, issuesByIds } from '../../work/issues/issues.ts'
import { staffNames } from '../../people/staff/staff.ts'
import { amendmentsOf, entriesByIds, ownWords } from '../../record/timeline/timeline.ts'
import type { NotificationRow } from './queries.ts'

/** A notification on the wire, and what rules look at of its issue. */
export interface ViewedNotification {
  told: Notification
  issue: FactKinds['issue'] | null
}

/** Rows → the wire, in a fixed number of queries. Names and words as they are now: a note that was struck out is. */
export async function viewNotifications(db: Db, rows: readonly NotificationRow[]): Promise<ViewedNotification[]> {
  if (rows.length === 0) return []
  const [customers, staff, issues, texts] = await Promise.all([
    customerBriefsOf(db, distinct(rows.map((row) => row.customer_id))),
    staffNames(db, distinct(rows.filter(({ kind }) => kind === 'sign_in_attacked').map((row) => row.subject_id))),
    issuesByIds(db, distinct(rows.map((row) => row.issue_id))),
    textsOf(
      db,
      // Being assigned something says nothing by itself.
      distinct(rows.filter(({ kind }) => kind !== 'assigned' && kind !== 'snooze_ended').map((row) => row.entry_id)),
    ),
  ])
  const issueById = new Map(issues.map((issue) => [issue.id, issue]))
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
      text: (row.entry_id && texts.get(row.entry_id)) || '',
    }
    return { told, issue: issue && factsOfIssue(issue) }
  })
}

async function textsOf(db: Db, entryIds: readonly string[]): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map()
  const [entries, amendments] = await Promise.all([entriesByIds(db, entryIds), amendmentsOf(db, entryIds)])
  const texts = new Map(entries.map((entry) => [entry.id, beginningOf(ownWords(entry))]))
  // Oldest first, so the newest counts; a deletion is final.
  for (const { refers_to: id, content, text } of amendments) {
    if (content.type === 'edit') texts.set(id, beginningOf(text))
  }
  for (const { refers_to: id, content } of amendments) if (content.type === 'deletion') texts.set(id, '')
  return texts
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
