import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { InboundOtherEvent } from './contract-events.ts'
import type { ForAccount, InboundAttachment, MediaToFetch, SenderAddress } from './contract-parts.ts'
import type { FromUs } from './whose-address.ts'

/** Bytes as they came, with what the transport knows of them. */
export interface ProviderRequest {
  body: Uint8Array
  headers: Readonly<Record<string, string | undefined>>
  /** The public URL that was called, with its query, for signatures that cover it; empty for mail. */
  url: string
  /** In capitals; missing where it was no request by HTTP. */
  method?: string
  /** Mail: the envelope, and where it entered. */
  envelope?: {
    from: string
    to: string[]
    /** Recipients of the same handing over that belong to other channels of ours. */
    alsoTo?: string[]
    remoteAddress: string | null
    source: 'smtp' | 'imap' | 'replay'
  }
  /** Staff say that a person wrote it: it is a message, whatever it would be taken for. */
  asMessage?: true
}

export type InboundEvent = InboundMessageEvent | InboundReceiptEvent | InboundAsideEvent | InboundOtherEvent

/** What staff see of a message that was set aside. */
export interface MessagePreview {
  sender: string
  subject: string
  beginning: string
}

/** A customer's words. */
export interface InboundMessageEvent extends ForAccount {
  type: 'message'
  /** Unique within the channel; the same twice is one entry. At most 500 characters. */
  providerId: string
  from: SenderAddress
  /** Further addresses of the same sender, by the provider's word: a phone number beside an id. They are not joined yet. */
  also?: readonly SenderAddress[]
  /** It is from one of us, by what it says, and no customer's. Whether that is true is another question. */
  fromUs?: FromUs
  /** Addresses of ours that it was also for, beside the one that it came to: it may arrive at their channels as well. */
  alsoTo?: string[]
  /** What the message is called when others quote it (a Message-ID); null when it has no such name. */
  reference: string | null
  /** What it quotes, nearest first: Message-IDs, message ids of the provider. */
  quotes: string[]
  /** A token of a signed reply address that the message was sent to. Verified by the platform, not by the adapter. */
  replyToken: string | null
  /** An issue named outright by a trusted program. */
  issueRef: string | null
  subject: string | null
  text: string
  html: string | null
  content: Content
  /**
   * The content once more, made with the texts that stand on the thread of what it answers, newest first; none when it
   * answers nothing. Asked before the entry is written. Missing where the content does not hang on them.
   */
  contentKnowing?(earlier: readonly string[]): Content
  attachments: InboundAttachment[]
  /** Files that the provider only names. The message stands at once, and they follow. */
  media?: MediaToFetch[]
  /** What the customer chose among what we offered: the payload that was sent with it. It may be forged. */
  choice?: { payload: string }
  /** A word such as YES: from somebody who has asked for no more messages it asks for them again, and is no message then. */
  startsAgain?: true
  /** By the sender's clock; null when it said nothing believable. */
  occurredAt: Date | null
  /** A machine wrote it, or it must not be answered by one (RFC 3834): no automatic answer ever goes to it. */
  automatic: boolean
  /** `append-only`: joins the issue it quotes and never opens or wakes one (an out-of-office note). */
  opens: 'issue' | 'append-only'
  /** What kind of message it is and why, for staff who look through what was set aside. */
  takenFor?: { kind: string } & Wording
}

/** What became of something we sent. Arrives late, twice and out of order; never moves a delivery backwards. */
export interface InboundReceiptEvent extends Wording, ForAccount {
  type: 'receipt'
  /** Of the report, should it be about nothing of ours. */
  preview?: MessagePreview
  providerId: string
  /** The provider id of what we sent, as `send` returned it. */
  about: string
  /** The entry it is about, as `OutboundMessage.idempotencyKey`, where the provider repeats a name that `send` gave it. */
  entryId?: string
  /** The address it is about, where the provider says. */
  recipient: string | null
  /** `sent`: the provider says that it has left, which `send` may have said before. */
  state: 'sent' | 'delivered' | 'read' | 'failed' | 'delayed'
  /** The address will not work again: no further message goes to it until the customer writes from it. */
  addressIsDead: boolean
  code: string | null
}

/** Understood, and it belongs on no thread: a bounce of something that is not ours, a list's housekeeping. */
export interface InboundAsideEvent extends Wording, ForAccount {
  type: 'aside'
  preview?: MessagePreview
  providerId: string
  kind: string
}
