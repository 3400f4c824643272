import type { Db } from '../../platform/db/db.ts'
import { currentLeases, readUnheldLeases } from '../../platform/leases/leases.ts'
import type { Finding } from './finding.ts'

/** A node that is killed is replaced well before. */
const toleratedSeconds = 30
const mostNamed = 5

/** Which node does what no other does meanwhile, and what no node does. */
export async function checkLeases(db: Db): Promise<Finding> {
  const name = 'Leases'
  const unheld = (await readUnheldLeases(db)).filter(({ seconds }) => seconds > toleratedSeconds)
  const [worst] = unheld
  if (worst !== undefined) {
    const more = unheld.length === 1 ? '' : `, and ${unheld.length - 1} more`
    const sentence =
      `No node has had the lease of the ${worst.kind} "${worst.title}" for ${Math.round(worst.seconds)} s${more}. ` +
      `${worst.nodeName} had it last.`
    const service = worst.kind === 'channel' ? 'web' : 'worker'
    const advice = `Look whether a node with the service ${service} runs, and in its log.`
    return { name, ok: false, sentence, advice }
  }
  const held = await currentLeases(db)
  if (held.length === 0) return { name, ok: true, sentence: 'No node does work that only one may do.' }
  const named = held.slice(0, mostNamed).map(({ kind, title, nodeName }) => `${kind} "${title}" on ${nodeName}`)
  const more = held.length > mostNamed ? `; and ${held.length - mostNamed} more` : ''
  return { name, ok: true, sentence: `One node each: ${named.join('; ')}${more}.` }
}
