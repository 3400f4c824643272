import type { GeneratedMail } from '../../server/test/mail/generate-mail.ts'

/** What was handed in, and what the product said to it. The truth that it is held against at the end. */
export interface Ledger {
  mails: Map<string, SentMail>
  messages: Map<string, SentMessage>
  answers: Map<string, SentAnswer>
  /** What must not be answered so. */
  violations: string[]
  counts: { attempts: number; cut: number; repeated: number }
}

export interface SentMail {
  mail: GeneratedMail
  /** The thread, over all batches of mail. */
  thread: string | null
  acknowledged: boolean
}

export interface SentMessage {
  marker: string
  account: string
  acknowledged: boolean
  /** The entry that the acknowledgement named. */
  entryId: string | null
}

/** What staff wrote. */
export interface SentAnswer {
  marker: string
  acknowledged: boolean
  entryId: string | null
}

export function newLedger(): Ledger {
  return {
    mails: new Map(),
    messages: new Map(),
    answers: new Map(),
    violations: [],
    counts: { attempts: 0, cut: 0, repeated: 0 },
  }
}
