import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'streams of (topic, cursor) over one WebSocket',
  tables: {
    seats: { of: 'staff', erased: 'removed', until: 'the connection ends' },
  },
}
