/** Mail to one of the people who answer. It is no customer's and on no thread. */
export interface MailsToStaff<Settings, Context> {
  /**
   * Hands over one mail, such as an invitation or a notification, and answers with its Message-ID. It is not tried again:
   * its sender gets the error. Throws `ChannelError`.
   */
  send(mail: MailToStaff, context: Context): Promise<string>
  /** The signed address for answers of one of us; null where the channel has none. */
  replyAddress(settings: Settings, token: string): StaffReplyAddress | null
}

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
