import type { reactingWords } from '@throughline/protocol/reacting/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const reacting: Translated<typeof reactingWords> = {
  still_tried: () => 'Das wird noch von selbst wiederholt.',
  no_such_step: () => 'Diesen gescheiterten Schritt gibt es nicht. Vielleicht wurde er inzwischen getan.',
}
