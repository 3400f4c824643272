import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Problems } from '../limits.ts'

export interface UuFile {
  name: string
  content: Buffer
}

const begin = /^begin [0-7]{3,4} (\S.{0,200})$/
/** A length and the characters of as many bytes; some programs drop blanks from the end, others add one. */
const maxLineChars = 62

/**
 * Files that old mail programs wrote into the middle of a text, as "begin 644 cat.png" and lines of code. Returns the
 * text without them. What is not encoded to its end is what a person wrote, and stays.
 */
export function takeUuFiles(text: string, problems: Problems): { text: string; files: UuFile[] } {
  if (!/^begin [0-7]{3}/m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const rest: string[] = []
  const files: UuFile[] = []
  for (let i = 0; i < lines.length; i++) {
    const name = begin.exec(lines[i]!)?.[1]
    const end = name === undefined ? -1 : endOfFile(lines, i + 1)
    if (name === undefined || end < 0) {
      rest.push(lines[i]!)
      continue
    }
    const encoded = Buffer.from(lines.slice(i + 1, end).join('\n'), 'latin1')
    files.push({ name, content: decodeTransfer(encoded, 'uuencode', problems) })
    i = end
  }
  return files.length === 0 ? { text, files } : { text: rest.join('\n'), files }
}

/** The line that says "end", if all before it is code. */
function endOfFile(lines: readonly string[], from: number): number {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!
    if (line === 'end') return i > from ? i : -1
    if (line.length > maxLineChars || !/^[\x20-\x60]*$/.test(line)) return -1
  }
  return -1
}
