import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'texts that are written again and again',
  tables: {
    saved_replies: { of: 'installation' },
  },
}
