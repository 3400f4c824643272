import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what happens by the clock, on one node at a time',
  tables: {
    schedules: { of: 'installation' },
  },
}
