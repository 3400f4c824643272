import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'identities, assurance, merge and exact undo, the lock of a thread',
  tables: {
    customers: { of: 'customer', exported: true, erased: 'emptied' },
    identities: { of: 'customer', exported: true, erased: 'removed' },
    identity_links: { of: 'customer', erased: 'emptied' },
    customer_merges: { of: 'customer', erased: 'emptied' },
    mail_answers: { of: 'customer', erased: 'removed' },
    blocked_domains: { of: 'installation' },
    identity_blocks: { of: 'customer', erased: 'removed' },
    blocked_values: { of: 'customer', erased: 'removed' },
  },
}
