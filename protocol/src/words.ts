import { z } from 'zod'

/**
 * A sentence for people as a code and its values, sent beside the English sentence so that clients can say it in other
 * languages. A client that does not know the code (the server is newer) shows the English sentence.
 */
export const Words = z
  .object({
    code: z.string().describe('`domain.name`, such as `issues.no_such_issue`. Stable: added, never renamed.'),
    params: z
      .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
      .describe('What the sentence names. What comes from outside, such as the answer of a mail server, is a param.'),
  })
  .meta({ id: 'Words' })
export type Words = z.infer<typeof Words>

/** A text of one or more sentences, in English and as codes, in the same order. */
export interface Wording {
  sentence: string
  words: Words[]
}

/** The English of each code of a domain, made from its values. */
// oxlint-disable-next-line typescript/no-explicit-any -- each sentence has params of its own
type English = Readonly<Record<string, (params: any) => string>>

export type WordsOf<E extends English> = {
  readonly [Code in keyof E]: Parameters<E[Code]> extends []
    ? () => Wording
    : (params: Parameters<E[Code]>[0]) => Wording
}

/** The same codes in another language. A missing code, or a value that the code does not have, does not compile. */
export type Translated<Registry> = {
  readonly [Code in keyof Registry]: Registry[Code] extends () => Wording
    ? () => string
    : Registry[Code] extends (params: infer P) => Wording
      ? (params: P) => string
      : never
}

/** The codes of a domain. This is the only place where their English is made. */
export function defineWords<const E extends English>(domain: string, english: E): WordsOf<E> {
  const makers = Object.entries(english).map(([name, say]) => {
    const code = `${domain}.${name}`
    const make = (params: Words['params'] = {}): Wording => ({ sentence: say(params), words: [{ code, params }] })
    return [name, make]
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names; fromEntries forgets them
  return Object.fromEntries(makers) as WordsOf<E>
}

/** Several sentences, one after the other. Codes are left out unless all of them have one: half a text misleads. */
export function joinWordings(...wordings: readonly Wording[]): Wording {
  const said = wordings.filter(({ sentence }) => sentence !== '')
  const isWhole = said.every(({ words }) => words.length > 0)
  return {
    sentence: said.map(({ sentence }) => sentence).join(' '),
    words: isWhole ? said.flatMap(({ words }) => words) : [],
  }
}

/** A text without a code, shown as it is: what an earlier version stored, or what only operators read. */
export function untranslated(sentence: string): Wording {
  return { sentence, words: [] }
}

const wordsBySentence = new Map<string, Words[]>()

/** The message of a check in a schema. Zod carries text only; `wordsOfMessage` finds the code again. */
export function asMessage({ sentence, words }: Wording): string {
  wordsBySentence.set(sentence, words)
  return sentence
}

export function wordsOfMessage(message: string): Words[] {
  return wordsBySentence.get(message) ?? []
}
