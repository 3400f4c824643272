import type { Wording } from '@throughline/protocol/words.ts'

/** What one kind's rules answer: the one spelling, or why there is none. */
export type Normalised = { value: string } | { problem: Wording }
