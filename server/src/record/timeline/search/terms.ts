import { fold, foldSpelledOut } from './fold.ts'
import { nationalDigits } from './phone-digits.ts'
import { chunksOf, numbersOf, piecesOf, type Piece } from './pieces.ts'

/** What an entry is found by. Positions count from 1, so that words beside each other can be asked for. */
export type Terms = Map<string, number[]>

/** Beyond this a text is not indexed: PostgreSQL refuses a tsvector over 1 MB, and a position over 16,383. */
const indexedLength = 100_000
const lastPosition = 16_000
const longestTerm = 100
/** A gap that no quoted words reach across: between the subject and the text, and between the names of files. */
const gap = 10

/** Of texts that stand apart from each other, such as the subject, the text and the names of files. */
export function termsOf(texts: readonly string[]): Terms {
  const terms: Terms = new Map()
  let position = 1
  for (const text of texts) position = addTerms(terms, text.slice(0, indexedLength).toWellFormed(), position) + gap
  return terms
}

/** Answers with the position after the text's last. */
function addTerms(terms: Terms, text: string, first: number): number {
  const folded = fold(text)
  const pieces = piecesOf(folded)
  const positions: number[] = []
  let position = first
  for (const piece of pieces) {
    positions.push(position)
    position = addPiece(terms, piece, position)
  }
  const spelledOut = foldSpelledOut(text)
  if (spelledOut !== null) addOtherSpellings(terms, pieces, piecesOf(spelledOut), positions)
  const positionOf = new Map(pieces.map((piece, index) => [piece, positions[index]!]))
  for (const chunk of chunksOf(pieces, folded)) {
    if (isJoined(chunk)) add(terms, joined(chunk), positionOf.get(chunk[0]!)!)
  }
  for (const { from, digits } of numbersOf(pieces, folded)) {
    add(terms, fromItsEnd(nationalDigits(digits, folded.slice(0, pieces[from]!.start))), positions[from]!)
  }
  return position
}

function addPiece(terms: Terms, piece: Piece, position: number): number {
  if (piece.kind !== 'unspaced') {
    add(terms, piece.text, position)
    return position + 1
  }
  const characters = Array.from(piece.text)
  characters.forEach((character, index) => {
    add(terms, character + (characters[index + 1] ?? ''), position + index)
  })
  return position + characters.length
}

function addOtherSpellings(terms: Terms, pieces: Piece[], others: Piece[], positions: number[]): void {
  if (others.length !== pieces.length) return
  others.forEach(({ text }, index) => {
    if (text !== pieces[index]!.text) add(terms, text, positions[index]!)
  })
}

function add(terms: Terms, term: string, position: number): void {
  if (position > lastPosition) return
  const kept = term.slice(0, longestTerm).toWellFormed()
  const positions = terms.get(kept)
  if (positions === undefined) terms.set(kept, [position])
  // PostgreSQL keeps no more than 255 of a term.
  else if (positions.length < 255 && positions.at(-1) !== position) positions.push(position)
}

/** `e-mail` and `ORD-88231` are found written in one, too. */
export const isJoined = (chunk: readonly Piece[]): boolean =>
  chunk.length > 1 && chunk.length <= 4 && chunk.every(({ kind }) => kind !== 'mixed')

export const joined = (chunk: readonly Piece[]): string => chunk.map(({ text }) => text).join('')

/** Numbers are looked for by how they end: as a term that begins with its last digit. */
export const fromItsEnd = (digits: string): string => `~${Array.from(digits).toReversed().join('')}`

/** One or two Latin letters or digits: too many words begin so. In other scripts two signs say more. */
export const isShort = (term: string): boolean => Array.from(term).length < (/^[\x20-\x7e]*$/.test(term) ? 3 : 2)
