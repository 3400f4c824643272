import type { businessWords } from '@throughline/protocol/business/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const business: Translated<typeof businessWords> = {
  no_such_logo: () => 'Ce logo n’existe pas.',
  not_a_picture: () => 'Un logo est une image PNG, JPEG, GIF ou WebP. Rien n’a été modifié.',
}
