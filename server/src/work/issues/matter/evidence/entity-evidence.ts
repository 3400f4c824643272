import type { Matter } from '../matter.ts'
import type { Evidence } from './evidence.ts'

/** A shared number is the best evidence there is; different ones of a kind speak against. */
export function entityEvidence(issue: Partial<Matter>, message: Partial<Matter>, evidence: Evidence[]): void {
  const theirs = message.entities
  const ours = issue.entities
  if (!theirs?.length || !ours?.length) return
  const oursByValue = new Map(ours.map((key) => [valueIn(key), typeIn(key)]))
  let best: { weight: number; key: string } | null = null
  for (const key of theirs) {
    const ourType = oursByValue.get(valueIn(key))
    if (ourType === undefined) continue
    // Of a pair, the side that says what the number is counts.
    const weight = Math.max(weightOf(ourType), weightOf(typeIn(key)))
    if (!best || weight > best.weight)
      best = { weight, key: weightOf(typeIn(key)) < weight ? `${ourType}:${valueIn(key)}` : key }
  }
  if (best) {
    evidence.push({ what: 'entity', weight: best.weight, sentence: `Both name ${nameOf(best.key)}.` })
    return
  }
  for (const key of theirs) {
    const weight = conflictByType[typeIn(key)]
    if (weight === undefined) continue
    const rival = ours.find((other) => typeIn(other) === typeIn(key))
    if (rival === undefined) continue
    evidence.push({
      what: 'entity_conflict',
      weight,
      sentence: `The message names ${nameOf(key)}, the issue ${nameOf(rival)}.`,
    })
    return
  }
}

const typeIn = (key: string): string => key.slice(0, key.indexOf(':'))
const valueIn = (key: string): string => key.slice(key.indexOf(':') + 1)

const weightOf = (type: string): number => weightByType[type] ?? 8
// A device may have several problems. What merely looks like a reference may be a number in a signature.
const weightByType: Readonly<Record<string, number>> = { serial: 5, contract: 5, loose: 3 }
const conflictByType: Readonly<Record<string, number>> = {
  order: -5,
  invoice: -5,
  tracking: -5,
  booking: -5,
  return: -5,
  ticket: -4,
  contract: -3,
  serial: -3,
  reference: -2,
  number: -2,
}

function nameOf(key: string): string {
  const type = typeIn(key)
  const value = valueIn(key)
  return type === 'loose' || type === 'number' ? `the number ${value}` : `${type} ${value}`
}
