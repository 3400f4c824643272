import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Matter } from '../matter.ts'
import { aboutOf } from './about.ts'
import type { Evidence } from './evidence.ts'

/** Shared words support other evidence. By themselves they stay below even `unsure`. */
export function wordEvidence(issue: Partial<Matter>, message: Partial<Matter>, evidence: Evidence[]): void {
  const { telling } = aboutOf(message)
  if (telling.size === 0) return
  let shared = 0
  let sharedNames = 0
  for (const word of issue.words ?? []) {
    if (!telling.has(word)) continue
    shared++
    // The name of a thing: x200.
    if (/\d/.test(word)) sharedNames++
  }
  if (shared === 0) return
  const weight = Math.min(1.5, (shared / telling.size) * 2, shared * 0.4) + Math.min(0.8, sharedNames * 0.8)
  evidence.push({ what: 'words', weight, wording: threadingWords.texts_share({ count: shared }) })
}
