import { issueWords } from '@throughline/protocol/issues/words.ts'
import { markIssueUnread, readIssue } from '@throughline/protocol/issues/reads.ts'
import type { Db } from '../../../platform/db/db.ts'
import { handle, refuseUnlessCan, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { issueById } from '../queries.ts'
import { issueSubject } from '../subject.ts'
import { keepReading, keepUnread } from './queries.ts'

export interface ReadDeps {
  db: Db
  clock: Clock
  /** Called after a commit, so that the other tabs of the same person show it. */
  hasRead: (staffId: string) => void
}

export function readRoutes(app: HttpServer, { db, clock, hasRead }: ReadDeps): void {
  async function refuseUnlessSeen(issueId: string, caller: Caller): Promise<void> {
    if (caller.kind !== 'staff') throw new AppError('invalid_request', issueWords.tokens_read_nothing())
    const row = await issueById(db, issueId)
    if (!row) throw new AppError('not_found', issueWords.no_such_issue())
    refuseUnlessCan(caller, 'issues.read', issueSubject(row))
  }

  handle(app, readIssue, async ({ params, body, caller }) => {
    await refuseUnlessSeen(params.id, caller)
    const upTo = body.upTo === null ? null : new Date(body.upTo)
    const read = await keepReading(db, { staffId: caller.id, issueId: params.id, upTo, at: clock.now() })
    hasRead(caller.id)
    return read
  })

  handle(app, markIssueUnread, async ({ params, caller }) => {
    await refuseUnlessSeen(params.id, caller)
    const read = await keepUnread(db, { staffId: caller.id, issueId: params.id, at: clock.now() })
    hasRead(caller.id)
    return read
  })
}
