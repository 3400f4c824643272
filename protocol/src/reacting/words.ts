import { defineWords } from '../words.ts'

export const reactingWords = defineWords('reacting', {
  still_tried: () => 'It is still tried again by itself.',
  no_such_step: () => 'There is no such failed step. It may have been done meanwhile.',
})
