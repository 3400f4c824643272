import type { Db } from '../../platform/db/db.ts'
import { readTimerTroubles } from '../../platform/timers/timers.ts'
import type { Finding } from './finding.ts'

const toleratedSeconds = 60

/** Whether timers fire when they are due, and whether one was set aside because it failed again and again. */
export async function checkTimers(db: Db): Promise<Finding> {
  const name = 'Timers'
  const { setAside, newest, lateSeconds } = await readTimerTroubles(db)
  if (lateSeconds > toleratedSeconds) {
    const sentence = `A timer has been due for ${Math.round(lateSeconds)} s, and no node has fired it.`
    return { name, ok: false, sentence, advice: 'Look whether a node with the service worker runs, and in its log.' }
  }
  if (newest === null) return { name, ok: true, sentence: 'Timers fire on time, and none was set aside.' }
  const such = `such as ${newest.kind}: ${newest.error ?? ''}`.replace(/\s+/g, ' ').trim()
  return {
    name,
    ok: false,
    sentence: `${setAside === 1 ? '1 timer' : `${setAside} timers`} failed and ${setAside === 1 ? 'was' : 'were'} set aside, ${such}`,
    advice: 'See Settings → Set aside: after a correction or an upgrade, try again; else dismiss it.',
  }
}
