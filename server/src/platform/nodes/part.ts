import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the processes that run together, and the proof that they share one file store',
  tables: {
    nodes: { of: 'installation', until: 'the process stops' },
  },
}
