import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what of a new installation has worked',
}
