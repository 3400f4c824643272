import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Problems } from '../limits.ts'

/** A file that stands in the middle of a text, as code. */
export interface EncodedFile {
  name: string
  content: Buffer
}

const begin = /^begin(?:-base64)? (?:[0-7]{3,6} )?(\S.{0,200}?)\s*$/
const beginWithMode = /^begin(?:-base64)? [0-7]{3,6} \S/m
const yBegin = /^=ybegin (.{0,400})$/
/** A length and the characters of as many bytes; some programs drop blanks from the end, others add one or a checksum. */
const maxLineChars = 64

export function mayHoldFiles(bytes: Buffer): boolean {
  if (bytes.includes('=ybegin ')) return true
  return bytes.includes('begin') && beginWithMode.test(bytes.toString('latin1'))
}

/**
 * Files that old mail programs and news readers wrote into the middle of a text: uuencoded ("begin 644 cat.png"), in base64
 * ("begin-base64 644 cat.png") or in yEnc ("=ybegin line=128 size=9 name=cat.png"). Returns the text without them. What is
 * not code to its end is what a person wrote, and stays. Works on bytes, since yEnc is no text.
 */
export function takeFiles(bytes: Buffer, problems: Problems): { rest: Buffer; files: EncodedFile[] } {
  if (!mayHoldFiles(bytes)) return { rest: bytes, files: [] }
  if (countLines(bytes) > maxLines) {
    problems.note('A text has too many lines to look for files in it.')
    return { rest: bytes, files: [] }
  }
  // CR alone is a byte of yEnc.
  const lines = bytes.toString('latin1').split('\n')
  const lastEnd = lines.findLastIndex((line) => line.startsWith('=yend '))
  const rest: string[] = []
  const files: EncodedFile[] = []
  for (let i = 0; i < lines.length; i++) {
    const found = fileAt(lines, i, lastEnd, problems)
    if (found === null) rest.push(lines[i]!)
    else {
      files.push(found.file)
      i = found.last
    }
  }
  return files.length === 0 ? { rest: bytes, files } : { rest: Buffer.from(rest.join('\n'), 'latin1'), files }
}

function fileAt(
  lines: readonly string[],
  at: number,
  lastEnd: number,
  problems: Problems,
): { file: EncodedFile; last: number } | null {
  const line = withoutCr(lines[at]!)
  if (line.startsWith('=ybegin ')) return at < lastEnd ? yencAt(lines, at, problems) : null
  if (!line.startsWith('begin')) return null
  const name = begin.exec(line)?.[1]
  if (name === undefined) return null
  const isBase64 = line.startsWith('begin-base64 ')
  const extent = isBase64 ? extentOfBase64(lines, at + 1) : extentOfUu(lines, at + 1)
  if (extent === null) return null
  if (!isBase64 && extent.last < extent.codeEnd)
    problems.note(`The file “${name.slice(0, 80)}” in the text is cut off.`)
  const encoded = Buffer.from(lines.slice(at + 1, extent.codeEnd).join('\n'), 'latin1')
  const content = decodeTransfer(encoded, isBase64 ? 'base64' : 'uuencode', problems)
  return { file: { name, content }, last: extent.last }
}

/** 45 MB of file in one text; each line costs memory. */
const maxLines = 1_000_000

function countLines(bytes: Buffer): number {
  let count = 1
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++
  return count
}

function withoutCr(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

interface Extent {
  /** One past the last line of code. */
  codeEnd: number
  /** The last line that belongs to the file. */
  last: number
}

/** So many lines of exactly the right length are no prose. */
const enoughExact = 3

/** Up to the line that says "end", if all before it is code. A file that is cut off has lines of the right length. */
function extentOfUu(lines: readonly string[], from: number): Extent | null {
  let exact = 0
  let codeEnd = from
  for (let i = from; i < lines.length; i++) {
    const line = withoutCr(lines[i]!)
    if (line.trim() === 'end') return i > from ? { codeEnd: i, last: i } : null
    if (line === '') continue
    if (line.length > maxLineChars || !/^[\x20-\x60]*$/.test(line)) break
    // The first character says how many bytes follow, and so how many characters.
    const wanted = Math.ceil(((line.charCodeAt(0) - 32) & 63) / 3) * 4 + 1
    if (line.length > wanted + 2) break
    if (line.length >= wanted && wanted > 1) exact++
    codeEnd = i + 1
  }
  return exact >= enoughExact ? { codeEnd, last: codeEnd - 1 } : null
}

function extentOfBase64(lines: readonly string[], from: number): Extent | null {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!.trim()
    if (line === '====') return i > from ? { codeEnd: i, last: i } : null
    if (!/^[A-Za-z0-9+/=]{1,100}$/.test(line)) return null
  }
  return null
}

/** yEnc 1.3: each byte is 42 more, "=" escapes one more by 64. A file in several mails is a piece of it here. */
function yencAt(lines: readonly string[], at: number, problems: Problems): { file: EncodedFile; last: number } | null {
  const params = yBegin.exec(withoutCr(lines[at]!))?.[1]
  const name = params === undefined ? undefined : /\bname=(.*)$/.exec(params)?.[1]?.trim()
  if (params === undefined || name === undefined || !/\bsize=\d+/.test(params)) return null
  let last = at + 1
  while (last < lines.length && !lines[last]!.startsWith('=yend ')) last++
  if (last >= lines.length) return null
  const from = lines[at + 1]!.startsWith('=ypart ') ? at + 2 : at + 1
  const out = Buffer.allocUnsafe(lines.slice(from, last).reduce((sum, line) => sum + line.length, 0))
  let length = 0
  for (let i = from; i < last; i++) {
    const line = withoutCr(lines[i]!)
    for (let k = 0; k < line.length; k++) {
      const isEscape = line[k] === '=' && k + 1 < line.length
      if (isEscape) k++
      out[length++] = (line.charCodeAt(k) - 42 - (isEscape ? 64 : 0)) & 255
    }
  }
  const wanted = Number(/\bsize=(\d+)/.exec(lines[last]!)?.[1])
  if (wanted !== length) problems.note(`The file “${name.slice(0, 80)}” is not as long as its text says.`)
  return { file: { name, content: Buffer.from(out.subarray(0, length)) }, last }
}
