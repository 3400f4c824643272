import type { Wording } from '@throughline/protocol/words.ts'
import type { ArrivalReport } from './bounce/arrived.ts'
import type { Opened } from './body/open-part.ts'
import type { BounceReport } from './bounce/bounce-report.ts'
import type { Complaint } from './bounce/complaint.ts'
import type { MailAuthentication } from './authentication/authentication.ts'
import type { MailAddress } from './mime/addresses.ts'
import type { FoldedReply } from './reply/fold.ts'

/** `human`: for people to read; a person wrote it, or a program passed it on. `list`: it came through a mailing list or in bulk. */
export type MailKind = 'human' | 'auto-reply' | 'bounce' | 'list' | 'complaint'

export interface MailAttachment {
  /** Safe as a file name: no path, no control characters; never empty. */
  name: string
  /** What the sender declared; believe only what the content itself says. */
  mediaType: string
  sizeBytes: number
  /** Of the content, in hexadecimal. */
  sha256: string
  /** Without angle brackets. */
  contentId: string | null
  /** The HTML shows it by its content id. */
  inline: boolean
  content: Uint8Array
}

/** Everything one mail says. */
export interface MailReading {
  kind: MailKind
  /** Why it was taken for that. */
  kindReason: Wording
  /** False for automatic replies, reports and a list's own notices: they join what they answer, or are kept apart. */
  opensIssue: boolean
  /** Its From is a program, such as a form, and not the author of a mail that a rule passed on. */
  writesForOthers: boolean
  /** Null when missing or unusable: such a mail is still read. */
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  /** The envelope sender as the receiving server noted it: empty for `<>`, null when nothing was noted. */
  returnPath: string | null
  deliveredTo: string[]
  subject: string
  date: Date | null
  /** Message ids are without angle brackets, once each, in order. */
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  /** The whole readable text: of the plain part, else made from the HTML. */
  text: string
  /** As received: never show it without `sanitizeMailHtml`. */
  html: string | null
  /** Reply, signature and quoted text together hold all of `text`. */
  replyText: string
  quotedText: string
  signature: string
  /** The same three, folded anew by what stands on the thread already: earlier texts, newest first. */
  foldKnowing(earlier: readonly string[]): FoldedReply & { notOnThread: string }
  attachments: MailAttachment[]
  /** Invitations, cards, and that it is encrypted. */
  opened: Opened
  bounce: BounceReport | null
  /** Whom a mail of ours has reached, where a mail server says so. */
  arrival: ArrivalReport | null
  complaint: Complaint | null
  authentication: MailAuthentication
  /** RFC 3834: never answer automatic mail, lists, or a sender who can't be answered. Own addresses: the caller's. */
  mayAutoReply: boolean
  autoSubmitted: string | null
  precedence: string | null
  listId: string | null
  /** What was broken and how it was repaired; also every limit that was hit. */
  problems: string[]
}
