import type { Content } from '@throughline/protocol/timeline/content.ts'

export interface MailToStaff {
  to: { name: string; address: string }
  /** The company; empty when it has no name yet. */
  fromName: string
  /** The one of us whom it is about, named before the company. */
  byName?: string | null
  subject: string
  text: string
  html?: string
  /** Its Message-ID is made of it: random, and the same for each attempt at one mail. */
  key: string
  /** The same for mails that a mail program shall put together. */
  threadKey?: string
  replyTo?: string | null
  /** Where the recipient switches such mails off. */
  settingsUrl?: string
}

/** Where one of us may answer a mail. */
export interface StaffReplyAddress {
  address: string
  /** Mail that comes in is checked for who sent it: an answer can be taken for that person's. */
  checksSenders: boolean
}

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
