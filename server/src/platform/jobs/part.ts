import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'work after the commit',
  sideDoors: ['after-failure.ts'],
}
