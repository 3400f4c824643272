import type { Problems } from '../limits.ts'
import { decodeText } from './charset.ts'

/** The header fields of a mail or of one of its parts, as they stand (unfolded, not decoded), top to bottom. */
export interface Headers {
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** The first field of that lower-case name: a second one is an attempt to deceive. */
  first(name: string): string | undefined
  all(name: string): string[]
}

export interface HeaderBlock {
  headers: Headers
  bodyStart: number
  /** Lines among the header fields that are none, such as a subject broken in two: they belong to the text. */
  strayText: string
}

const fieldName = /^[!-9;-~]+$/
const headerShaped = /^[!-9;-~]+[ \t]*:/
const mboxEnvelope = /^>?From /

/**
 * Once a line is no header field, "Note: we are closed" below it may be text as well as a field; only these, and
 * those that nobody writes in prose, are taken for one.
 */
const unmistakable = new RegExp(
  '^(?:x-[a-z-]+|arc-[a-z-]+|list-[a-z-]+|content-[a-z-]+|resent-[a-z-]+|dkim-[a-z-]+|received(?:-spf)?|from|to|cc|bcc|' +
    'subject|date|sender|reply-to|return-path|delivered-to|message-id|in-reply-to|references|mime-version|user-agent|' +
    'authentication-results|auto-submitted|precedence|importance|priority|thread-topic|thread-index|errors-to)[ \\t]*:',
  'i',
)

/**
 * Reads the fields between `start` and the empty line. Works on one character per byte, so that positions in the
 * string are positions in the mail.
 */
export function readHeaderBlock(
  bytes: Buffer,
  start: number,
  end: number,
  maxBytes: number,
  problems: Problems,
): HeaderBlock {
  const limit = Math.min(end, start + maxBytes)
  const emptyLine = endOfHeaders(bytes, start, limit)
  const isTooLarge = emptyLine < 0 && limit < end
  let block = bytes.toString('latin1', start, emptyLine < 0 ? limit : emptyLine)
  // The limit falls into the middle of a line: half a field is none.
  if (isTooLarge) block = block.slice(0, block.lastIndexOf('\n') + 1)
  const lines = block.split('\n')
  const fields: { name: string; value: string }[] = []
  const stray: string[] = []
  let bodyStart = -1
  let offset = 0
  for (let i = 0; i < lines.length && bodyStart < 0; offset += lines[i]!.length + 1, i++) {
    const line = withoutReturns(lines[i]!)
    const nextOffset = offset + lines[i]!.length + 1
    const last = fields.at(-1)
    if (line === '') {
      bodyStart = nextOffset
    } else if (line.charCodeAt(0) === 32 || line.charCodeAt(0) === 9) {
      if (line.trim() === '' && !/^[ \t]/.test(lines[i + 1] ?? '')) bodyStart = nextOffset
      else if (last) last.value += line
      else bodyStart = offset
    } else {
      const colon = line.indexOf(':')
      const name = colon > 0 ? line.slice(0, colon).trimEnd() : ''
      if (fieldName.test(name) && (stray.length === 0 || unmistakable.test(line))) {
        fields.push({ name: name.toLowerCase(), value: line.slice(colon + 1) })
      } else if (!mboxEnvelope.test(line)) {
        if (!headersGoOn(lines, i + 1)) {
          bodyStart = offset
          problems.note('The empty line between header and text was missing.')
        } else {
          stray.push(line)
          problems.note('Lines among the header fields that are none were kept as text.')
        }
      }
    }
  }
  if (bodyStart < 0 || (isTooLarge && bodyStart >= block.length)) {
    bodyStart = block.length
    if (isTooLarge) {
      problems.note('The header was too large and was read in part.')
      const rest = endOfHeaders(bytes, start + bodyStart, end)
      bodyStart = (rest < 0 ? end : rest) - start
    }
  }
  for (const field of fields) {
    field.value = field.value.trim()
    if (!field.value.includes('\0')) continue
    field.value = field.value.replaceAll('\0', '')
    problems.note('NUL characters were removed.')
  }
  return { headers: headersOf(fields), bodyStart: Math.min(start + bodyStart, end), strayText: stray.join('\n') }
}

/** Just behind the empty line, as far as line ends are regular; -1 without one. The loop sees irregular ones. */
function endOfHeaders(bytes: Buffer, start: number, end: number): number {
  const window = bytes.subarray(start, end)
  const crlf = window.indexOf('\n\r\n')
  const lf = (crlf < 0 ? window : window.subarray(0, crlf)).indexOf('\n\n')
  if (lf >= 0) return start + lf + 2
  return crlf < 0 ? -1 : start + crlf + 3
}

function headersGoOn(lines: readonly string[], from: number): boolean {
  for (let i = from; i < lines.length && i < from + 4; i++) {
    const line = withoutReturns(lines[i]!)
    if (line.trim() === '') return false
    if (headerShaped.test(line)) return unmistakable.test(line)
  }
  return false
}

function withoutReturns(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === 13) end--
  return end === line.length ? line : line.slice(0, end)
}

export function headersOf(fields: { name: string; value: string }[]): Headers {
  return {
    fields,
    first: (name) => fields.find((field) => field.name === name)?.value,
    all: (name) => fields.filter((field) => field.name === name).map((field) => field.value),
  }
}

/** Header bytes beyond ASCII: UTF-8 as RFC 6532 has it, else what old mailers wrote. */
export function decodeRawHeader(value: string, charset: string | undefined, problems: Problems): string {
  return /[\x80-\xff]/.test(value) ? decodeText(Buffer.from(value, 'latin1'), charset, problems) : value
}
