import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'identities, assurance, merge and exact undo, the lock of a thread',
  tables: ['customers', 'identities', 'identity_links', 'customer_merges', 'blocked_values'],
}
