/**
 * How a text is cut into SMS: 160 characters of GSM 03.38 in one message, 153 in each of several, whose header takes the
 * rest; 70 and 67 units of UTF-16 when one character is not in that alphabet. Linear in the text, and for browsers as well.
 */
export interface SmsSegments {
  encoding: 'GSM-7' | 'UCS-2'
  count: number
  /** How much fits into the last one still: characters of GSM 03.38, or units of UTF-16. */
  left: number
  /** The first character that is not in GSM 03.38; one that cannot be seen by its number, such as `U+200B`. */
  unicode: string | null
}

/** 3GPP TS 23.038, 6.2.1. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** 6.2.1.1: each takes two places. */
const extension = '\f^{}\\[~]|€'

/** Places by the code of a character; none of those in the alphabet lies beyond the euro sign. */
const places = new Uint8Array(0x20ac + 1)
for (const character of basic) places[character.charCodeAt(0)] = 1
for (const character of extension) places[character.charCodeAt(0)] = 2

export function smsSegments(text: string): SmsSegments {
  let total = 0
  for (let at = 0; at < text.length; at++) {
    const size = places[text.charCodeAt(at)] ?? 0
    if (size === 0) return { ...unicodeSegments(text), unicode: shown(graphemeAt(text, at)) }
    total += size
  }
  return { ...gsmSegments(text, total), unicode: null }
}

function gsmSegments(text: string, total: number): Omit<SmsSegments, 'unicode'> {
  if (total <= 160) return { encoding: 'GSM-7', count: 1, left: 160 - total }
  let count = 1
  let used = 0
  for (let at = 0; at < text.length; at++) {
    const size = places[text.charCodeAt(at)]!
    // An escape and the character behind it stay together.
    if (used + size > 153) {
      count++
      used = 0
    }
    used += size
  }
  return { encoding: 'GSM-7', count, left: 153 - used }
}

function unicodeSegments(text: string): Omit<SmsSegments, 'unicode'> {
  if (text.length <= 70) return { encoding: 'UCS-2', count: 1, left: 70 - text.length }
  let count = 1
  let start = 0
  while (text.length - start > 67) {
    start = cut(text, start)
    count++
  }
  return { encoding: 'UCS-2', count, left: 67 - (text.length - start) }
}

let graphemes: Intl.Segmenter | undefined
const containing = (text: string, at: number): Intl.SegmentData => {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return graphemes.segment(text).containing(at)!
}

/** Where the segment that begins at `start` ends: before the character that would not fit, an emoji of many parts as one. */
function cut(text: string, start: number): number {
  const end = start + 67
  // Whether two characters belong together hangs on what stands before them, and on no more than that.
  const isPair = isHigh(text, end) && isLow(text, end + 1)
  const found = containing(text.slice(start, end + (isPair ? 2 : 1)), 67).index
  if (found > 0) return start + found
  // A base with more marks than a segment holds: between two of them, and never within a pair.
  return isHigh(text, end - 1) && isLow(text, end) ? end - 1 : end
}

function graphemeAt(text: string, at: number): string {
  const from = Math.max(0, at - (isLow(text, at - 1) ? 2 : 1))
  return containing(text.slice(from, at + 40), at - from).segment
}

function shown(grapheme: string): string {
  return /[^\p{C}\p{Z}\p{M}]/u.test(grapheme)
    ? grapheme
    : `U+${grapheme.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800
const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00
