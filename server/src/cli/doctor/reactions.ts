import type { Db } from '../../platform/db/db.ts'
import { readSetAside } from '../../work/reacting/reacting.ts'
import type { Finding } from './finding.ts'

/** Whether a reaction was set aside because it failed again and again. */
export async function checkReactions(db: Db): Promise<Finding> {
  const name = 'Reactions'
  const { count, newest } = await readSetAside(db)
  if (newest === null) return { name, ok: true, sentence: 'No reaction to an event was set aside.' }
  const such = `such as ${newest.reaction} after ${newest.eventType}: ${newest.error ?? ''}`.replace(/\s+/g, ' ').trim()
  return {
    name,
    ok: false,
    sentence: `${count === 1 ? '1 reaction' : `${count} reactions`} failed and ${count === 1 ? 'was' : 'were'} set aside, ${such}`,
    advice: 'See Settings → Set aside: after a correction or an upgrade, try again; else dismiss it.',
  }
}
