/** A sign that asks for a list while one writes: a saved reply, or a colleague. */
export type Sign = '/' | '@'

export interface Trigger {
  sign: Sign
  /** What was typed after the sign, which is looked for. */
  query: string
  /** How many characters before the caret are replaced by what is picked. */
  length: number
}

/** Reads the line before the caret. A sign counts at the beginning of a word only: not in "and/or", nor in an address. */
export function findTrigger(before: string, signs: readonly Sign[]): Trigger | null {
  const match = /(?:^|[\s(])([/@])([^\s/@]{0,40})$/u.exec(before)
  const [, sign, query] = match ?? []
  if (query === undefined || (sign !== '/' && sign !== '@') || !signs.includes(sign)) return null
  return { sign, query, length: query.length + 1 }
}

/** Every word of the query begins a word of the text. */
export function matches(query: string, ...texts: (string | null)[]): boolean {
  const words = texts.flatMap((text) => fold(text ?? '').split(/[^\p{L}\p{N}]+/u))
  return fold(query)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
