import { closings } from './lexicon/closings.ts'

/** How much of a text is looked at: what a message is about stands at its beginning. */
const readChars = 2000

/** The beginning of a text without the lines that quote somebody else. Not folded yet. */
export function beginningOf(text: string): string {
  const head = text.length > readChars ? text.slice(0, readChars) : text
  return head.includes('>') ? head.replace(/^[ \t]*>.*$/gm, '') : head
}

/** Where the sender's name and addresses begin, in folded text; its length when they don't. */
export function signatureStart(folded: string): number {
  const marked = /\n-- ?\r?\n/.exec(folded)
  const end = marked ? marked.index : folded.length
  closingLine.lastIndex = 0
  for (let match = closingLine.exec(folded); match; match = closingLine.exec(folded)) {
    // People thank in mid-mail too: a closing is followed by little.
    if (match.index < end && end - match.index <= 400) return match.index
  }
  return end
}

/** A last line of one to three capitalised words is who wrote it: "Any news?\n\nMaria". Takes and gives unfolded text. */
export function nameInLastLine(text: string): string {
  return /\n\s*(\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2})[ \t]*\s*$/u.exec(text)?.[1] ?? ''
}

// On a line of its own, or behind a sentence with the name after it: "Any news? Regards, Ana".
const closingLine = new RegExp(
  `(?:\\n[ \\t]*(?:${closings.join('|')})[ \\t]*[,.!–-]*[ \\t]*\\r?(?=\\n|$)` +
    `|[.!?]\\s+(?:${closings.join('|')})(?:,?\\s*\\S+(?:[ \\t]+\\S+)?|[,.!]?)\\s*$)`,
  'g',
)
