import { isPoison } from '../poison/is-poison.ts'
import type { Everything } from './read-all.ts'

export interface PoisonFound {
  violations: string[]
  /** Events at which the reaction fails. */
  planted: number
  /** What waits or is set aside: those, and what came behind them for the same customers. */
  kept: number
}

/**
 * A reaction that fails stops no other: each new entry was noted once by the reaction beside it. The one that fails has
 * either noted an event once, or has it kept; of a poison event the latter, and in the end nothing is kept.
 */
export function checkPoison({ changes, notes, failed }: Everything, { isMended }: { isMended: boolean }): PoisonFound {
  const violations: string[] = []
  const appended = changes.filter(({ type }) => type === 'entry.appended')
  const keptByEvent = Map.groupBy(failed, ({ eventId }) => eventId)
  for (const { id } of appended) {
    const beside = notes.get(`crash.beside ${id}`) ?? 0
    if (beside !== 1) violations.push(`beside poison, event ${id} was noted ${beside} times`)
    const [noted, kept] = [notes.get(`crash.poisoned ${id}`) ?? 0, keptByEvent.get(id)?.length ?? 0]
    if (noted + kept !== 1) violations.push(`event ${id} was noted ${noted} times, and is kept ${kept} times`)
    if (!isMended && isPoison(id) && noted > 0) violations.push(`poison event ${id} was noted before it was mended`)
    if (isMended && kept > 0) violations.push(`event ${id} is kept after mending: ${keptByEvent.get(id)![0]!.error}`)
  }
  for (const { name, eventType, error } of failed) {
    if (name !== 'poisoned') violations.push(`${name} failed after ${eventType}: ${error}`)
  }
  return { violations, planted: appended.filter(({ id }) => isPoison(id)).length, kept: failed.length }
}
