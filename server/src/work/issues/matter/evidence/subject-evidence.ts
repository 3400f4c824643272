import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Matter } from '../matter.ts'
import type { Evidence } from './evidence.ts'
import { aboutOf, tellingStems } from './about.ts'

/** What the best of the issue's subjects says. */
export function subjectEvidence(issue: Partial<Matter>, message: Partial<Matter>, evidence: Evidence[]): void {
  const subject = message.subjects?.[0]
  if (!subject || !issue.subjects?.length) return
  const theirs = aboutOf(message).subjectStems
  // An issue that began with an answer waits for what was answered: mails overtake each other.
  const isAnswer = message.isReply === true || issue.isReply === true
  let best: Evidence | null = null
  for (const other of issue.subjects) {
    const found = other === subject ? identical(theirs.length, isAnswer) : similar(tellingStems(other), theirs)
    if (found && (!best || found.weight > best.weight)) best = found
  }
  if (best) evidence.push(best)
}

/**
 * The same subject again. That it is marked as an answer says that there was such a mail before; without, it must be
 * long enough not to come up by itself. "Help" and "Question about my order" come up by themselves.
 */
function identical(telling: number, isReply: boolean): Evidence {
  const wording = isReply ? threadingWords.answers_same_subject() : threadingWords.same_subject()
  if (isReply) return { what: 'same_subject', weight: telling > 0 ? 8 : 4, wording }
  const weight = telling >= 3 ? 8 : telling === 2 ? 6.5 : telling === 1 ? 3 : 1
  return { what: 'same_subject', weight, wording }
}

/**
 * Another subject with the same words. The weights stay below what joins: among the subjects of one customer three
 * shared words come up by chance, even with bodies alike. Only four of at most five nearly suffice.
 */
function similar(ours: readonly string[], theirs: readonly string[]): Evidence | null {
  const shared = ours.filter((stem) => theirs.includes(stem)).length
  if (shared === 0) return null
  const share = shared / Math.max(ours.length, theirs.length)
  const weight =
    shared >= 4 && share >= 0.75
      ? 5.5
      : shared >= 3 && (share === 1 || contains(ours, theirs) || contains(theirs, ours))
        ? 4
        : ([0, 0.7, 2, 3][shared] ?? 3.5)
  return { what: 'subject', weight, wording: threadingWords.subjects_share({ count: shared }) }
}

/** The whole of `inner`, in a row. */
function contains(outer: readonly string[], inner: readonly string[]): boolean {
  return inner.length >= 3 && ` ${outer.join(' ')} `.includes(` ${inner.join(' ')} `)
}
