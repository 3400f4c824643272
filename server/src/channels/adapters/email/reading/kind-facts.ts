import type { BounceFacts, BounceReport } from './bounce/bounce-report.ts'
import type { Complaint } from './bounce/complaint.ts'
import type { MailAddress } from './mime/addresses.ts'

/** What tells a person's mail from a machine's. */
export interface KindFacts extends BounceFacts {
  replyTo: readonly MailAddress[]
  bounce: BounceReport | null
  complaint: Complaint | null
  /** A service told in JSON what became of a mail. */
  isNotice: boolean
}
