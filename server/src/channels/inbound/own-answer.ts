import type { Content } from '@throughline/protocol/timeline/content.ts'

/** Of a colleague's mail what may go to the customer; null: what it says and what it quotes cannot be told apart. */
export type OwnAnswer = { text: string } | null

/**
 * The words of a colleague, without the mail to them that they answer: it quotes notes, so what would do for showing is not
 * enough for sending. A quotation before the answer is left out. Whatever is still quoted after that, or has been in a note
 * of the issue, is not sent. Pure.
 */
export function ownAnswer(
  { text, content }: { text: string; content: Content },
  { notes, issueIds }: { notes: readonly string[]; issueIds: readonly string[] },
): OwnAnswer {
  const read = 'replyText' in content && typeof content.replyText === 'string' ? content.replyText : text
  const own = withoutSignature(withoutQuoteBefore(read))
  if (own.split('\n').some(isQuoted)) return null
  const letters = lettersOf(own)
  // The link to the issue stands in each of these mails.
  if (issueIds.some((id) => letters.includes(lettersOf(id)))) return null
  return isInNotes(letters, notes) ? null : { text: own }
}

const isQuoted = (line: string): boolean => /^\s*[>|¦│]/.test(line)

/** Written below what it answers: the quotation comes first, under a line that says whose it is. */
function withoutQuoteBefore(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim().split('\n')
  const first = lines.findIndex(isQuoted)
  const above = lines.slice(0, Math.max(first, 0)).join(' ').trim()
  if (first < 0 || !(above === '' || above.endsWith(':'))) return lines.join('\n')
  const after = lines.findIndex((line, i) => i > first && !isQuoted(line))
  if (after < 0) return ''
  // What follows at once may be the rest of a quoted line that was broken.
  return lines[after]!.trim() === '' ? lines.slice(after).join('\n').trim() : lines.join('\n')
}

/** Also where nothing stands above it. */
function withoutSignature(text: string): string {
  return /^-- ?(?:\n|$)/.test(text) ? '' : text
}

/** Shorter lines are said by chance. */
const minLetters = 12
/** As much of a longer one, from wherever in it: quotations are cut. */
const sharedLetters = 24

function isInNotes(letters: string, notes: readonly string[]): boolean {
  const shared = new Set(windowsOf(letters))
  return notes
    .flatMap((note) => note.split('\n'))
    .map(lettersOf)
    .some((line) =>
      line.length < sharedLetters
        ? line.length >= minLetters && letters.includes(line)
        : windowsOf(line).some((window) => shared.has(window)),
    )
}

function windowsOf(letters: string): string[] {
  const count = Math.max(letters.length - sharedLetters + 1, 0)
  return Array.from({ length: count }, (_, start) => letters.slice(start, start + sharedLetters))
}

/** Without what mail programs change: marks, spaces, breaks, capitals. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
