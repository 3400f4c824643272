import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/db.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { newId } from '../../../lib/ids.ts'
import { moveEntryRow, strayEntries } from '../../../record/timeline/timeline.ts'
import { writtenBy, type Writing } from '../history/written-by.ts'
import { lastTextOf } from '../last-text.ts'
import { issueById, updateIssueRow } from '../queries.ts'
import { goOnSnoozing } from './snooze.ts'

/**
 * When a merge is undone, an issue may hold entries of both people. Each keeps what came through their own addresses:
 * the strangers' entries go to an issue of their own owner, a copy of the first in everything but its entries. Run in
 * the transaction of the undo, for each side.
 */
export async function splitIssues(
  tx: Tx,
  { memberIds, canonicalId, by, now }: { memberIds: readonly string[]; canonicalId: string; by: Actor; now: Date },
): Promise<NewEvent[]> {
  const strays = await strayEntries(tx, memberIds, await issuesOf(tx, memberIds))
  const events: NewEvent[] = []
  for (const [issueId, entries] of Map.groupBy(strays, (entry) => entry.issue_id)) {
    const issue = issueId && (await issueById(tx, issueId))
    if (!issue) continue
    const id = newId()
    const homeId = entries[0]!.customer_id
    await copyIssue(tx, { id, homeId, from: { by: changedBy(by), at: now, copiedFromId: issue.id } })
    await updateIssueRow(tx, id, { tag_ids: issue.tag_ids }, { by: changedBy(by), at: now })
    await goOnSnoozing(tx, { id, status: issue.status, snoozedUntil: issue.snoozed_until })
    const why = threadingWords.customers_merged({ number: issue.number })
    for (const entry of entries) await moveEntryRow(tx, entry.id, id, { reason: 'moved', ...why })
    for (const one of [issue.id, id]) {
      await updateIssueRow(tx, one, { last_text: await lastTextOf(tx, one) }, { by: changedBy(by), at: now })
    }
    await sql`update issue_references set issue_id = ${id}
      where issue_id = ${issue.id} and customer_id = any(${memberIds}::uuid[])`.execute(tx)
    await sql`update contacts set issue_id = ${id}
      where issue_id = ${issue.id} and customer_id = any(${memberIds}::uuid[])`.execute(tx)
    events.push({ type: 'issue.opened', customerId: canonicalId, issueId: id, data: { splitFromIssueId: issue.id } })
  }
  return events
}

/** As customers keep it with a merge. */
interface Actor {
  kind: string
  id: string | null
  name: string
}

function changedBy({ kind, id, name }: Actor): ChangedBy {
  return { kind: kind === 'token' ? 'program' : kind === 'staff' ? 'staff' : 'system', id, name }
}

async function issuesOf(tx: Tx, memberIds: readonly string[]): Promise<string[]> {
  const rows = await tx.selectFrom('issues').select('id').where('customer_id', 'in', memberIds).execute()
  return rows.map((row) => row.id)
}

async function copyIssue(
  tx: Tx,
  { id, homeId, from }: { id: string; homeId: string; from: Required<Writing> },
): Promise<void> {
  await sql`
    insert into issues (id, customer_id, subject, topic, status, priority, owner_id, team_id, custom_fields,
      first_channel_id, current_channel_id, opened_at, first_contact_at, last_contact_at, last_activity_at, last_text,
      waiting_since, snoozed_until, resolved_at, resolved_by, trashed_at, trashed_by, status_before_trash,
      reopen_count, matter, last_write)
    select ${id}, ${homeId}, subject, topic, status, priority, owner_id, team_id, custom_fields,
      first_channel_id, current_channel_id, opened_at, first_contact_at, last_contact_at, last_activity_at, last_text,
      waiting_since, snoozed_until, resolved_at, resolved_by, trashed_at, trashed_by, status_before_trash,
      reopen_count, matter, ${writtenBy(from)}
    from issues where id = ${from.copiedFromId}`.execute(tx)
}
