import { reactingWords } from '@throughline/protocol/reacting/words.ts'
import {
  dismissFailedReaction,
  listFailedReactions,
  retryFailedReaction,
} from '@throughline/protocol/reacting/failed-reactions.ts'
import { z } from 'zod'
import { recordAudit, type AuditActor } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { cursorFor, handle, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { listFailed, lockFailed, makeDue, viewFailed } from './listing.ts'
import { forgetShare, type FailedReactionRow } from './queries.ts'

const failedCursor = cursorFor('failed-reactions', z.object({ at: z.string(), id: z.uuid() }))

export function failedReactionRoutes(app: HttpServer, { db, clock }: { db: Db; clock: Clock }): void {
  handle(app, listFailedReactions, async ({ query }) => {
    const { rows, nextCursor } = await failedCursor.page(
      query,
      (from, limit) => listFailed(db, { state: query.state ?? null, limit, from }),
      ({ place }) => place,
    )
    return { items: rows.map(({ row }) => viewFailed(row)), nextCursor }
  })

  handle(app, retryFailedReaction, ({ params, caller }) =>
    change(params.id, caller, 'retried', async (tx, row) => viewFailed(await makeDue(tx, row, clock.now()))),
  )

  handle(app, dismissFailedReaction, ({ params, caller }) =>
    change(params.id, caller, 'dismissed', async (tx, row) => {
      if (row.state === 'waiting') throw new AppError('conflict', reactingWords.still_tried())
      await forgetShare(tx, row.id)
    }),
  )

  function change<T>(
    id: string,
    actor: AuditActor,
    verb: 'retried' | 'dismissed',
    apply: (tx: Tx, row: FailedReactionRow) => Promise<T>,
  ): Promise<T> {
    return transact(db, async (tx) => {
      const row = await lockFailed(tx, id)
      if (!row) throw new AppError('not_found', reactingWords.no_such_reaction())
      const subject = { kind: 'event', id: row.event.id }
      const details = { reaction: row.reaction, eventType: row.event.type, customerId: row.event.customerId }
      await recordAudit(tx, { actor, action: `failed_reaction.${verb}`, subject, details }, clock)
      return apply(tx, row)
    })
  }
}
