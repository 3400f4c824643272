export interface MailToStaff {
  to: { name: string; address: string }
  /** The company; empty when it has no name yet. */
  fromName: string
  subject: string
  text: string
  /** Random: its Message-ID is made of it, and of no issue. */
  key: string
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
