import type { Measure } from '../../lib/measure.ts'
import type { Db, Tx } from '../db/db.ts'
import { readSchedules, type KnownSchedule } from './queries.ts'
import { lastTime, type Times } from './times.ts'

export interface Named extends Times {
  name: string
}

export interface ScheduleState {
  name: string
  /** For how long it has been due and is not done. 0: it is not due. */
  overdueSeconds: number
  doneAt: Date | null
  failedTasks: readonly string[]
}

/** A schedule that no node has followed yet is not due. */
export async function scheduleStates(db: Db | Tx, schedules: readonly Named[]): Promise<ScheduleState[]> {
  const known = new Map((await readSchedules(db)).map((row) => [row.name, row]))
  return schedules.map((schedule) => stateOf(schedule, known.get(schedule.name)))
}

function stateOf(schedule: Named, known: KnownSchedule | undefined): ScheduleState {
  const { name, everyMs } = schedule
  if (known === undefined) return { name, overdueSeconds: 0, doneAt: null, failedTasks: [] }
  const { doneFor, doneAt, failedTasks, now } = known
  const isDue = lastTime(schedule, now) > doneFor
  // The first one that was missed.
  const overdueMs = isDue ? now.getTime() - doneFor.getTime() - everyMs : 0
  return { name, overdueSeconds: overdueMs / 1000, doneAt, failedTasks }
}

export async function measureSchedules(tx: Tx, schedules: readonly Named[]): Promise<Measure[]> {
  const states = await scheduleStates(tx, schedules)
  const by = (value: (state: ScheduleState) => number) =>
    states.map((state) => ({ labels: { schedule: state.name }, value: value(state) }))
  return [
    {
      name: 'throughline_schedule_overdue_seconds',
      help: 'For how long a schedule has been due that is not done yet.',
      labels: ['schedule'],
      samples: by(({ overdueSeconds }) => overdueSeconds),
    },
    {
      name: 'throughline_schedule_failed_tasks',
      help: 'How many tasks of a schedule failed when it was done last.',
      labels: ['schedule'],
      samples: by(({ failedTasks }) => failedTasks.length),
    },
  ]
}
