import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { isConflict } from '../db/database-errors.ts'
import { transact, type Db, type Tx } from '../db/db.ts'
import { runPart } from '../db/part-of-transaction.ts'
import { afterFailure, shortened } from '../jobs/after-failure.ts'
import { forgetTimers, msUntilNext, putOff, takeDue, writeFate, type DueTimer } from './queries.ts'
import type { TimerHandler } from './timer-kind.ts'

export interface FiringDeps {
  db: Db
  logger: Logger
}

export interface FiringOptions {
  /** Told of each timer that has fired, and how long after its time. */
  fired?: (kind: string, lateMs: number) => void
  /** For tests and seeds that run at another time than now; otherwise the time is the database's. */
  clock?: Clock | null
  /** Told of each failure of a handler. */
  failed?: (kind: string) => void
}

export interface Batch {
  fired: number
  /** More may be due now. */
  isMore: boolean
  /** How long it is until the next one. Null: there is none. */
  nextMs: number | null
}

export type Handlers<Deps> = ReadonlyMap<string, TimerHandler<Deps>>

/** At most so many in one transaction, and no more after this time: what they lock, others wait for. */
export const batchSize = 50
const batchMs = 50
/** Let past whatever was in the way. */
const conflictPauseMs = 250

interface Fired {
  timer: DueTimer
  after: (() => void) | null
}

interface Failed {
  timer: DueTimer
  error: unknown
  isSetAside: boolean
}

/**
 * Fires what is due, in one transaction. All of it is tried as one part, which costs least; if anything in it fails, each
 * timer is a part of its own, and one that fails takes back only its own work.
 */
export async function fireBatch<Deps extends FiringDeps>(
  handlers: Handlers<Deps>,
  deps: Deps,
  { fired = () => {}, failed = () => {}, clock = null }: FiringOptions = {},
  isStopped: () => boolean = () => false,
): Promise<Batch> {
  const kinds = [...handlers.keys()]
  const { done, failures, isMore, nextMs } = await transact(
    deps.db,
    async (tx) => {
      const now = clock && clock.now()
      const asked = [takeDue(tx, kinds, { limit: batchSize, now }), msUntilNext(tx, kinds, now)] as const
      const [due, untilNextMs] = await Promise.all(asked)
      const endsAt = performance.now() + batchMs
      // One at least, however slow the machine is.
      const isOver = (index: number): boolean => isStopped() || (index > 0 && performance.now() > endsAt)
      const all = await runPart(tx, () => fireTogether(tx, due, handlers, deps, isOver))
      const outcome =
        'value' in all ? { done: all.value, failures: [] } : await fireEach(tx, due, handlers, deps, isOver)
      const settled = outcome.done.length + outcome.failures.length
      return {
        ...outcome,
        isMore: due.length === batchSize || settled < due.length,
        nextMs: outcome.failures.length > 0 ? 0 : untilNextMs,
      }
    },
    { retries: 0 },
  )
  for (const { timer } of done) fired(timer.kind, timer.now.getTime() - timer.due_at.getTime())
  for (const { timer, error, isSetAside } of failures) {
    failed(timer.kind)
    const about = { err: shortened(error), timer: timer.kind, key: timer.key }
    if (isSetAside) deps.logger.error(about, 'a timer failed again and again, and is set aside')
    else deps.logger.warn(about, 'a timer failed; it is tried again')
  }
  for (const { after, timer } of done) announce(after, timer, deps.logger)
  return { fired: done.length, isMore, nextMs }
}

/** Rejects when anything fails, or when one of them was moved, cancelled or fired meanwhile. */
async function fireTogether<Deps>(
  tx: Tx,
  due: readonly DueTimer[],
  handlers: Handlers<Deps>,
  deps: Deps,
  isOver: (index: number) => boolean,
): Promise<Fired[]> {
  const done: Fired[] = []
  for (const [index, timer] of due.entries()) {
    if (isOver(index)) break
    const given = { key: timer.key, dueAt: timer.due_at, data: timer.data }
    done.push({ timer, after: (await handlers.get(timer.kind)!.fire(tx, given, deps)) ?? null })
  }
  if (done.length === 0) return done
  // Sent with what handlers have put off. Last, so that rows are locked in the order of those who schedule.
  const forgotten = await forgetTimers(
    tx,
    done.map(({ timer }) => timer),
  )
  if (forgotten < done.length) throw superseded
  return done
}

const superseded = new Error('The timer was moved, cancelled or fired meanwhile.')

async function fireEach<Deps>(
  tx: Tx,
  due: readonly DueTimer[],
  handlers: Handlers<Deps>,
  deps: Deps,
  isOver: (index: number) => boolean,
): Promise<{ done: Fired[]; failures: Failed[] }> {
  const done: Fired[] = []
  const failures: Failed[] = []
  for (const [index, timer] of due.entries()) {
    if (isOver(index)) break
    const result = await runPart(tx, () => fireTogether(tx, [timer], handlers, deps, isOver))
    if ('value' in result) done.push(...result.value)
    else if (isConflict(result.error)) {
      // What was done is committed first, so that its locks are let go.
      await putOff(tx, timer, conflictPauseMs * (0.5 + Math.random()))
      break
    } else if (result.error !== superseded) {
      const fate = afterFailure({ tries: timer.tries, triesLeft: timer.tries_left }, result.error, timer.now)
      await writeFate(tx, timer, fate)
      failures.push({ timer, error: result.error, isSetAside: fate.state === 'set_aside' })
    }
  }
  return { done, failures }
}

function announce(after: (() => void) | null, { kind }: DueTimer, logger: Logger): void {
  try {
    after?.()
  } catch (error) {
    logger.warn({ err: error, timer: kind }, 'what follows a timer could not be announced')
  }
}
