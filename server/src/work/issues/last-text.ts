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
