import { isAscii } from '../../../lib/ascii.ts'

/** Accents, the vowel points of Hebrew and Arabic and the Arabic stroke: what people leave out when they type. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g

/** Letters that do not fall apart into one of the alphabet and a mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
}
const plainLetter = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')

/**
 * A text as the search compares it: one form of each character (NFKC), small letters, no accents, digits of every script
 * as 0 to 9. What is searched for and what is indexed go through here alike.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .normalize('NFC')
    .replace(plainLetter, (letter) => plain[letter]!)
    .replace(/\p{Nd}/gu, asciiDigit)
}

const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }
const hasSpelled = /[äöüøå]/i

/** The other spelling of a text with such letters: Müller is Mueller. Null when it has none of them. */
export function foldSpelledOut(text: string): string | null {
  const composed = text.normalize('NFC')
  if (!hasSpelled.test(composed)) return null
  return fold(composed.replace(/[äöüøå]/gi, (letter) => spelled[letter.toLowerCase()]!))
}

function asciiDigit(digit: string): string {
  if (digit <= '9') return digit
  // The digits of a script stand in a row, from its zero.
  const code = digit.codePointAt(0)!
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}
