import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
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
    evidence.push({ what: 'entity', weight: best.weight, wording: threadingWords.both_name(partsOf(best.key)) })
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
      wording: threadingWords.names_differ({ ...partsOf(key), ofIssue: valueIn(rival) }),
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

const partsOf = (key: string) => ({ type: typeIn(key), value: valueIn(key) })
