import { defineWords } from '../words.ts'

export const reactingWords = defineWords('reacting', {
  still_tried: () => 'It is still tried again by itself.',
  no_such_reaction: () => 'There is no such failed reaction. It may have been done meanwhile.',
})
