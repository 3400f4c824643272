import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'one problem each: choosing, changing, reading, saved views',
  tables: {
    issues: { of: 'customer', exported: true, erased: 'emptied' },
    contacts: { of: 'customer', erased: 'emptied' },
    issue_references: { of: 'customer', erased: 'removed' },
    issue_links: { of: 'customer', erased: 'removed' },
    handovers: { of: 'customer', erased: 'removed' },
    issue_changes: { of: 'customer', exported: true, erased: 'emptied' },
    saved_views: { of: 'staff', erased: 'removed' },
    issue_followers: { of: 'staff', erased: 'removed' },
    issue_reads: { of: 'staff', erased: 'removed' },
    reading_starts: { of: 'staff', erased: 'removed' },
  },
}
