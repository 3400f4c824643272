import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Matter } from '../matter.ts'
import { stemsIn } from './about.ts'
import type { Evidence } from './evidence.ts'

/**
 * "Any news?" is about whatever is open; "any news about the lamp?" about what speaks of the lamp. It weighs the same
 * for every issue it fits: when there are several, `chooseByMatter` finds no clear winner.
 */
export function nudgeEvidence(issue: Partial<Matter>, message: Partial<Matter>, evidence: Evidence[]): void {
  const { manners, words = [], entities = [] } = message
  const isNudge = manners?.includes('nudge')
  if (!isNudge && !manners?.includes('chase')) return
  // It names a number: that decides.
  if (entities.length > 0 && !entities.some((key) => issue.entities?.includes(key))) return
  if (words.length === 0) {
    evidence.push({ what: 'nudge', weight: 8, wording: threadingWords.says_nothing_else() })
    return
  }
  const fitting = words.filter((word) => issue.words?.includes(word))
  if (fitting.length === words.length) {
    // One word may stand in anything ("my card", at a bank), unless the issue is called by it.
    const isCalled = (subject: string): boolean => callsBy(stemsIn(subject), fitting[0]!)
    const isSure = fitting.length > 1 || issue.subjects?.some(isCalled)
    evidence.push({ what: 'nudge', weight: isSure ? 8 : 5, wording: threadingWords.asks_for_news() })
  } else if (fitting.length > 0) {
    const weight = fitting.length * 2 >= words.length ? 4.5 : 2.5
    evidence.push({ what: 'nudge', weight, wording: threadingWords.asks_for_like() })
  }
}

const callsBy = (subject: readonly string[], stem: string): boolean => subject.length <= 4 && subject.includes(stem)
