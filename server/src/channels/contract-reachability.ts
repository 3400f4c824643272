import type { Wording } from '@throughline/protocol/words.ts'

/** Some providers take answers only within a time of the customer’s last message. */
export interface Reachability {
  /** `template-only`: nothing but a text that the provider has approved before. `refused`: nothing at all. */
  state: 'open' | 'template-only' | 'refused'
  /** When `open` ends, to the millisecond; null for another state, and where it does not end. */
  until: Date | null
  why: Wording
}

export interface HeardFrom {
  /** When the customer last wrote from the address by this channel, by the provider’s clock; null for never. */
  lastHeardAt: Date | null
  now: Date
}
