import { wordsOf } from './known-text.ts'
import type { LineKind } from './line-kind.ts'
import { quoteMark, quoteMarkAndBlank } from './quote-marks.ts'

/**
 * Folds the lines of one form of a mail as the other form was: what is quoted there and not said there is quoted here, and
 * the other way round. A line that both hold, or neither, stays as it is.
 */
export function agreeWith(
  lines: readonly string[],
  kinds: LineKind[],
  folded: { replyText: string; quotedText: string },
): void {
  const said = phrasesOf(folded.replyText)
  const quoted = phrasesOf(folded.quotedText)
  lines.forEach((line, i) => {
    const words = phraseOf(line)
    if (words === '') return
    const isSaid = said.includes(words)
    const isQuoted = quoted.includes(words)
    if (isSaid && !isQuoted) kinds[i] = 'own'
    else if (isQuoted && !isSaid) kinds[i] = 'quoted'
  })
}

/** So many words in a row are no coincidence, wherever the lines were broken; fewer have to be a line of their own. */
const minWords = 3

/** All words in a row, with marks left out, so that other line breaks make no difference. */
function phrasesOf(text: string): { includes(words: string): boolean } {
  const lines = text.slice(0, maxChars).split('\n').map(phraseOf)
  const whole = new Set(lines)
  const joined = ` ${lines.join(' ')} `
  let left = maxSearches
  return {
    includes(words) {
      if (words.split(' ', minWords).length < minWords) return whole.has(words)
      return left-- > 0 && joined.includes(` ${words} `)
    },
  }
}

/** Bounds what a mail of many lines costs. */
const maxChars = 100_000
const maxSearches = 2000

function phraseOf(line: string): string {
  let bare = line
  for (let i = 0; i < 20 && quoteMark.test(bare); i++) bare = bare.replace(quoteMarkAndBlank, '')
  return wordsOf(bare).join(' ')
}
