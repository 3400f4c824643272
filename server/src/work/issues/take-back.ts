import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { IssueStatus } from '@throughline/protocol/issues/issues.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { goOnSnoozing } from './changing/snooze.ts'
import { writtenBy, type Writing } from './history/written-by.ts'
import type { IssueRow } from './queries.ts'
import { isInTrash } from './state.ts'

/** How an issue stood before our message moved it on, as plain JSON: kept beside a message that may be taken back. */
export interface IssueBefore {
  id: string
  status: IssueStatus
  lastText: string
  lastActivityAt: string
  snoozedUntil: string | null
  resolvedAt: string | null
  resolvedBy: Author | null
  /** Not there where an older version kept it. */
  waitingSince?: string | null
  trashedAt?: string | null
}

export function issueBefore(issue: IssueRow): IssueBefore {
  return {
    id: issue.id,
    status: issue.status,
    lastText: issue.last_text,
    lastActivityAt: issue.last_activity_at.toISOString(),
    snoozedUntil: issue.snoozed_until?.toISOString() ?? null,
    resolvedAt: issue.resolved_at?.toISOString() ?? null,
    resolvedBy: issue.resolved_by,
    waitingSince: issue.waiting_since?.toISOString() ?? null,
    trashedAt: isInTrash(issue) ? issue.trashed_at!.toISOString() : null,
  }
}

/**
 * Our message was taken back before it left: the issue stands as it stood, unless something has happened to it since
 * (`writtenAt` is no longer its last activity, or somebody closed it). True when it does.
 */
export async function standAsBefore(
  tx: Tx,
  before: IssueBefore,
  { writtenAt, ...writing }: Writing & { writtenAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update issues set status = ${before.status}, last_text = ${before.lastText},
      last_activity_at = ${before.lastActivityAt}, snoozed_until = ${before.snoozedUntil},
      waiting_since = ${before.waitingSince ?? null}, resolved_at = ${before.resolvedAt}, resolved_by = ${before.resolvedBy && JSON.stringify(before.resolvedBy)},
      trashed_at = ${before.trashedAt ?? null},
      version = version + 1, last_write = ${writtenBy(writing)}
    where id = ${before.id} and status = 'waiting_on_customer' and last_activity_at = ${writtenAt}`.execute(tx)
  if (numAffectedRows !== 1n) return false
  const { id, status, snoozedUntil } = before
  await goOnSnoozing(tx, { id, status, snoozedUntil: snoozedUntil === null ? null : new Date(snoozedUntil) })
  return true
}
