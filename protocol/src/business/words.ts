import { defineWords } from '../words.ts'

export const businessWords = defineWords('business', {
  no_such_logo: () => 'There is no such logo.',
  not_a_picture: () => 'A logo is a PNG, JPEG, GIF or WebP picture. Nothing was changed.',
})
