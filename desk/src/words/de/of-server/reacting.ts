import type { reactingWords } from '@throughline/protocol/reacting/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const reacting: Translated<typeof reactingWords> = {
  still_tried: () => 'Das wird noch von selbst wiederholt.',
  no_such_reaction: () => 'Diese fehlgeschlagene Reaktion gibt es nicht. Vielleicht wurde sie inzwischen ausgeführt.',
}
