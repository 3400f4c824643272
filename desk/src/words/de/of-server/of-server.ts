import { evidence } from './evidence.ts'
import { fields } from './fields.ts'
import { sentences } from './sentences.ts'

/** What the server says in English, said in German; what is not known here stays as it was said. */
export function sentenceOfServer(said: string): string {
  return firstThatFits(sentences, said)
}

export function fieldOfServer(said: string): string {
  return fields[said] ?? said
}

export function evidenceOfServer(said: string): string {
  return firstThatFits(evidence, said)
}

function firstThatFits(list: readonly (readonly [RegExp, string])[], said: string): string {
  const [pattern, german] = list.find(([one]) => one.test(said)) ?? []
  return pattern && german !== undefined ? said.replace(pattern, german) : said
}
