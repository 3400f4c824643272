import type { Db } from '../../db/db.ts'
import { readSetAside } from '../../reacting/reacting.ts'
import type { Finding } from '../doctor.ts'

/** Whether what should have followed from events was set aside because it failed again and again. */
export async function checkReactions(db: Db): Promise<Finding> {
  const name = 'Reactions'
  const { count, newest } = await readSetAside(db)
  if (newest === null) return { name, ok: true, sentence: 'Nothing that follows from events was set aside.' }
  const such = `such as ${newest.reaction} after ${newest.eventType}: ${newest.error ?? ''}`.replace(/\s+/g, ' ').trim()
  return {
    name,
    ok: false,
    sentence: `What follows from events failed and was set aside ${count === 1 ? 'once' : `${count} times`}, ${such}`,
    advice: 'See Settings → Set aside: after a correction or an upgrade, try again; else dismiss it.',
  }
}
