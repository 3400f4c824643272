import type { Db } from '../../platform/db/db.ts'
import { scheduleStates } from '../../platform/schedules/schedules.ts'
import { schedules } from '../../run/schedules.ts'
import type { Finding } from './finding.ts'

const toleratedSeconds = 15 * 60

/** Whether what happens by the clock is done, and whether a part of it failed. */
export async function checkSchedules(db: Db): Promise<Finding> {
  const name = 'Schedules'
  const states = await scheduleStates(db, schedules)
  const late = states.find(({ overdueSeconds }) => overdueSeconds > toleratedSeconds)
  if (late !== undefined) {
    const sentence = `The schedule ${late.name} has been due for ${Math.round(late.overdueSeconds / 60)} minutes, and no node has done it.`
    return { name, ok: false, sentence, advice: 'Look whether a node with the service worker runs, and in its log.' }
  }
  const failed = states.flatMap((state) => state.failedTasks.map((task) => `${task} (${state.name})`))
  if (failed.length > 0) {
    const sentence = `When it was done last, this failed: ${failed.join(', ')}.`
    return {
      name,
      ok: false,
      sentence,
      advice: 'The log has the error (a scheduled task failed). It is done again at its next time.',
    }
  }
  return { name, ok: true, sentence: 'What happens by the clock is done, and nothing of it failed.' }
}
