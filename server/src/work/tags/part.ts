import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the list of tags: names, merging, undoing',
  tables: {
    tags: { of: 'installation' },
  },
}
