import { minuteMs, secondMs } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { createNap } from '../../lib/nap.ts'
import type { Db } from '../db/db.ts'
import { isLeaseLost, type Lease, type Leases, type Work } from '../leases/leases.ts'
import { noteDone, readProgress } from './queries.ts'
import { runTasks } from './run-tasks.ts'
import { isDue, lastTime, nextTime, type Times } from './times.ts'

/** What is done at certain times. Tasks may be done again: a node that is killed in the middle has done some. */
export interface Schedule<Deps> extends Times {
  name: string
  tasks: Readonly<Record<string, (deps: Deps, dueAt: Date) => Promise<unknown>>>
}

export interface ScheduleDeps {
  db: Db
  leases: Leases
  logger: Logger
}

const backOffMs = secondMs
/** So that a clock that is set does not leave it asleep. */
const longestNapMs = minuteMs

/** Claims the lease of each schedule and does it while this node has it. */
export function followSchedules<Deps extends ScheduleDeps>(schedules: readonly Schedule<Deps>[], deps: Deps): Work {
  const claims = schedules.map((schedule) =>
    deps.leases.claim({
      kind: 'schedule',
      name: schedule.name,
      title: schedule.name,
      begin: async (lease) => follow(schedule, lease, deps),
    }),
  )
  return {
    async stop() {
      await Promise.all(claims.map((claim) => claim.release()))
    },
  }
}

function follow<Deps extends ScheduleDeps>(schedule: Schedule<Deps>, lease: Lease, deps: Deps): Work {
  const { db, logger } = deps
  const { name } = schedule
  const nap = createNap()
  let isStopped = false
  const isOver = (): boolean => isStopped || !lease.isHeld()

  /** Answers how long there is nothing to do. */
  async function doWhatIsDue(): Promise<number> {
    const { doneFor, now } = await readProgress(db, name)
    const due = lastTime(schedule, now)
    if (doneFor === null) await noteDone(db, lease, { name, doneFor: due, isNew: true, failed: [] })
    else if (isDue(schedule, due, doneFor)) {
      const tasks = Object.entries(schedule.tasks).map(([task, work]) => [task, () => work(deps, due)] as const)
      const failed = await runTasks(logger, Object.fromEntries(tasks), isOver)
      if (failed === null) return 0
      await noteDone(db, lease, { name, doneFor: due, isNew: false, failed })
    }
    return nextTime(schedule, now).getTime() - now.getTime()
  }

  async function run(): Promise<void> {
    let isAway = false
    while (!isOver()) {
      let pauseMs: number
      try {
        pauseMs = await doWhatIsDue()
        isAway = false
      } catch (error) {
        if (isLeaseLost(error)) return
        if (!isAway) logger.error({ err: error, schedule: name }, 'a schedule could not be followed')
        isAway = true
        pauseMs = backOffMs
      }
      if (!isOver()) await nap.take(Math.min(longestNapMs, Math.max(1, pauseMs)))
    }
  }

  const running = run()
  return {
    async stop() {
      isStopped = true
      nap.end()
      await running
    },
  }
}
