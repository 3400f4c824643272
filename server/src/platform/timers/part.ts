import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what is to be done once at a time to come',
  tables: {
    timers: { of: 'customer', erased: 'removed', until: 'it has fired' },
  },
}
