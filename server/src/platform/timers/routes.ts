import { timerWords } from '@throughline/protocol/timers/words.ts'
import { dismissFailedTimer, listFailedTimers, retryFailedTimer } from '@throughline/protocol/timers/failed-timers.ts'
import { z } from 'zod'
import { AppError } from '../../lib/errors.ts'
import { transact, type Db, type Tx } from '../db/db.ts'
import { cursorFor, handle, type Caller, type HttpServer } from '../http/http.ts'
import { listFailedTimers as readFailed, lockFailedTimer, makeDue, viewFailedTimer } from './listing.ts'
import { forgetFailed, type TimerRow } from './queries.ts'

const failedCursor = cursorFor('failed-timers', z.object({ at: z.string(), id: z.uuid() }))

export interface FailedTimerRouteDeps {
  db: Db
  /** Notes in the transaction who has changed what. */
  recordAudit: (
    tx: Tx,
    entry: {
      actor: Caller
      action: 'failed_timer.retried' | 'failed_timer.dismissed'
      subject: { kind: 'timer'; id: string }
      details: Record<string, string>
    },
  ) => Promise<void>
}

export function failedTimerRoutes(app: HttpServer, { db, recordAudit }: FailedTimerRouteDeps): void {
  handle(app, listFailedTimers, async ({ query }) => {
    const { rows, nextCursor } = await failedCursor.page(
      query,
      (from, limit) => readFailed(db, { state: query.state ?? null, limit, from }),
      ({ place }) => place,
    )
    return { items: rows.map(({ row }) => viewFailedTimer(row)), nextCursor }
  })

  handle(app, retryFailedTimer, ({ params, caller }) =>
    change(params.id, caller, 'failed_timer.retried', async (tx, row) => viewFailedTimer(await makeDue(tx, row))),
  )

  handle(app, dismissFailedTimer, ({ params, caller }) =>
    change(params.id, caller, 'failed_timer.dismissed', async (tx, row) => {
      if (row.set_aside_at === null) throw new AppError('conflict', timerWords.still_tried())
      await forgetFailed(tx, row)
    }),
  )

  function change<T>(
    id: string,
    actor: Caller,
    action: 'failed_timer.retried' | 'failed_timer.dismissed',
    apply: (tx: Tx, row: TimerRow) => Promise<T>,
  ): Promise<T> {
    return transact(db, async (tx) => {
      const row = await lockFailedTimer(tx, id)
      if (!row) throw new AppError('not_found', timerWords.no_such_timer())
      const details = { kind: row.kind, key: row.key }
      await recordAudit(tx, { actor, action, subject: { kind: 'timer', id }, details })
      return apply(tx, row)
    })
  }
}
