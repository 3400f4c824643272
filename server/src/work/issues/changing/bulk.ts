import type { BulkChange, BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { appErrorOf, type Caller } from '../../../platform/http/http.ts'
import { refuseUnlessAsSeen } from '../../../lib/as-seen.ts'
import type { AppError } from '../../../lib/errors.ts'
import type { Logger } from '../../../lib/logger.ts'
import { issuesByIds, type IssueRow } from '../queries.ts'
import { isActive } from '../state.ts'
import { assignIssue, seenOf } from './assign.ts'
import type { IssueDeps } from './change-issue.ts'
import { closeIssue } from './close.ts'
import { reopenIssue } from './reopen.ts'
import { snoozeIssue } from './snooze.ts'
import { tagIssue } from './tag.ts'
import { restoreIssue, trashIssue } from './trash.ts'
import { updateIssue } from './update.ts'

export interface BulkDeps extends IssueDeps {
  logger: Logger
}

/** Each takes a thread's lock and a connection: few, so that others are answered meanwhile. */
const atOnce = 4

/** Fields that were left out are not compared. */
type Seen = { [K in keyof ReturnType<typeof seenOf>]?: ReturnType<typeof seenOf>[K] | undefined }

export interface BulkRequest {
  ids: readonly string[]
  change: BulkChange
  was?: Readonly<Record<string, Seen | undefined>> | undefined
  by: Caller
}

/**
 * The same change to many issues, each in a transaction of its own as if it had been made alone: with its rights, its
 * entry on the thread, its event. What one of them is refused for stops no other.
 */
export async function changeIssuesTogether(
  deps: BulkDeps,
  { ids, change, was = {}, by }: BulkRequest,
  view: (rows: readonly IssueRow[]) => Promise<Issue[]>,
): Promise<BulkResult[]> {
  const distinct = [...new Set(ids)]
  const before = new Map((await issuesByIds(deps.db, distinct)).map((row) => [row.id, row]))
  const failures = new Map<string, AppError>()
  const waiting = [...distinct]
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await changeOne(deps, { id, change, was: was[id], by })
      } catch (error) {
        failures.set(id, refusalOf(error, deps.logger))
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))

  const done = distinct.filter((id) => !failures.has(id))
  const rows = await issuesByIds(deps.db, done)
  const now = new Map((await view(rows)).map((issue) => [issue.id, issue]))
  const isSame = new Set(rows.filter((row) => row.version === before.get(row.id)?.version).map(({ id }) => id))
  return distinct.map((id) => {
    const failure = failures.get(id)
    const { code, publicMessage: detail = '', words = [] } = failure ?? {}
    const problem = code === undefined ? null : { code, detail, words }
    return {
      id,
      outcome: failure ? 'refused' : isSame.has(id) ? 'unchanged' : 'changed',
      issue: now.get(id) ?? null,
      problem,
    }
  })
}

interface One {
  id: string
  change: BulkChange
  was: Seen | undefined
  by: Caller
}

// oxlint-disable-next-line typescript/consistent-return -- every kind of change has its case
function changeOne(deps: BulkDeps, { id: issueId, change, was, by }: One): Promise<unknown> {
  const unlessSo = (standsSo: (issue: IssueRow) => boolean) => ({ issueId, by, unless: standsSo })
  const refuse = (issue: IssueRow) => refuseUnlessAsSeen(was, seenOf(issue))
  switch (change.kind) {
    case 'assign': {
      const { ownerId, teamId } = change
      return assignIssue(deps, {
        ...unlessSo(
          (issue) =>
            (ownerId === undefined || ownerId === issue.owner_id) && (teamId === undefined || teamId === issue.team_id),
        ),
        to: { ownerId, teamId, was },
      })
    }
    case 'priority':
      return updateIssue(deps, {
        ...unlessSo((issue) => issue.priority === change.priority),
        to: { priority: change.priority, was },
      })
    case 'tags':
      return tagIssue(deps, { issueId, to: change, by })
    case 'close':
      return closeIssue(deps, { ...unlessSo((issue) => issue.status === 'resolved'), refuse })
    case 'reopen':
      return reopenIssue(deps, { ...unlessSo((issue) => isActive(issue.status)), refuse })
    case 'trash':
      return trashIssue(deps, { issueId, by, refuse })
    case 'restore':
      return restoreIssue(deps, { issueId, by, refuse })
    case 'snooze':
      return snoozeIssue(deps, { issueId, until: new Date(change.until), by, refuse })
  }
}

function refusalOf(thrown: unknown, logger: Logger): AppError {
  const error = appErrorOf(thrown)
  if (error.status >= 500) logger.error({ err: error.cause ?? error }, 'one of many issues could not be changed')
  return error
}
