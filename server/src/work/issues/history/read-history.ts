import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { IssueChange } from '@throughline/protocol/issues/changes.ts'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { cursorFor } from '../../../platform/http/cursor.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { issueById } from '../queries.ts'
import { issueSubject } from '../subject.ts'
import type { IssueChangesTable } from '../tables.ts'

const historyCursor = cursorFor('issue-changes', z.object({ seq: z.number().int() }))

/** What became of an issue, oldest first. */
export async function readHistory(
  db: Db,
  issueId: string,
  query: { cursor?: string | undefined; limit: number },
  caller: Caller,
): Promise<{ items: IssueChange[]; nextCursor: string | null }> {
  const issue = await issueById(db, issueId)
  if (!issue) throw new AppError('not_found', issueWords.no_such_issue())
  refuseUnlessCan(caller, 'issues.read', issueSubject(issue))
  const { rows, nextCursor } = await historyCursor.page(
    query,
    (from, limit) =>
      db
        .selectFrom('issue_changes')
        .selectAll()
        .where('issue_id', '=', issueId)
        .$if(from !== null, (select) => select.where('seq', '>', from!.seq))
        .orderBy('seq')
        .limit(limit)
        .execute(),
    ({ seq }) => ({ seq }),
  )
  return { items: rows.map(viewChange), nextCursor }
}

function viewChange(row: Selectable<IssueChangesTable>): IssueChange {
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    from: row.was,
    to: row.became,
    ...(row.copied_from_id === null ? {} : { copiedFromId: row.copied_from_id }),
  }
}
