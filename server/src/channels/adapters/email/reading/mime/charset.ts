import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { Problems } from '../limits.ts'
import { decodeDos } from './dos-charsets.ts'
import { guessCharset } from './guess-charset.ts'

const unnamed = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968', 'unknown-8bit', 'x-unknown', 'unknown', 'default'])
const utf8Names = new Set(['utf-8', 'utf8', 'utf-8-sig', 'unicode-1-1-utf-8', 'x-unicode-2-0-utf-8'])
const westernNames = new Set(['iso-8859-1', 'latin1', 'iso8859-1', 'windows-1252', 'cp1252', 'iso-8859-15'])
const aliases: Record<string, string> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'x-sjis': 'shift_jis',
  cp936: 'gbk',
  'x-gbk': 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1253: 'windows-1253',
  cp1254: 'windows-1254',
  cp1255: 'windows-1255',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  'x-mac-roman': 'macintosh',
}
const decoders = new Map<string, TextDecoder | null>()
/** Labels come from strangers: don't let them grow the table. */
const maxDecoders = 64

/**
 * Bytes to text. Senders mislabel: bytes that are valid UTF-8 with a character beyond ASCII are practically never
 * anything else in a western label, and "UTF-8" that isn't valid is what a western machine wrote.
 */
export function decodeText(bytes: Uint8Array, declared: string | undefined, problems: Problems): string {
  const charset = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stateful = charset.startsWith('iso-2022') || charset.startsWith('utf-16') || charset.startsWith('utf-7')
  if (!stateful && charset !== 'hz-gb-2312' && isAscii(buffer)) {
    if (!isIso2022Jp(buffer)) return buffer.toString('latin1')
    return decoderOf('iso-2022-jp')!.decode(buffer)
  }
  if (charset === 'hz-gb-2312') return decodeHz(buffer)
  if (charset === 'iso-2022-kr') return decodeIso2022Kr(buffer)
  if (charset === 'utf-16') return decoderOf(isBigEndian(buffer) ? 'utf-16be' : 'utf-16le')!.decode(buffer)
  if (utf8Names.has(charset) || unnamed.has(charset) || westernNames.has(charset)) {
    if (isUtf8(buffer)) {
      if (westernNames.has(charset)) problems.note(`Text labelled ${charset} was UTF-8.`)
      return withoutMark(buffer.toString('utf8'))
    }
    if (westernNames.has(charset)) return decoderOf(charset)!.decode(buffer)
    if (utf8Names.has(charset) && mostlyUtf8(buffer)) {
      problems.note('Text labelled UTF-8 had broken characters.')
      return withoutMark(buffer.toString('utf8'))
    }
    const guess = guessCharset(buffer)
    problems.note(`Text in no known encoding was read as ${guess}.`)
    return decoderOf(guess)!.decode(buffer)
  }
  if (charset.startsWith('utf-7') || charset === 'unicode-1-1-utf-7') return decodeUtf7(buffer.toString('latin1'))
  if (charset.startsWith('iso-2022-jp')) return decoderOf('iso-2022-jp')!.decode(withoutEmptySwitches(buffer))
  const decoder = decoderOf(aliases[charset] ?? charset.replace(/^(?:cp|win(?:dows)?)[-_]?(?=125\d$)/, 'windows-'))
  if (decoder) return decoder.decode(buffer)
  const dos = decodeDos(buffer, charset)
  if (dos !== null) return dos
  problems.note('Text labelled with an unknown encoding was guessed.')
  return isUtf8(buffer) ? withoutMark(buffer.toString('utf8')) : decoderOf(guessCharset(buffer))!.decode(buffer)
}

/** Japanese mail of old says nothing and switches by escape sequences, all in ASCII. */
function isIso2022Jp(buffer: Buffer): boolean {
  const at = buffer.indexOf('\x1b$')
  return at >= 0 && (buffer[at + 2] === 0x42 || buffer[at + 2] === 0x40)
}

/** To ASCII and back with nothing between, where a text was cut and joined: the decoder takes it for an attack. */
function withoutEmptySwitches(buffer: Buffer): Buffer {
  return Buffer.from(buffer.toString('latin1').replaceAll('\x1b(B\x1b$B', ''), 'latin1')
}

/** RFC 1843: GB 2312 in seven bits between "~{" and "~}". */
function decodeHz(buffer: Buffer): string {
  const bytes = buffer
    .toString('latin1')
    .replace(/~\{((?:[^~]|~(?!\}))*)(?:~\}|$)/g, (_, run: string) => withHighBits(run))
    .replace(/~(~|\r?\n)/g, (_, rest: string) => (rest === '~' ? '~' : ''))
  return decoderOf('gbk')!.decode(Buffer.from(bytes, 'latin1'))
}

/** RFC 1557: KS X 1001 in seven bits between the control characters "shift out" and "shift in". */
function decodeIso2022Kr(buffer: Buffer): string {
  const bytes = buffer
    .toString('latin1')
    .replaceAll('\x1b$)C', '')
    // oxlint-disable-next-line no-control-regex -- they are what it switches by
    .replace(/\x0e([^\x0f]*)\x0f?/g, (_, run: string) => withHighBits(run))
  return decoderOf('euc-kr')!.decode(Buffer.from(bytes, 'latin1'))
}

function withHighBits(run: string): string {
  return run.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) | 0x80))
}

/** By its mark, else by where the zeros of plain letters are. */
function isBigEndian(buffer: Buffer): boolean {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return false
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return true
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < Math.min(buffer.length, 2000); i += 2) {
    if (buffer[i] === 0) even++
    if (buffer[i + 1] === 0) odd++
  }
  return even > odd
}

function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label)
  if (known !== undefined) return known
  let decoder: TextDecoder | null = null
  try {
    decoder = new TextDecoder(label)
  } catch {
    // Not a label of the Encoding Standard: the caller guesses.
  }
  if (decoders.size < maxDecoders) decoders.set(label, decoder)
  return decoder
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** UTF-8 cut in the middle of a character, or with one bad byte, rather than another encoding under that name. */
function mostlyUtf8(buffer: Buffer): boolean {
  const text = buffer.toString('utf8', 0, Math.min(buffer.length, 20_000))
  let broken = 0
  let sound = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) sound++
  }
  return sound > broken
}

/** RFC 2152, long deprecated and still seen: runs of base64 UTF-16 between "+" and "-". */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => {
    if (run === '') return '+'
    const bytes = Buffer.from(run, 'base64')
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le')
  })
}
