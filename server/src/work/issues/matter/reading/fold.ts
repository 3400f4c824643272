import { isAscii } from '../../../../lib/ascii.ts'

/** Lower case, one form per letter, without accents: what people mean to be the same word is the same string. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(accented, (letter) => plainByLetter.get(letter) ?? '')
}

// Latin and Greek letters with marks, loose combining marks, and ё.
// oxlint-disable-next-line no-misleading-character-class -- the marks themselves are meant
const accented = /[\u00c0-\u024f\u0300-\u036f\u0370-\u03ff\u0451\u1e00-\u1eff]/g
const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ё: 'е' }
const plainByLetter = new Map<string, string>(Object.entries(letters))
for (const [from, to] of [
  [0xc0, 0x24f],
  [0x370, 0x3ff],
  [0x1e00, 0x1eff],
] as const) {
  for (let code = from; code <= to; code++) {
    const letter = String.fromCharCode(code)
    if (!plainByLetter.has(letter)) plainByLetter.set(letter, letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))
  }
}
