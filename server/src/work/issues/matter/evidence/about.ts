import type { Matter } from '../matter.ts'
import { tokensOf } from '../reading/tokens.ts'
import { isGenericStem } from '../reading/words.ts'

/** What comparing a message with many issues needs again and again. */
export interface About {
  /** Words that tell it from others. */
  readonly telling: ReadonlySet<string>
  readonly subjectStems: readonly string[]
}

export function aboutOf(message: Partial<Matter>): About {
  let about = aboutByMessage.get(message)
  if (!about) {
    about = {
      telling: new Set((message.words ?? []).filter((stem) => !isGenericStem(stem))),
      subjectStems: tellingStems(message.subjects?.[0] ?? ''),
    }
    aboutByMessage.set(message, about)
  }
  return about
}

const aboutByMessage = new WeakMap<Partial<Matter>, About>()

/** The stems of a normalised subject, in their order. */
export const stemsIn = (subject: string): string[] => [...new Set(tokensOf(subject).flatMap(({ word }) => word.stems))]

/** Those that tell it from other subjects. */
export function tellingStems(subject: string): string[] {
  const words = tokensOf(subject).filter(({ word }) => !word.isGeneric)
  return [...new Set(words.flatMap(({ word }) => word.stems))]
}
