import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'bytes too large for the database',
}
