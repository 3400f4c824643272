import type { InboundConsentEvent } from './contract-events.ts'

/** How customers say on a channel that they want no more messages, and what follows. */
export interface ConsentRules<Settings> {
  /**
   * The way of writing, as a lower-case word: `sms`. A customer who says STOP to one number of ours gets nothing by any
   * channel of the same medium, whichever provider it is of, and answers by other media as before.
   */
  readonly medium: string
  /**
   * What we answer, once, to a word that changed something, by the same channel. Null where the provider answers by itself
   * or lets nothing through, and where nothing is to be said. Plain text, within the channel's `maxTextLength`.
   */
  confirmation?(settings: Settings, said: Pick<InboundConsentEvent, 'purpose' | 'isGiven'>): { text: string } | null
}
