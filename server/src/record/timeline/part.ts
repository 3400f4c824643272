import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'entries, attachments, drafts, the search',
  tables: {
    entries: { of: 'customer', exported: true, erased: 'emptied' },
    attachments: {
      of: 'customer',
      exported: true,
      erased: 'removed',
      until: 'it was uploaded for no message: after a time, longer for staff',
    },
    entry_reactions: { of: 'customer', exported: true, erased: 'removed' },
    drafts: { of: 'customer', erased: 'removed', until: 'it is sent or dropped' },
    entry_terms: { of: 'customer', erased: 'removed' },
    // Written by older nodes only; a later version drops it.
    entry_words: { of: 'customer', erased: 'removed' },
    search_segments: { of: 'installation' },
    search_common_words: { of: 'installation' },
    search_backlog: { of: 'installation', until: 'all entries are indexed' },
    file_fetches: { of: 'customer', erased: 'removed', until: 'the file has arrived' },
    file_scans: { of: 'installation' },
    file_scanning: { of: 'installation' },
    upload_admissions: { of: 'installation', until: 'the upload is over' },
    upload_sums: { of: 'installation', until: 'an hour later' },
  },
}
