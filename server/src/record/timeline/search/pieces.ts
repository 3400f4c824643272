import { isAscii } from '../../../lib/ascii.ts'

/** A run of letters or of digits in a folded text. */
export interface Piece {
  /**
   * `unspaced`: of a script that writes no spaces between words. `mixed`: letters and digits in turns, such as a
   * checksum.
   */
  kind: 'letters' | 'digits' | 'unspaced' | 'mixed'
  text: string
  start: number
  end: number
}

const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]`
const run = new RegExp(
  String.raw`(?<unspaced>${unspaced}+)|(?<letters>[[\p{L}\p{M}]--${unspaced}]+)|(?<digits>\p{N}+)`,
  'gv',
)
/** The same in most texts, several times as fast. */
const asciiRun = /[a-z]+|\d+/gi
/** More turns than this between letters and digits are no names with numbers. */
const maxTurns = 3

export function piecesOf(folded: string): Piece[] {
  const pieces: Piece[] = []
  let touching: Piece[] = []
  const flush = (): void => {
    if (touching.length > maxTurns) pieces.push(joinedPiece(touching, folded))
    else pieces.push(...touching)
    touching = []
  }
  for (const match of folded.matchAll(isAscii(folded) ? asciiRun : run)) {
    const kind = kindOf(match)
    const piece: Piece = { kind, text: match[0], start: match.index, end: match.index + match[0].length }
    if (kind === 'unspaced' || touching.at(-1)?.end !== piece.start) flush()
    if (kind === 'unspaced') pieces.push(piece)
    else touching.push(piece)
  }
  flush()
  return pieces
}

function kindOf({ 0: text, groups }: RegExpMatchArray): Piece['kind'] {
  if (groups) return groups['unspaced'] ? 'unspaced' : groups['letters'] ? 'letters' : 'digits'
  return text[0]! <= '9' ? 'digits' : 'letters'
}

function joinedPiece(pieces: readonly Piece[], folded: string): Piece {
  const [start, end] = [pieces[0]!.start, pieces.at(-1)!.end]
  return { kind: 'mixed', text: folded.slice(start, end), start, end }
}

/** Pieces with no space between them: `ORD-88231`, an address. Unspaced ones stand alone. */
export function chunksOf(pieces: readonly Piece[], folded: string): Piece[][] {
  const chunks: Piece[][] = []
  for (const piece of pieces) {
    const last = chunks.at(-1)?.at(-1)
    const goesOn =
      last !== undefined &&
      piece.kind !== 'unspaced' &&
      last.kind !== 'unspaced' &&
      !/\s/.test(folded.slice(last.end, piece.start))
    if (goesOn) chunks.at(-1)!.push(piece)
    else chunks.push([piece])
  }
  return chunks
}

/** A number as people write it in groups: of a telephone, an order, an account. */
export interface WrittenNumber {
  /** Which of the pieces. */
  from: number
  to: number
  /** As it is compared from its end. */
  digits: string
}

const fewest = 5
const most = 34
const between = /^(?=.{1,3}$)[ \u00a0().,/'’-]+$/

/** Numbers of five digits or more, with their groups joined. `+49 (0)30 123` and `030 123` have the end in common. */
export function numbersOf(pieces: readonly Piece[], folded: string): WrittenNumber[] {
  const numbers: WrittenNumber[] = []
  for (let from = 0; from < pieces.length; from++) {
    if (pieces[from]!.kind !== 'digits') continue
    let to = from
    while (isGroup(pieces, to, folded)) to++
    const digits = pieces.slice(from, to + 1).map((piece) => piece.text)
    const whole = digits.join('')
    if (whole.length >= fewest && whole.length <= most) numbers.push({ from, to, digits: whole })
    // Several numbers beside each other look like one: each is found alone as well.
    if (to > from) {
      digits.forEach((text, index) => {
        if (text.length >= fewest && text.length <= most) {
          numbers.push({ from: from + index, to: from + index, digits: text })
        }
      })
    }
    from = to
  }
  return numbers
}

function isGroup(pieces: readonly Piece[], index: number, folded: string): boolean {
  const [piece, next] = [pieces[index]!, pieces[index + 1]]
  return next?.kind === 'digits' && between.test(folded.slice(piece.end, next.start))
}
