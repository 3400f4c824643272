import { isAscii } from '../../../../../lib/ascii.ts'
import { isBareAttribution, matchAttribution } from './attribution.ts'

/**
 * What stands on the thread already, to tell it from what is new. Texts are compared by their words, since programs wrap,
 * mark and respell what they quote.
 */
export interface KnownText {
  /** For each of these lines, whether its words stand there: in that order, wherever the lines were broken. */
  find(lines: readonly string[]): boolean[]
}

/** Of all earlier texts together; the newest come first. It bounds memory: a word costs about 100 bytes here. */
const maxKnownChars = 60_000
const gramWords = 4
/** A line is known when so many of its words are: a word may have been respelled, a link rewritten. */
const enough = 0.7

/** Scripts without blanks between words are compared by their characters. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]`
const wordPattern = new RegExp(String.raw`${unspaced}|[[\p{L}\p{N}\p{M}]--${unspaced}]+`, 'gv')

export function wordsOf(text: string): string[] {
  // Most lines are, and every mail that quotes has many.
  if (isAscii(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return text.normalize('NFKC').toLowerCase().match(wordPattern) ?? []
}

export function knownText(texts: readonly string[]): KnownText {
  const grams = new Set<string>()
  const whole = new Set<string>()
  let left = maxKnownChars
  for (const text of texts) {
    if (left <= 0) break
    const known = text.slice(0, left)
    left -= known.length
    const words = wordsOf(known)
    for (let i = 0; i + gramWords <= words.length; i++) grams.add(words.slice(i, i + gramWords).join(' '))
    for (const line of known.split(/\n|(?<=[.!?。！？])\s/)) {
      const short = wordsOf(line)
      if (short.length > 0 && short.length < 2 * gramWords) whole.add(short.join(' '))
    }
  }
  return { find: (lines) => findIn(lines, grams, whole) }
}

/**
 * The lines of these texts that do not stand there, without the marks of quotes and without what programs write above a
 * quote: names and dates of what is on the thread already.
 */
export function unknownIn(texts: readonly string[], known: KnownText): string {
  const lines = texts.flatMap((text) => text.split('\n')).map((line) => line.replace(/^(?:[ \t]{0,3}>)+[ \t]?/, ''))
  const isKnown = known.find(lines)
  const isAbove = attributionsIn(lines)
  return lines.filter((line, i) => !isKnown[i] && !isAbove[i] && line.trim() !== '').join('\n')
}

function attributionsIn(lines: readonly string[]): boolean[] {
  const found = lines.map((line) => isBareAttribution(line) || /^\[[^\]]*\]$/.test(line.trim()))
  for (let i = 0; i < lines.length; i++) {
    const attribution = lines[i]!.trim() === '' ? null : matchAttribution(lines, i)
    if (attribution) found.fill(true, i, attribution.to + 1)
  }
  return found
}

function findIn(lines: readonly string[], grams: ReadonlySet<string>, whole: ReadonlySet<string>): boolean[] {
  const words = lines.map(wordsOf)
  const stream = words.flat()
  const isKnown = new Uint8Array(stream.length)
  for (let i = 0; i + gramWords <= stream.length; i++) {
    if (grams.has(stream.slice(i, i + gramWords).join(' '))) isKnown.fill(1, i, i + gramWords)
  }
  let from = 0
  return words.map((each) => {
    const to = from + each.length
    let count = 0
    for (; from < to; from++) count += isKnown[from]!
    if (each.length === 0) return false
    return count >= enough * each.length || (each.length < 2 * gramWords && whole.has(each.join(' ')))
  })
}
