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
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+/gu

export function wordsOf(text: string): string[] {
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

/** The lines of these texts that do not stand there, without the marks of quotes. */
export function unknownIn(texts: readonly string[], known: KnownText): string {
  const lines = texts.flatMap((text) => text.split('\n')).map((line) => line.replace(/^(?:[ \t]{0,3}>)+[ \t]?/, ''))
  const isKnown = known.find(lines)
  return lines.filter((line, i) => !isKnown[i] && line.trim() !== '').join('\n')
}

function findIn(lines: readonly string[], grams: ReadonlySet<string>, whole: ReadonlySet<string>): boolean[] {
  const words = lines.map(wordsOf)
  const stream: { word: string; line: number }[] = words.flatMap((each, line) => each.map((word) => ({ word, line })))
  const isKnown = new Uint8Array(stream.length)
  for (let i = 0; i + gramWords <= stream.length; i++) {
    let gram = stream[i]!.word
    for (let k = 1; k < gramWords; k++) gram += ` ${stream[i + k]!.word}`
    if (grams.has(gram)) isKnown.fill(1, i, i + gramWords)
  }
  const counts = Array.from<number>({ length: lines.length }).fill(0)
  stream.forEach(({ line }, i) => {
    if (isKnown[i] === 1) counts[line]!++
  })
  return words.map((each, line) => {
    if (each.length === 0) return false
    return counts[line]! >= enough * each.length || (each.length < 2 * gramWords && whole.has(each.join(' ')))
  })
}
