import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'entries, attachments, drafts, the index of words',
  tables: {
    entries: { of: 'customer', exported: true, erased: 'emptied' },
    attachments: {
      of: 'customer',
      exported: true,
      erased: 'removed',
      until: 'it was uploaded for no message: after a time, longer for staff',
    },
    drafts: { of: 'customer', erased: 'removed', until: 'it is sent or dropped' },
    entry_words: { of: 'customer', erased: 'removed' },
    upload_admissions: { of: 'installation', until: 'the upload is over' },
    upload_sums: { of: 'installation', until: 'an hour later' },
  },
}
