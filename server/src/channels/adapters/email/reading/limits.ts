/**
 * How much of one mail is read. A mail is written by a stranger: each of these is a promise that reading it costs
 * bounded time and memory. Over a limit nothing is lost, since the raw mail is kept; the reading says in `problems`
 * what it left out. Only `rawBytes` refuses the mail.
 */
export interface MailLimits {
  /** A mail larger than this is not read at all: 50 MB of attachments become 68 MB in base64, and headers. */
  rawBytes: number
  /** Header bytes of the mail or of one part. Real ones stay under 64 KiB; what is over is a bomb or a body. */
  headerBytes: number
  /** Parts in the whole tree. Real mails have a few dozen; each part costs an object and a scan. */
  parts: number
  /** Multiparts and messages inside one another. Long forwarding chains reach ten. */
  depth: number
  /** Attached mails whose text is shown in the place where they are attached; deeper ones stay attachments. */
  messageDepth: number
  attachments: number
  /** To, Cc, Reply-To: each. Ten thousand recipients are no help to anyone, and each would cost a row. */
  recipients: number
  /** Characters of one address list that are looked at, so that a megabyte of commas is not parsed. */
  addressListChars: number
  /** References kept: the first ones name the root of the thread, the last ones its newest mails. */
  references: number
  /** A Message-ID longer than this is no use as a key: a database index takes 2.7 kB at most. */
  messageIdChars: number
  subjectChars: number
  nameChars: number
  fileNameChars: number
  /** Text kept in the entry. What is longer is cut there and attached whole. */
  textChars: number
  htmlChars: number
  bounceRecipients: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: MailLimits = {
  rawBytes: 100 * mebibyte,
  headerBytes: 256 * 1024,
  parts: 1000,
  depth: 24,
  messageDepth: 3,
  attachments: 250,
  recipients: 200,
  addressListChars: 64 * 1024,
  references: 100,
  messageIdChars: 500,
  subjectChars: 1000,
  nameChars: 200,
  fileNameChars: 180,
  textChars: mebibyte,
  htmlChars: 2 * mebibyte,
  bounceRecipients: 200,
}

/** What was broken and how it was repaired, each thing once. */
export interface Problems {
  note(sentence: string): void
  readonly list: string[]
}

/** A bomb must not fill the list that tells of it. */
const maxProblems = 40

export function collectProblems(): Problems {
  const list: string[] = []
  return {
    list,
    note(sentence) {
      if (list.length < maxProblems && !list.includes(sentence)) list.push(sentence)
    },
  }
}
