import type { Wording } from '@throughline/protocol/words.ts'
/** One reason, for or against. `weight` is in bits: each doubles (or, below zero, halves) the odds. */
export interface Evidence {
  readonly what:
    | 'entity'
    | 'entity_conflict'
    | 'same_subject'
    | 'subject'
    | 'words'
    | 'nudge'
    | 'continues'
    | 'other_topic'
    | 'resolved'
    | 'age'
  readonly weight: number
  readonly wording: Wording
}
