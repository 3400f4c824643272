import type { Content } from '@throughline/protocol/timeline/content.ts'

export interface KeptMail {
  entryId: string
  envelopeFrom: string
  recipients: string[]
  subject: string
  text: string
  messageId: string
  raw: Uint8Array
}

/** What only a forward has. */
export interface PartsOfForward {
  /** More addressees, who all see each other. */
  alsoTo?: string[]
  /** What is forwarded: it stands below the words and the signature. */
  forwarded?: { text: string; html: string | null }
}

/** What everybody who gets an answer has had already, and gets below it once more. */
export interface QuotedConversation {
  /** Newest first. */
  messages: QuotedMessage[]
  /** There is more than is quoted. */
  hasMore: boolean
}

export interface QuotedMessage {
  entryId: string
  authorName: string
  writtenAt: Date
  /** The author's own words, without what they quoted. */
  text: string
  /** As it came or was written, not cleaned; null where there is none or it is too long. */
  html: string | null
  /** How its text was folded: the HTML is folded alike. */
  content: Content
}
