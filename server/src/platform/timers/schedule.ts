import { newId } from '../../lib/ids.ts'
import type { Tx } from '../db/db.ts'
import { executeLater, prepared } from '../db/prepared.ts'
import type { TimerKind } from './timer-kind.ts'

/**
 * Schedules a timer in the caller's transaction; it costs no round trip of its own. One of the same kind and key that is
 * there already is moved, also when it was set aside; with `unlessThere` it is left as it is. A time that is over means now.
 *
 * The caller holds the locks under which it decided (such as the thread's): handlers take them in the same order.
 */
export async function scheduleTimer<Data>(
  tx: Tx,
  kind: TimerKind<Data>,
  timer: { key: string; at: Date; unlessThere?: boolean } & ([Data] extends [null] ? object : { data: Data }),
): Promise<void> {
  const { key, at, unlessThere = false } = timer
  const values = [kind.name, key, newId(), at, JSON.stringify('data' in timer ? timer.data : null)]
  await executeLater(
    tx,
    unlessThere
      ? prepared('keep-timer', `${insertion} on conflict (kind, key) do nothing`, values)
      : prepared(
          'schedule-timer',
          `${insertion} on conflict (kind, key) do update set id = excluded.id, due_at = excluded.due_at,
             fires_at = excluded.fires_at, data = excluded.data, tries = default, tries_left = default, error = null,
             failed_at = null, set_aside_at = null`,
          values,
        ),
  )
}

const insertion = 'insert into timers (kind, key, id, due_at, fires_at, data) values ($1, $2, $3, $4, $4, $5)'

/** Cancels the timer, if there is one. From the caller's commit on it does not fire. */
export async function cancelTimer(tx: Tx, kind: Pick<TimerKind<unknown>, 'name'>, key: string): Promise<void> {
  const values = [kind.name, key]
  await executeLater(tx, prepared('cancel-timer', 'delete from timers where kind = $1 and key = $2', values))
}
