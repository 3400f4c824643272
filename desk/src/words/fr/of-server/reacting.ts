import type { reactingWords } from '@throughline/protocol/reacting/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const reacting: Translated<typeof reactingWords> = {
  still_tried: () => 'De nouveaux essais ont encore lieu automatiquement.',
  no_such_step: () => 'Cette étape en échec n’existe pas. Elle a peut-être été exécutée entre-temps.',
}
