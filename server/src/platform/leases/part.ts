import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'work that one node does at a time',
  tables: {
    leases: { of: 'installation', until: 'nobody wants it any more' },
    lease_takers: { of: 'installation', until: 'the process stops' },
  },
}
