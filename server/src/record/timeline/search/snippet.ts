import { isAscii } from '../../../lib/ascii.ts'
import { fold, foldSpelledOut } from './fold.ts'
import { nationalDigits } from './phone-digits.ts'
import { chunksOf, numbersOf, piecesOf, type Piece } from './pieces.ts'
import { wantedText } from './query.ts'
import { isShort, joined } from './terms.ts'

/** In UTF-16 units. */
export interface Range {
  start: number
  end: number
}

export interface Snippet {
  snippet: string
  /** Where something that was asked for stands in the snippet: in order, none over another. */
  highlights: Range[]
}

const leading = 60
const length = 180
/** Far enough for nearly all texts, and bounded. */
const lookedThrough = 50_000

/** A line around the first place where something of the query stands. */
export function snippetOf(text: string, query: string): Snippet {
  const hits = hitsIn(text.slice(0, lookedThrough), query)
  const from = startOfLine(text, hits[0]?.start ?? 0)
  const to = Math.min(text.length, from + length)
  let snippet = from > 0 ? '…' : ''
  const highlights: Range[] = []
  let at = from
  for (const hit of hits.filter(({ start, end }) => start >= from && end <= to)) {
    snippet += oneLine(text.slice(at, hit.start))
    const start = snippet.length
    snippet += oneLine(text.slice(hit.start, hit.end))
    highlights.push({ start, end: snippet.length })
    at = hit.end
  }
  return { snippet: `${snippet}${oneLine(text.slice(at, to))}${to < text.length ? '…' : ''}`, highlights }
}

/** Some words before the first hit, and not in the middle of one where words have spaces between them. */
function startOfLine(text: string, hit: number): number {
  if (hit <= leading) return 0
  const space = text.slice(hit - leading, hit - leading / 2).search(/\s/)
  return hit - leading + space + 1
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').toWellFormed()

function hitsIn(text: string, query: string): Range[] {
  const terms = termsIn(query)
  const { folded, sources } = foldWithSources(text)
  const pieces = piecesOf(folded)
  const range = (start: number, end: number): Range => ({ start: sources[start]!, end: sources[end]! })
  const others = piecesOf(foldSpelledOut(text) ?? '')
  const spelledOut = others.length === pieces.length ? others : pieces
  const found = [
    ...pieces.flatMap((piece, index) => {
      const hits = hitOfPiece(piece, terms)
      if (hits.length > 0 || begins(spelledOut[index]!.text, terms) === null) return hits
      return [{ start: piece.start, end: piece.end }]
    }),
    ...chunksOf(pieces, folded).flatMap((chunk) =>
      chunk.length > 1 && begins(joined(chunk), terms) !== null
        ? [{ start: chunk[0]!.start, end: chunk.at(-1)!.end }]
        : [],
    ),
    ...numbersOf(pieces, folded).flatMap(({ from, to, digits }) =>
      terms.some((term) => term.length >= 5 && nationalDigits(digits, '').endsWith(term))
        ? [{ start: pieces[from]!.start, end: pieces[to]!.end }]
        : [],
    ),
  ]
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  const apart: Range[] = []
  for (const hit of found) if (hit.start >= (apart.at(-1)?.end ?? 0)) apart.push(hit)
  return apart.map(({ start, end }) => range(start, end))
}

function termsIn(query: string): string[] {
  const wanted = wantedText(query)
  const folded = fold(wanted)
  const pieces = piecesOf(folded)
  return [
    ...pieces.map(({ text }) => text),
    ...piecesOf(foldSpelledOut(wanted) ?? '').map(({ text }) => text),
    ...chunksOf(pieces, folded).map(joined),
    ...numbersOf(pieces, folded).map(({ from, digits }) =>
      nationalDigits(digits, folded.slice(0, pieces[from]!.start)),
    ),
  ].sort((one, other) => other.length - one.length)
}

function hitOfPiece({ kind, text, start }: Piece, terms: readonly string[]): Range[] {
  if (kind === 'unspaced') {
    const term = terms.find((each) => text.includes(each))
    if (term === undefined) return []
    const from = start + text.indexOf(term)
    return [{ start: from, end: from + term.length }]
  }
  const term = begins(text, terms)
  return term === null ? [] : [{ start, end: start + term.length }]
}

const begins = (text: string, terms: readonly string[]): string | null =>
  terms.find((term) => (isShort(term) ? text === term : text.startsWith(term))) ?? null

/** A character and what belongs to it: marks, also those of half-width kana. */
const withMarks = /[^][\p{M}ﾞﾟ]*/gu

/** `sources[i]`: where in the text the i-th unit of the folded one comes from; one more for the end. */
function foldWithSources(text: string): { folded: string; sources: number[] } {
  const sources: number[] = []
  if (isAscii(text)) {
    for (let index = 0; index <= text.length; index++) sources.push(index)
    return { folded: fold(text), sources }
  }
  let folded = ''
  for (const { 0: character, index } of text.matchAll(withMarks)) {
    const part = fold(character)
    for (let unit = 0; unit < part.length; unit++) sources.push(index)
    folded += part
  }
  return { folded, sources: [...sources, text.length] }
}
