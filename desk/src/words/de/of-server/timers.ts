import type { timerWords } from '@throughline/protocol/timers/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const timers: Translated<typeof timerWords> = {
  still_tried: () => 'Das wird noch von selbst wiederholt.',
  no_such_timer: () => 'Diesen fehlgeschlagenen Timer gibt es nicht. Vielleicht wurde er inzwischen ausgeführt.',
}
