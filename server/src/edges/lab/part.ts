import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the outside world in small: simulated providers for the channel lab',
}
