import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { ForAccount, InboundAttachment, MediaToFetch, SenderAddress } from './contract-parts.ts'

/** What every event has. */
interface OfProvider extends ForAccount {
  /** Unique within the channel; the same twice is applied once. At most 500 characters. */
  providerId: string
  occurredAt: Date | null
}

/** About a message that the customer wrote or was sent. What arrives before that message waits for it. */
interface AboutMessage extends OfProvider {
  /** The provider's id of the message, as `InboundMessageEvent.providerId` or `SendReceipt.providerId` has it. */
  about: string
  from: SenderAddress
}

/** From anybody on the thread; one for each message and address, the newest by `occurredAt`. It wakes nothing. */
export interface InboundReactionEvent extends AboutMessage {
  type: 'reaction'
  /** Null takes back what this sender had put there. At most 64 characters are kept. */
  emoji: string | null
}

/**
 * The customer has changed what they wrote: from its sender, or it changes nothing. Of several the newest by `occurredAt`
 * counts. What it said before stays on record.
 */
export interface InboundEditEvent extends AboutMessage {
  type: 'edit'
  text: string
  content: Content
}

/** The customer has taken back what they wrote: final, and from its sender only. */
export interface InboundDeletionEvent extends AboutMessage {
  type: 'deletion'
}

/**
 * The company wrote to a customer by the provider's own program: an entry of ours, sent already, that opens no issue.
 * `providerId` is the message's own, as `send` would have returned it: so the echo of what we sent ourselves is known.
 */
export interface InboundEchoEvent extends OfProvider {
  type: 'echo'
  to: SenderAddress
  text: string
  content: Content
  attachments: InboundAttachment[]
  media?: MediaToFetch[]
  /** Of before the channel was connected: it comes in silently. */
  isHistory?: true
}

/** Shown while it lasts, and never stored. */
export interface InboundTypingEvent extends OfProvider {
  type: 'typing'
  from: SenderAddress
}

/** Everything that was sent to this address until then has been read; what is in the future counts as now. */
export interface InboundSeenEvent extends OfProvider {
  type: 'seen'
  from: SenderAddress
  upTo: Date
}

/** The provider says that an address was replaced by another one of the same person. */
export interface InboundIdentityEvent extends OfProvider {
  type: 'identity'
  from: SenderAddress
  to: SenderAddress
}

/**
 * What may be sent to an address from now on: as its owner said to the provider, or by a word such as STOP. It is shown on
 * the thread, so no message is handed in beside it. `occurredAt` decides between two of them, then the order of arrival.
 */
export interface InboundConsentEvent extends OfProvider {
  type: 'consent'
  from: SenderAddress
  /** `service`: answers too; `proactive`: what nobody has asked for. */
  purpose: 'service' | 'proactive'
  isGiven: boolean
  /** What they wrote or pressed; empty where only the provider says so. */
  text: string
}

/** The customer has blocked us at the provider, or not any more: nothing arrives there. */
export interface InboundBlockEvent extends OfProvider {
  type: 'block'
  from: SenderAddress
  isBlocked: boolean
}

/** What became of a template of ours at the provider. */
export interface InboundTemplateEvent extends OfProvider, Wording {
  type: 'template'
  name: string
  language: string
  change: 'status' | 'quality' | 'category' | 'components'
  /** In the provider's word: `APPROVED`. */
  to: string
}

/** Something about the account itself that an admin has to know: restricted, a token that ends, a limit. */
export interface InboundAccountEvent extends OfProvider, Wording {
  type: 'account'
  kind: string
  isTrouble: boolean
}

export type InboundOtherEvent =
  | InboundReactionEvent
  | InboundEditEvent
  | InboundDeletionEvent
  | InboundEchoEvent
  | InboundTypingEvent
  | InboundSeenEvent
  | InboundIdentityEvent
  | InboundConsentEvent
  | InboundBlockEvent
  | InboundTemplateEvent
  | InboundAccountEvent
