export interface StoredMail {
  uid: number
  raw: Buffer
  internalDate: Date
  flags: Set<string>
}

/** What goes wrong, and when. Each is asked at its moment, so that a test decides as it goes. */
export interface ImapFaults {
  /** Before a command is carried out: cuts the line, or answers NO or BAD with that text. */
  command?: (verb: string, line: string) => 'cut' | `NO ${string}` | `BAD ${string}` | undefined
  /** Before a mail is handed over: leaves it out, cuts before it or in the middle of it. */
  fetch?: (uid: number) => 'leave-out' | 'cut' | 'cut-in-mail' | undefined
  /** IDLE is accepted, and nothing is ever said in it. */
  mute?: boolean
}

/**
 * An IMAP4rev1 server for tests (RFC 3501, with IDLE, ID, CONDSTORE and SASL-IR, without UIDPLUS): one account, some
 * folders, and a memory of all that a client said. It answers as a real one would, or goes wrong when told to.
 */
export interface ImapServer {
  readonly port: number
  readonly user: string
  password: string
  /** Accepted with XOAUTH2. */
  accessToken: string
  capabilities: string[]
  faults: ImapFaults
  /** Every command line, without its tag; passwords included. */
  readonly said: string[]
  readonly sessions: Set<ImapSession>
  readonly folders: Map<string, ImapFolder>
  folder(name: string): ImapFolder
  append(raw: string | Buffer, options?: { folder?: string; internalDate?: Date }): StoredMail
  /** Somebody else deletes mails. */
  expunge(uids: number[], folder?: string): void
  /** As after a restore: the same mails, numbered from 1 under another UIDVALIDITY. */
  renumber(folder?: string): void
  /** Cuts every connection without a word. */
  cut(): void
  close(): Promise<void>
}

export interface ImapFolder {
  name: string
  uidValidity: number
  uidNext: number
  mails: StoredMail[]
  /** Servers need not tell it (RFC 3501, 7.1). */
  tellsUidNext: boolean
}

export interface ImapSession {
  readonly isIdling: boolean
  readonly selected: { folder: ImapFolder; readOnly: boolean } | null
  onAppend(folder: ImapFolder, mail: StoredMail): void
  onExpunge(folder: ImapFolder, uids: number[]): void
}
