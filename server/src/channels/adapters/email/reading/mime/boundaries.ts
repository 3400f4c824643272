import type { Problems } from '../limits.ts'

/** Where the parts of a multipart lie, each from its header to just before the next delimiter. */
export interface Sections {
  parts: { start: number; end: number }[]
  /** End of what stands before the first part. */
  preambleEnd: number
}

const cr = 13
const lf = 10
const dash = 45

/**
 * Splits at the lines that are the delimiter. RFC 2046 says the boundary at the start of a line is enough, but then
 * "b" would also split at the "--b-1" of a part inside: only blanks, or a blank and anything, may follow it.
 */
export function splitAtBoundary(
  bytes: Buffer,
  start: number,
  end: number,
  boundary: string,
  maxParts: number,
  problems: Problems,
): Sections {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const body = bytes.subarray(0, end)
  const sections: Sections = { parts: [], preambleEnd: end }
  let openedAt = -1
  let isClosed = false
  let at = body.indexOf(delimiter, start)
  while (at >= 0) {
    const behind = at + delimiter.length
    const closes = body[behind] === dash && body[behind + 1] === dash && isBlankOrEnd(body[behind + 2])
    if ((at === start || isLineEnd(body[at - 1])) && (closes || isBlankOrEnd(body[behind]))) {
      if (openedAt >= 0) sections.parts.push({ start: openedAt, end: Math.max(openedAt, beforeLineEnd(body, at)) })
      else sections.preambleEnd = Math.min(sections.preambleEnd, at)
      openedAt = -1
      if (closes) {
        // It is the end. But where a multipart inside has the same delimiter, there is more to come.
        isClosed = true
        at = body.indexOf(delimiter, behind)
        continue
      }
      if (isClosed) problems.note('A multipart went on behind its end.')
      if (sections.parts.length >= maxParts) {
        problems.note('The mail has too many parts; the rest was not read.')
        return sections
      }
      openedAt = nextLine(body, behind)
    }
    at = body.indexOf(delimiter, behind)
  }
  if (openedAt >= 0) {
    problems.note('The last part of a multipart was not closed.')
    const from = Math.min(openedAt, end)
    // Closed after all, with something written right behind it.
    const closing = body.indexOf(`\n--${boundary}--`, from, 'latin1')
    sections.parts.push({ start: from, end: closing < 0 ? end : Math.max(from, beforeLineEnd(body, closing + 1)) })
  }
  return sections
}

/** How programs that declare a boundary may write it: as declared, else without the blanks around it, in quotes, or without any. */
export function spellingsOf(declared: string): string[] {
  const trimmed = declared.trim()
  if (trimmed === '') return []
  const spellings = [
    declared,
    trimmed,
    `'${trimmed}'`,
    `"${trimmed}"`,
    trimmed.replace(/\s+/g, ''),
    trimmed.replace(/^-+/, ''),
  ]
  return [...new Set(spellings)].filter((each) => each !== '')
}

/** Lines looked at for a delimiter nobody declared: it stands near the top or not at all. */
const maxGuesses = 200

/**
 * For multiparts that name no boundary or a wrong one: a line that is the declared one but for blanks, quotes and case, or
 * goes on where a semicolon cut it; else the first line of dashes with a part's header below it.
 */
export function guessBoundary(bytes: Buffer, start: number, end: number, declared = ''): string | undefined {
  const body = bytes.subarray(0, end)
  const wanted = bareOf(declared)
  if (wanted.length >= minDeclared) {
    let from = body[start] === dash && body[start + 1] === dash ? start : body.indexOf('\n--', start, 'latin1') + 1
    for (let i = 0; i < maxGuesses && from > 0; i++) {
      const line = body.toString('latin1', from + 2, Math.min(nextLine(body, from), from + 502)).trimEnd()
      const bare = bareOf(line)
      const isCut = bare.startsWith(`${wanted};`) && body.includes(`\n--${line}`, from + 2, 'latin1')
      if (bare === wanted || isCut) return line
      from = body.indexOf('\n--', from, 'latin1') + 1
    }
  }
  let at = body[start] === dash && body[start + 1] === dash ? start : body.indexOf('\n--', start, 'latin1') + 1
  for (let i = 0; i < maxGuesses && at > 0; i++) {
    const next = nextLine(body, at)
    const line = body.toString('latin1', at + 2, Math.min(next, at + 202)).trimEnd()
    const below = body.toString('latin1', next, next + 40)
    if (line !== '' && !/^-*$/.test(line) && /^content-[a-z-]+[ \t]*:/i.test(below)) return line
    at = body.indexOf('\n--', at, 'latin1') + 1
  }
  return guessByEnd(body, start)
}

/** Shorter ones may be anything. */
const minDeclared = 2

function bareOf(boundary: string): string {
  return boundary.replace(/[\s"']/g, '').toLowerCase()
}

/** The line of dashes that a later one closes: "--x" and "--x--". */
function guessByEnd(body: Buffer, start: number): string | undefined {
  const text = body.toString('latin1', start, Math.min(body.length, start + maxGuessedBytes))
  for (const match of text.matchAll(/^--(\S.{0,200}?)--[ \t]*\r?$/gm)) {
    const boundary = match[1]!
    const opens =
      text.startsWith(`--${boundary}`) || text.includes(`\n--${boundary}\r\n`) || text.includes(`\n--${boundary}\n`)
    if (opens && !/^-*$/.test(boundary)) return boundary
  }
  return undefined
}

/** Only asked where nothing else is known, of small mails: it looks at each line. */
const maxGuessedBytes = 256 * 1024

function isLineEnd(byte: number | undefined): boolean {
  return byte === lf || byte === cr
}

function isBlankOrEnd(byte: number | undefined): boolean {
  return byte === undefined || byte === 32 || byte === 9 || byte === cr || byte === lf
}

/** The line end before a delimiter belongs to the delimiter. */
function beforeLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at - 1] === lf) return bytes[at - 2] === cr ? at - 2 : at - 1
  return bytes[at - 1] === cr ? at - 1 : at
}

function nextLine(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(lf, from)
  return newline < 0 ? bytes.length : newline + 1
}
