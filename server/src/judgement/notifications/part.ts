import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'notifications of staff, and which they want',
  tables: {
    notifications: { of: 'staff', erased: 'removed', until: '90 days later' },
  },
}
