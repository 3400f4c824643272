import type { Tx } from '../db/db.ts'

/** A kind of timer, and what its timers carry. */
export interface TimerKind<Data> {
  /** How it is known in the database and in numbers: keep it. */
  readonly name: string
  readonly data?: Data
}

export function timerKind<Data = null>(name: string): TimerKind<Data> {
  return { name }
}

/** A timer that is due. */
export interface FiredTimer<Data = null> {
  readonly key: string
  /** For when it was scheduled. */
  readonly dueAt: Date
  readonly data: Data
}

/**
 * Does what the timer is for. It does nothing but database work by `tx` (what leaves the database is a job that it writes),
 * and awaits all that it begins. When it throws, what it wrote is taken back, and it is run again later. It may be run for
 * a timer that is moved or cancelled at the same moment; then what it wrote is taken back as well. It takes the locks that
 * it needs before it looks at the state of things, for what the timer was set for may have changed.
 *
 * What it answers with is run after the commit: hints to screens, which may be lost.
 */
export type Fire<Data, Deps> = (
  tx: Tx,
  timer: FiredTimer<Data>,
  deps: Deps,
) => Promise<(() => void) | null | undefined | void>

/** A kind with its handler. */
export interface TimerHandler<Deps> {
  readonly kind: string
  readonly fire: Fire<unknown, Deps>
}

/** A row of the table of handlers. */
export function firing<Data, Deps>(kind: TimerKind<Data>, fire: Fire<Data, Deps>): TimerHandler<Deps> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was scheduled for the kind was of its type
  return { kind: kind.name, fire: (tx, timer, deps) => fire(tx, timer as FiredTimer<Data>, deps) }
}
