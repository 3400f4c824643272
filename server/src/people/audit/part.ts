import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'who did what',
  tables: {
    audit_records: { of: 'staff', erased: 'emptied' },
  },
}
