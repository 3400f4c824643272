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
