import { fold, foldSpelledOut } from './fold.ts'
import { nationalDigits } from './phone-digits.ts'
import { chunksOf, numbersOf, piecesOf, type Piece } from './pieces.ts'
import { fromItsEnd, isJoined, isShort, joined } from './terms.ts'

/** In a query's text: the segment of the index that is asked, put in by the statement. */
export const segmentMark = '$'

const mostParts = 32

/**
 * What somebody typed, as the text of a `tsquery`: all of the words, each as the beginning of one that was written;
 * what stands in quotation marks as it stands; without what has a minus before it. Null when nothing can be found by it.
 */
export function queryOf(typed: string): string | null {
  const wanted: string[] = []
  const unwanted: string[] = []
  for (const { text, isQuoted, isUnwanted } of partsOf(typed)) {
    const expressions = isQuoted ? quotedExpressions(text) : expressionsOf(text)
    if (isUnwanted && expressions.length > 0) unwanted.push(`!(${expressions.join(' & ')})`)
    else wanted.push(...expressions)
  }
  if (wanted.length === 0) return null
  return [...wanted.slice(0, mostParts), ...unwanted.slice(0, mostParts)].join(' & ')
}

interface Part {
  text: string
  isQuoted: boolean
  isUnwanted: boolean
}

/** Words that stand free go together: a number may be typed in groups. */
function partsOf(typed: string): Part[] {
  const parts: Part[] = []
  let free = ''
  for (const match of typed.matchAll(/(?<=^|\s)(-?)"([^"]*)("|$)|(?<=^|\s)-(?=[\p{L}\p{N}"])(\S+)|\S+\s*/gu)) {
    const [whole, minus, quoted, , without] = match
    if (quoted !== undefined) parts.push({ text: quoted, isQuoted: true, isUnwanted: minus === '-' })
    else if (without !== undefined) parts.push({ text: without, isQuoted: false, isUnwanted: true })
    else free += whole
  }
  return [{ text: free, isQuoted: false, isUnwanted: false }, ...parts]
}

/** The words of a query that are wanted, as they were typed. */
export const wantedText = (typed: string): string =>
  partsOf(typed)
    .filter(({ isUnwanted }) => !isUnwanted)
    .map(({ text }) => text)
    .join(' ')

/** Words that have to stand in an entry by themselves, each as the beginning of one: of what was typed without any signs. */
export function requiredWords(typed: string): string[] {
  const chunks = partsOf(typed)
    .filter(({ isUnwanted }) => !isUnwanted)
    .flatMap(({ text }) => {
      const folded = fold(text)
      const pieces = piecesOf(folded)
      const spelledOut = otherSpellings(text, pieces)
      return chunksOf(pieces, folded).map((chunk) => (chunk.some((piece) => spelledOut.has(piece)) ? [] : chunk))
    })
  return chunks
    .slice(0, mostParts)
    .flatMap((chunk) => (chunk.length === 1 && chunk[0]!.kind === 'letters' ? [chunk[0]!.text] : []))
}

function quotedExpressions(text: string): string[] {
  const pieces = piecesOf(fold(text))
  if (pieces.length === 0) return []
  const parts = pieces.map(({ kind, text: term }) => (kind === 'unspaced' ? unspacedExpression(term) : exact(term)))
  return [`(${oneAfterTheOther(parts)})`]
}

function expressionsOf(text: string): string[] {
  const folded = fold(text)
  const pieces = piecesOf(folded)
  const spelledOut = otherSpellings(text, pieces)
  const numbers = new Map(
    numbersOf(pieces, folded).map(({ from, to, digits }) => [
      `${from} ${to}`,
      begins(fromItsEnd(nationalDigits(digits, folded.slice(0, pieces[from]!.start)))),
    ]),
  )
  const indexOf = new Map(pieces.map((piece, index) => [piece, index]))
  const number = (from: Piece, to: Piece): string | undefined => numbers.get(`${indexOf.get(from)} ${indexOf.get(to)}`)
  const single = (piece: Piece): string | undefined => number(piece, piece)
  const expressions: string[] = []
  const chunks = chunksOf(pieces, folded)
  for (let index = 0; index < chunks.length; index++) {
    // A number that was typed in several groups is one, or several beside each other.
    let end = index
    for (let next = index + 1; next < chunks.length; next++) {
      if (number(chunks[index]![0]!, chunks[next]!.at(-1)!) !== undefined) end = next
    }
    const group = chunks.slice(index, end + 1)
    const apart = group.map((chunk) => chunkExpression(chunk, spelledOut, single)).join(' & ')
    const whole = number(group[0]![0]!, group.at(-1)!.at(-1)!)
    expressions.push(whole === undefined ? apart : `((${apart}) | ${whole})`)
    index = end
  }
  return expressions
}

function chunkExpression(
  chunk: readonly Piece[],
  spelledOut: ReadonlyMap<Piece, string>,
  number: (piece: Piece) => string | undefined,
): string {
  const last = chunk.at(-1)!
  const parts = chunk.map((piece) => {
    if (piece.kind === 'unspaced') return unspacedExpression(piece.text)
    const form = piece === last ? beginsUnlessShort : exact
    const other = spelledOut.get(piece)
    const forms = [form(piece.text), ...(other === undefined ? [] : [form(other)]), number(piece)].filter(
      (each) => each !== undefined,
    )
    return forms.length === 1 ? forms[0]! : `(${forms.join(' | ')})`
  })
  const beside = oneAfterTheOther(parts)
  return isJoined(chunk) ? `((${beside}) | ${begins(joined(chunk))})` : `(${beside})`
}

function otherSpellings(text: string, pieces: readonly Piece[]): Map<Piece, string> {
  const others = piecesOf(foldSpelledOut(text) ?? '')
  if (others.length !== pieces.length) return new Map()
  return new Map(
    pieces.flatMap((piece, index) =>
      others[index]!.text === piece.text ? [] : [[piece, others[index]!.text] as const],
    ),
  )
}

function unspacedExpression(text: string): string {
  const characters = Array.from(text)
  if (characters.length === 1) return begins(text)
  return oneAfterTheOther(characters.slice(0, -1).map((character, index) => exact(character + characters[index + 1]!)))
}

const exact = (term: string): string => `'${segmentMark}.${term}'`
const begins = (term: string): string => `${exact(term)}:*`
const beginsUnlessShort = (term: string): string => (isShort(term) ? exact(term) : begins(term))
const oneAfterTheOther = (parts: readonly string[]): string => parts.join(' <-> ')
