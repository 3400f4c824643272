import * as contracts from '@throughline/protocol/channels/scheduled.ts'
import { canonicalIdOf, refuseUnlessCanCustomer, threadOf } from '../../people/customers/customers.ts'
import { can, handle, type Caller, type HttpServer } from '../../platform/http/http.ts'
import type { EntrySources } from '../../record/timeline/timeline.ts'
import { issuesByIds, issueSubject } from '../../work/issues/issues.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import { scheduledOf, type ScheduledRow } from './queries.ts'
import { cancelReply, rescheduleReply, scheduleReply } from './schedule.ts'
import { viewScheduled } from './view.ts'

const maxReplyBytes = 4 * 1024 * 1024

export function scheduledRoutes(app: HttpServer, deps: OutboundDeps & { sources: EntrySources }): void {
  const { db, sources } = deps
  const viewed = async (row: ScheduledRow, canonicalId: string) =>
    (await viewScheduled(db, sources, [row], canonicalId))[0]!

  handle(app, contracts.listScheduledReplies, async ({ params, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.read', params.id)
    const { memberIds } = await threadOf(db, params.id)
    const rows = await seenBy(caller, await scheduledOf(db, memberIds))
    return { items: await viewScheduled(db, sources, rows, await canonicalIdOf(db, params.id)) }
  })

  handle(
    app,
    contracts.scheduleReply,
    async ({ params, body, caller }) => {
      const sendAt = new Date(body.sendAt)
      const row = await scheduleReply(deps, { ...body, customerId: params.id, sendAt, by: caller })
      return viewed(row, await canonicalIdOf(db, params.id))
    },
    { maxBytes: maxReplyBytes },
  )

  handle(app, contracts.rescheduleReply, async ({ params, body, caller }) => {
    const to = { ...body, sendAt: new Date(body.sendAt) }
    const { row, canonicalId } = await rescheduleReply(deps, { ...params, to, by: caller })
    return viewed(row, canonicalId)
  })

  handle(app, contracts.sendScheduledReply, async ({ params, caller }) => {
    const { row, canonicalId } = await rescheduleReply(deps, { ...params, to: 'now', by: caller })
    return viewed(row, canonicalId)
  })

  handle(app, contracts.cancelScheduledReply, async ({ params, caller }) => ({
    draft: await cancelReply(deps, { ...params, by: caller }),
  }))

  /** Those of issues that a rule hides are not there. */
  async function seenBy(caller: Caller, rows: ScheduledRow[]): Promise<ScheduledRow[]> {
    const ids = [...new Set(rows.map((row) => row.issue_id))]
    const issues = ids.length === 0 ? [] : await issuesByIds(db, ids)
    const seen = new Set(
      issues.filter((issue) => can(caller, 'thread.read', issueSubject(issue))).map((issue) => issue.id),
    )
    return rows.filter((row) => seen.has(row.issue_id))
  }
}
