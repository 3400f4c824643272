import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Selectable } from 'kysely'
import type { FileFetchesTable } from '../../tables.ts'

/** What is known of a file that is fetched; all null: it is here. */
export type FetchFacts = {
  [Column in 'state' | 'problem' as `fetch_${Column}`]: Selectable<FileFetchesTable>[Column] | null
}

/** What is shown of it; nothing of a file that is here. */
export function arrivalOf(file: FetchFacts): Pick<Attachment, 'state' | 'problem'> {
  if (file.fetch_state === null) return {}
  const { fetch_problem: problem } = file
  return {
    state: file.fetch_state === 'failed' ? 'failed' : 'arriving',
    ...(problem && { problem: { message: problem.sentence, words: problem.words } }),
  }
}
