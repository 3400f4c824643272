import type { Wording } from '@throughline/protocol/words.ts'

/** What becomes of an answer to the mail. `to_confirm`: nothing here checks who a mail is from. Null: it has no address. */
export type AnswersGo = 'to_customer' | 'to_confirm' | null

export interface MailWords {
  subject: string
  text: string
  html: string
}

export interface NotificationMail {
  to: { name: string; address: string }
  /** The colleague whom it is about; never a customer, who chooses their own name. */
  fromName: string | null
  /** The same for each attempt at one mail. */
  key: string
  /** The same for all mails to one person about one issue. */
  threadKey: string
  /** The colleague and the issue of the reply address; null: the mail has none. */
  answer: { issueId: string; staffId: string } | null
  /** Where the recipient switches such mails off. */
  settingsUrl: string
  /** Written when it is known by which channel it leaves, since the words say what becomes of an answer. */
  words(answersGo: AnswersGo): MailWords
}

export type MailOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'later'; afterMs: number | null; why: Wording }
  /** `addressIsDead`: nothing will arrive there. */
  | { kind: 'refused'; addressIsDead: boolean; why: Wording }
  | { kind: 'no_channel' }

/** How a notification leaves by mail. The channels implement it; this part sends nothing itself. */
export interface NotificationMailer {
  /** By which address it would leave, and what becomes of answers; null: nothing can leave. */
  way(): Promise<{ from: string; answersGo: AnswersGo } | null>
  notify(mail: NotificationMail): Promise<MailOutcome>
}
