import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'entries, attachments, drafts, the index of words',
  tables: ['entries', 'attachments', 'drafts', 'entry_words', 'upload_admissions', 'upload_sums'],
}
