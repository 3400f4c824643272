import type { Tx } from '../../platform/db/db.ts'
import { lastMessageOf, ownWords } from '../../record/timeline/timeline.ts'

const lastTextLength = 200

/** As much of a text as a row of a list shows. */
export function beginningOf(text: string): string {
  return text
    .slice(0, lastTextLength * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, lastTextLength)
    .toWellFormed()
}

/** What the row of an issue shows after entries have left it or come to it: nothing that is in another issue now. */
export async function lastTextOf(tx: Tx, issueId: string): Promise<string> {
  const last = await lastMessageOf(tx, issueId)
  return last ? beginningOf(ownWords(last)) : ''
}

/** The subject of an issue that a customer's message opens. */
export function titleOf({ subject, ownText }: { subject: string | null; ownText: string }): string {
  const title = subject?.trim() || firstLineOf(ownText)
  return title.slice(0, 500).toWellFormed() || '(no subject)'
}

function firstLineOf(text: string): string {
  const line = text.trimStart().split('\n', 1)[0]!.trim()
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line
}
