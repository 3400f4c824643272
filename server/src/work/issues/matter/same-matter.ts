import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { dayMs } from '../../../lib/clock.ts'
import { entityEvidence } from './evidence/entity-evidence.ts'
import type { Evidence } from './evidence/evidence.ts'
import type { Matter } from './matter.ts'
import { nudgeEvidence } from './evidence/nudge-evidence.ts'
import { subjectEvidence } from './evidence/subject-evidence.ts'
import { wordEvidence } from './evidence/word-evidence.ts'

export interface IssueMatter {
  readonly matter: Partial<Matter>
  readonly lastActivityAt: Date
  readonly status: string
}

export interface MatterScore {
  /** How likely it is the same matter, 0 … 1. */
  readonly score: number
  readonly decision: 'same' | 'unsure' | 'different'
  /** The sum of the evidence, in bits. */
  readonly bits: number
  readonly evidence: readonly Evidence[]
  readonly wording: Wording
}

/**
 * Is a customer's message about this issue of theirs? For a message that refers to nothing.
 *
 * A message on the wrong issue misleads the person who answers, while a new issue that is linked to the likely one
 * costs one click. So `same` takes a reason of its own: a shared number, the same subject, or words that mean nothing
 * without an issue ("any news?"). Words that two texts share never suffice, however many: a customer of a shop uses the
 * shop's words.
 */
export function scoreSameMatter(issue: IssueMatter, message: Partial<Matter>, { now }: { now: Date }): MatterScore {
  const evidence: Evidence[] = []
  entityEvidence(issue.matter, message, evidence)
  subjectEvidence(issue.matter, message, evidence)
  nudgeEvidence(issue.matter, message, evidence)
  wordEvidence(issue.matter, message, evidence)
  const manners = message.manners
  if (manners?.includes('continues')) {
    evidence.push({ what: 'continues', weight: 3, wording: threadingWords.speaks_of_earlier() })
  }
  if (manners?.includes('other')) {
    evidence.push({
      what: 'other_topic',
      weight: -5,
      wording: threadingWords.says_other_topic(),
    })
  }
  if (issue.status === 'resolved') {
    // "Any news?" is meant for what is still open, if anything is.
    const saysNothing = manners?.includes('nudge') && !evidence.some(({ what }) => namesMatter.has(what))
    evidence.push({ what: 'resolved', weight: saysNothing ? -3.5 : -1, wording: threadingWords.is_resolved() })
  }
  const isFor = evidence.some(({ weight }) => weight > 0)
  const ageDays = Math.max(0, now.getTime() - issue.lastActivityAt.getTime()) / dayMs
  if (isFor && ageDays >= 1) evidence.push(ageEvidence(ageDays, evidence))
  return scored(evidence)
}

const namesMatter: ReadonlySet<Evidence['what']> = new Set(['entity', 'subject', 'same_subject'])

/**
 * Whether a message on a live channel has clearly left the issue being talked about: a number of another order, or
 * its own word that it is about something else. Having nothing in common is not enough: talk wanders.
 */
export function clearlyDiffers(issue: IssueMatter, message: Partial<Matter>): Evidence | null {
  if (message.manners?.includes('other')) {
    return { what: 'other_topic', weight: -5, wording: threadingWords.says_other_topic() }
  }
  const evidence: Evidence[] = []
  entityEvidence(issue.matter, message, evidence)
  return evidence.find(({ what, weight }) => what === 'entity_conflict' && weight <= -4) ?? null
}

// A number means the same thing for months; words and subjects come up again.
function ageEvidence(days: number, evidence: readonly Evidence[]): Evidence {
  const isNumbered = evidence.some(({ what, weight }) => what === 'entity' && weight >= 6)
  const weight = -(isNumbered ? 0.3 : 0.7) * Math.log2(1 + days / 7)
  const wording =
    days < 14
      ? threadingWords.silent_for_days({ days: Math.floor(days) })
      : threadingWords.silent_for_weeks({ weeks: Math.floor(days / 7) })
  return { what: 'age', weight, wording }
}

function scored(evidence: readonly Evidence[]): MatterScore {
  const bits = evidence.reduce((sum, { weight }) => sum + weight, 0)
  const decision = bits >= sameBits ? 'same' : bits >= unsureBits ? 'unsure' : 'different'
  return { score: 1 / (1 + 2 ** (prior - bits)), decision, bits, evidence, wording: wordingOf(evidence, decision) }
}

// Eight to one for joining, after the three bits against it that any two matters of one customer start with.
const prior = 3
const sameBits = 6
export const unsureBits = 2.5

function wordingOf(evidence: readonly Evidence[], decision: MatterScore['decision']): Wording {
  const isFor = decision !== 'different'
  const reasons = evidence
    .filter(({ weight }) => (isFor ? weight > 0.5 : weight < -0.5))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 2)
  if (reasons.length === 0) return threadingWords.nothing_in_common()
  return joinWordings(...reasons.map(({ wording }) => wording))
}
