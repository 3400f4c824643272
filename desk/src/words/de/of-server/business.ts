import type { businessWords } from '@throughline/protocol/business/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const business: Translated<typeof businessWords> = {
  no_such_logo: () => 'Dieses Logo gibt es nicht.',
  not_a_picture: () => 'Ein Logo ist ein Bild in PNG, JPEG, GIF oder WebP. Nichts wurde geändert.',
}
