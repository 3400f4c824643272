import { digit, kindOf, separator, unspaced } from './characters.ts'
import { wordAt, wordOf, type Word } from './words.ts'

/** A word, a number, or both in one (`4711-ab`), of folded text. */
export interface Token {
  readonly word: Word
  readonly start: number
  readonly end: number
}

/**
 * Splits folded text. Unlike a general segmenter it keeps numbers of many shapes whole, and it runs in the hot path:
 * a table lookup per character, no regular expression.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const { length } = text
  let last: Token | null = null
  let start = 0
  while (start < length) {
    let code = text.charCodeAt(start)
    const kind = kindOf(code)
    if (kind === separator) {
      start++
      continue
    }
    let end = start + 1
    let hasDigit = kind === digit
    let hash = code
    for (; end < length; end++) {
      code = text.charCodeAt(end)
      const next = kindOf(code)
      if (next === separator || (next === unspaced) !== (kind === unspaced)) break
      if (next === digit) hasDigit = true
      hash = (Math.imul(hash, 31) + code) | 0
    }
    if (last !== null && last.end === start - 1 && belongsTogether(text, last, start, end, hasDigit)) {
      last = { word: wordOf(text.slice(last.start, end)), start: last.start, end }
      tokens[tokens.length - 1] = last
    } else {
      last = { word: wordAt(text, start, end, hash), start, end }
      tokens.push(last)
    }
    start = end
  }
  return tokens
}

/** Is what stands around one character still one number? `inv-2026-001`, `12.03.2026`, `fv/12/2026`, not `e-mail`. */
function belongsTogether(text: string, last: Token, start: number, end: number, hasDigit: boolean): boolean {
  const between = text.charCodeAt(start - 1)
  const isLoose = between === hyphen || between === underscore
  if (!isLoose && between !== slash && between !== dot) return false
  if (end - last.start > longestNumber || last.word.isUnspaced) return false
  if (last.word.hasDigit) return hasDigit || (isLoose && end - start <= 4)
  return hasDigit && last.end - last.start <= (isLoose ? 6 : 3)
}

const longestNumber = 40
const [hyphen, underscore, slash, dot] = [0x2d, 0x5f, 0x2f, 0x2e]
