import { defineWords } from '../words.ts'

export const timerWords = defineWords('timers', {
  still_tried: () => 'It is still tried again by itself.',
  no_such_timer: () => 'There is no such failed timer. It may have been done meanwhile.',
})
