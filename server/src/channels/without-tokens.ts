import type { ReplyTokens } from './reply-token.ts'

/**
 * A text without what proves an address: our signed reply addresses and the names of our mails. Mail programs write
 * both into what they quote, and readers of the text must not get them by it.
 *
 * In which spelling they stand there cannot be listed: broken over lines, `%2B`, capitals, entities, leftovers of
 * quoted-printable. So a token is found by what it is. Escapes are read, all else but the letters that tokens are made
 * of is passed over, and whatever then verifies is taken out, with everything in between.
 */
export function withoutTokens(tokens: Readers, text: string): string {
  return withoutNames(
    [readsEscapes, readsTransferEncoding].reduce((left, escapes) => withoutVerified(tokens, left, escapes), text),
  )
}

type Readers = Pick<ReplyTokens, 'read' | 'readForward'>

const tokenLength = 48
/** An escape may stand for a letter of the token, for the dot or the plus before it, or for nothing. */
const readsEscapes = /%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|&[a-z]{2,8};|<\/?[a-z]{1,10} ?\/?>/giy
const readsTransferEncoding = /=([0-9a-f]{2})|=\r?\n/giy

function withoutVerified(tokens: Readers, text: string, escapes: RegExp): string {
  const letters = lettersOf(text, escapes)
  let left = ''
  let end = 0
  for (let first = 0; first + tokenLength <= letters.length; first++) {
    if (!mayBeToken(letters, first)) continue
    const word = letters.slice(first, first + tokenLength)
    const spelled = word.map(({ letter }) => letter).join('')
    if (tokens.read(spelled) === null && tokens.readForward(spelled) === null) continue
    const [from, to] = [Math.max(end, word[0]!.start - maxTagLength), word[0]!.start]
    left += text.slice(end, from) + text.slice(from, to).replace(tagBefore, '')
    end = word.at(-1)!.end
    first += tokenLength - 1
  }
  return end === 0 ? text : left + text.slice(end)
}

/** The `+r.` of the address, in the spellings that one meets. */
const maxTagLength = 40
const tagBefore = /(?:\+|%2b|=2b|&#43;|&#x2b;|&plus;)\s*r(?:\.|%2e|=2e|&#46;|&#x2e;|&period;)?\s*$/i

interface Letter {
  letter: string
  start: number
  end: number
}

function lettersOf(text: string, escapes: RegExp): Letter[] {
  const letters: Letter[] = []
  for (let start = 0; start < text.length;) {
    escapes.lastIndex = start
    const escape = '%&=<'.includes(text[start]!) ? escapes.exec(text) : null
    const letter = (escape ? escaped(escape) : text[start]!).normalize('NFKC').toLowerCase()
    const end = start + (escape?.[0].length ?? 1)
    if (letter.length === 1 && isLetter(letter)) letters.push({ letter, start, end })
    start = end
  }
  return letters
}

function escaped([, ...codes]: RegExpExecArray): string {
  const index = codes.findIndex((code) => code !== undefined)
  if (index < 0) return ''
  // The third of them is decimal.
  const point = Number.parseInt(codes[index]!, index === 2 ? 10 : 16)
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : ''
}

const isLetter = (letter: string): boolean => (letter >= 'a' && letter <= 'z') || (letter >= '2' && letter <= '7')

/**
 * A token begins with the id of an issue or an entry, a UUIDv7: four bits are 7, and two more are 2. Looked at first: of the words of
 * a long text nearly none has them, and verifying each would take time.
 */
function mayBeToken(letters: readonly Letter[], first: number): boolean {
  const value = (index: number): number => valueOf(letters[first + index]!.letter)
  // Five bits a letter: the version is in bits 48 to 51, the variant in 64 and 65.
  return (((value(9) & 0b11) << 2) | (value(10) >>> 3)) === 7 && (value(12) & 1) === 1 && value(13) >>> 4 === 0
}

const valueOf = (letter: string): number =>
  letter >= 'a' ? letter.charCodeAt(0) - 'a'.charCodeAt(0) : Number(letter) + 24

/** The keyed Message-ID of one of our mails; see `message-key.ts`. */
function withoutNames(text: string): string {
  return text.replace(keyedName, '')
}

const keyedName =
  /<?(?:[0-9a-f][\s>]{0,8}){32}\.[\s>]{0,8}(?:[0-9a-f][\s>]{0,8}){12,20}(?:@|%40|=40|&#64;|&#x40;)[^\s<>"'&]*>?/gi
