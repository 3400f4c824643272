import { withoutDirectionControls } from '@throughline/protocol/direction.ts'
import type { Problems } from './limits.ts'

// oxlint-disable-next-line no-control-regex -- these are the characters to be taken out
const controls = /[\u0000-\u001f\u007f-\u009f]+/g
// oxlint-disable-next-line no-control-regex -- the same again, for a quick look before the work
const anyTrick = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

/** PostgreSQL refuses U+0000, and half a surrogate pair is no text. Everything else of a text is the sender's. */
export function safeText(text: string, problems: Problems): string {
  let safe = text
  if (safe.includes('\0')) {
    safe = safe.replaceAll('\0', '')
    problems.note('NUL characters were removed.')
  }
  if (!safe.isWellFormed()) {
    safe = safe.toWellFormed()
    problems.note('Broken Unicode characters were replaced.')
  }
  return safe
}

/** One line for people to read: names and subjects. An encoded line break must never become a real one. */
export function safeLine(text: string, maxChars: number, problems: Problems): string {
  let line = safeText(text, problems)
  // oxlint-disable-next-line no-control-regex -- the same characters as above
  if (/[\u0000-\u001f\u007f-\u009f]/.test(line)) line = line.replace(controls, ' ')
  line = line.trim()
  return line.length > maxChars ? cut(line, maxChars) : line
}

/** A name of a person or file: as a line, and without characters that change the direction of what follows. */
export function safeName(text: string, maxChars: number, problems: Problems): string {
  if (!anyTrick.test(text)) return safeLine(text, maxChars, problems)
  problems.note('Control or direction characters were removed from a name.')
  return safeLine(withoutDirectionControls(text), maxChars, problems)
}

/** Cuts without leaving half a surrogate pair behind. */
export function cut(text: string, maxChars: number): string {
  const end = text.slice(0, maxChars)
  return end.isWellFormed() ? end : end.slice(0, -1)
}
