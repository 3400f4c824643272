import {
  dismissFailedStep,
  listFailedSteps,
  retryFailedStep,
  type FailedStep,
} from '@throughline/protocol/reacting/failed-steps.ts'
import { reactingWords } from '@throughline/protocol/reacting/words.ts'
import { z } from 'zod'
import { recordAudit, type AuditActor, type AuditEvent } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { cursorFor, handle, type HttpServer } from '../../platform/http/http.ts'
import { failedTimers } from '../../platform/timers/timers.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { failedReactions, type FailedPlace } from './listing.ts'

const failedCursor = cursorFor('failed-steps', z.object({ at: z.string(), id: z.uuid() }))

/** One that is locked: what can be done with it, whatever its kind. */
interface LockedStep {
  isSetAside: boolean
  audit: Pick<AuditEvent, 'subject' | 'details'>
  makeDue(now: Date): Promise<FailedStep>
  forget(): Promise<void>
}

/** The kinds, each kept by the part that owns its table. */
export interface FailedKind {
  list(db: Db, page: FailedPage): Promise<{ step: FailedStep; place: FailedPlace }[]>
  /** Waits while it is tried at the moment; null when it is done by then, or of another kind. */
  lock(tx: Tx, id: string): Promise<LockedStep | null>
}

export interface FailedPage {
  state: FailedStep['state'] | null
  limit: number
  from: FailedPlace | null
}

const kinds: Record<FailedStep['kind'], FailedKind> = { reaction: failedReactions, timer: failedTimers }

export function failedStepRoutes(app: HttpServer, { db, clock }: { db: Db; clock: Clock }): void {
  handle(app, listFailedSteps, async ({ query }) => {
    const asked = query.kind === undefined ? Object.values(kinds) : [kinds[query.kind]]
    const { rows, nextCursor } = await failedCursor.page(
      query,
      async (from, limit) => {
        const lists = await Promise.all(asked.map((kind) => kind.list(db, { state: query.state ?? null, limit, from })))
        return lists.flat().toSorted(newestFirst).slice(0, limit)
      },
      ({ place }) => place,
    )
    return { items: rows.map(({ step }) => step), nextCursor }
  })

  handle(app, retryFailedStep, ({ params, caller }) =>
    change(params.id, caller, 'retried', (step) => step.makeDue(clock.now())),
  )

  handle(app, dismissFailedStep, ({ params, caller }) =>
    change(params.id, caller, 'dismissed', async (step) => {
      if (!step.isSetAside) throw new AppError('conflict', reactingWords.still_tried())
      await step.forget()
    }),
  )

  function change<T>(
    id: string,
    actor: AuditActor,
    verb: 'retried' | 'dismissed',
    apply: (step: LockedStep) => Promise<T>,
  ): Promise<T> {
    return transact(db, async (tx) => {
      for (const [kind, failed] of Object.entries(kinds)) {
        const step = await failed.lock(tx, id)
        if (!step) continue
        await recordAudit(tx, { actor, action: `failed_${kind}.${verb}`, ...step.audit }, clock)
        return apply(step)
      }
      throw new AppError('not_found', reactingWords.no_such_step())
    })
  }
}

/** Both as text: times to the microsecond in UTC, and ids in lower case. */
function newestFirst({ place: a }: { place: FailedPlace }, { place: b }: { place: FailedPlace }): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return a.id < b.id ? 1 : -1
}
