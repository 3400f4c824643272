import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'asks ClamAV whether bytes are infected',
}
