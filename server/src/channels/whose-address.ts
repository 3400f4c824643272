/** Which addresses are ours, of the whole installation. That a message is from one of them is a claim, as any From is. */
export interface Us {
  /** A mailbox of ours: of a channel, or a declared group. Nothing is sent to it as if to a customer. */
  isMailbox(address: string): boolean
  /** What of us the address is; `domain`: only its domain is known to be ours. Null: it is not ours. */
  whoIs(address: string): 'mailbox' | 'staff' | 'domain' | null
  /** Whether it is the id of one of our channels. */
  isChannel(id: string): boolean
}

/** What a message that is from one of us says of itself. */
export interface FromUs {
  /** The boundary vouches for the sender's domain, or says that it is forged. */
  domain: 'authenticated' | 'forged' | 'unknown'
  /** Everybody whom it was sent to, as it says. */
  recipients: string[]
  /** The author of the mail that it passes on, as its text names them. */
  forwarded: { value: string; name: string | null } | null
}
