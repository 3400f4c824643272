import type { BounceReport } from './bounce/bounce-report.ts'
import type { Complaint } from './bounce/complaint.ts'
import type { MailAddress } from './mime/addresses.ts'
import type { Headers } from './mime/headers.ts'
import type { Part } from './mime/tree.ts'

/** What tells a person's mail from a machine's. */
export interface KindFacts {
  headers: Headers
  root: Part
  from: MailAddress | null
  replyTo: readonly MailAddress[]
  returnPath: string | null
  subject: string
  text: string
  bounce: BounceReport | null
  complaint: Complaint | null
  /** A service told in JSON what became of a mail. */
  isNotice: boolean
}
