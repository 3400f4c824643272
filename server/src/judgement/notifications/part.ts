import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what staff are told',
  tables: {
    notifications: { of: 'staff', erased: 'removed', until: '90 days later' },
  },
}
