import {
  acknowledgeHandover as acknowledgeContract,
  getHandover,
  handOverIssue as handOverContract,
} from '@throughline/protocol/issues/handovers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { handle, type HttpServer } from '../../../platform/http/http.ts'
import type { IssueDeps } from '../changing/change-issue.ts'
import { acknowledgeHandover } from './acknowledge.ts'
import { handOverIssue } from './hand-over.ts'
import { readHandover } from './view.ts'

/** `viewed`: an issue after it was changed. */
export function handoverRoutes(app: HttpServer, deps: IssueDeps, viewed: (issueId: string) => Promise<Issue>): void {
  handle(app, handOverContract, async ({ params, body, caller }) => {
    const { ownerId, teamId, was, ...said } = body
    return viewed(await handOverIssue(deps, { issueId: params.id, to: { ownerId, teamId, was }, said, by: caller }))
  })
  handle(app, getHandover, ({ params, caller }) => readHandover(deps.db, params.id, caller))
  handle(app, acknowledgeContract, async ({ params, caller }) => {
    await acknowledgeHandover(deps, { handoverId: params.id, by: caller })
    return readHandover(deps.db, params.id, caller)
  })
}
