import type { MailAddress } from '../mime/addresses.ts'
import type { Headers } from '../mime/headers.ts'
import type { Part } from '../mime/tree.ts'

export interface BounceRecipient {
  /** Where it could not be delivered. */
  address: string
  /** Where it was first sent, if that was forwarded: the address we know may be this one. */
  originalAddress: string | null
  /** Enhanced status code (RFC 3463); where the mail states none, the one that its words amount to. */
  status: string
  /** SMTP reply code. */
  reply: string | null
  /** This address will never take mail. A delay warning is never hard. */
  hard: boolean
  reason: string
  action: 'failed' | 'delayed'
  diagnostic: string | null
}

export interface BounceReport {
  recipients: BounceRecipient[]
  /** Of the mail that could not be delivered, where it is quoted. */
  originalMessageId: string | null
  originalSubject: string | null
  reportingServer: string | null
  /** A person passed it on: it tells what happened, and the mail is theirs. */
  isForwarded: boolean
}

export interface BounceFacts {
  root: Part
  headers: Headers
  from: MailAddress | null
  /** The From field as it stands: a program may have a name and no address. */
  fromWritten: string
  to: readonly MailAddress[]
  returnPath: string | null
  subject: string
  text: string
}
