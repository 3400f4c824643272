import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import type { Matter } from './matter.ts'
import { scoreSameMatter, unsureBits, type IssueMatter, type MatterScore } from './same-matter.ts'

export type MatterChoice<T> =
  | { readonly decision: 'same'; readonly issue: T; readonly score: MatterScore; readonly wording: Wording }
  /** A new issue, linked to the likely one. */
  | { readonly decision: 'unsure'; readonly likely: T; readonly score: MatterScore; readonly wording: Wording }
  | { readonly decision: 'different'; readonly wording: Wording }

/** Which of a customer's issues a message without a reference is about. Only a clear winner is joined. */
export function chooseByMatter<T extends IssueMatter>(
  issues: readonly T[],
  message: Partial<Matter>,
  { now }: { now: Date },
): MatterChoice<T> {
  let best: { issue: T; score: MatterScore } | null = null
  let secondBits = -Infinity
  for (const issue of issues) {
    const score = scoreSameMatter(issue, message, { now })
    if (!best || isBetter(score, issue, best)) {
      secondBits = Math.max(secondBits, best?.score.bits ?? -Infinity)
      best = { issue, score }
    } else {
      secondBits = Math.max(secondBits, score.bits)
    }
  }
  if (!best || best.score.bits < unsureBits) {
    return { decision: 'different', wording: best?.score.wording ?? threadingWords.no_other_issue() }
  }
  const { issue, score } = best
  if (score.decision === 'same' && score.bits - secondBits >= leadBits) {
    return { decision: 'same', issue, score, wording: score.wording }
  }
  const wording =
    score.decision === 'same' ? joinWordings(score.wording, threadingWords.same_for_another()) : score.wording
  return { decision: 'unsure', likely: issue, score, wording }
}

/** How far ahead of the next the winner must be: four times as likely. */
const leadBits = 2

function isBetter(score: MatterScore, issue: IssueMatter, best: { issue: IssueMatter; score: MatterScore }): boolean {
  if (score.bits !== best.score.bits) return score.bits > best.score.bits
  return issue.lastActivityAt > best.issue.lastActivityAt
}
