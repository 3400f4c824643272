import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'runs what follows from events; what fails is tried again and set aside',
  tables: {
    failed_reactions: { of: 'customer', erased: 'removed', until: 'it succeeds or is given up' },
  },
}
