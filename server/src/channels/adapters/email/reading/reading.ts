import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
/**
 * Turns the raw bytes of a mail into what it says. Pure: no database, no network, no clock. Owns every decision about
 * what a mail means by itself: its structure, text, reply, kind, who it claims to be from. Refuses to decide what it
 * means for us (whose thread, which issue), to fetch anything, and to trust anything a stranger could have written.
 */
import { readAuthentication } from './authentication/authentication.ts'
import { readArrival } from './bounce/arrived.ts'
import { readBounce } from './bounce/bounce.ts'
import { readComplaint } from './bounce/complaint.ts'
import { arrivalOfNotice, bounceOfNotice, complaintOfNotice } from './bounce/notice-report.ts'
import { readNotice } from './bounce/notice.ts'
import { firstWord } from './automatic.ts'
import { decideKind } from './kind.ts'
import { collectProblems, defaultLimits, type MailLimits, type Problems } from './limits.ts'
import type { MailReading } from './mail-reading.ts'
import { normaliseAddress, parseAddressList, type MailAddress } from './mime/addresses.ts'
import { readBody } from './body/body.ts'
import { parseMailDate } from './mime/date.ts'
import { decodeRawHeader, type Headers } from './mime/headers.ts'
import { parseMessageIds } from './mime/message-ids.ts'
import { decodeEncodedWords } from './mime/parameters.ts'
import { readTree } from './mime/tree.ts'
import { foldFirst, replySubject, type FoldOptions } from './reply/fold.ts'
import { knownText, unknownIn } from './reply/known-text.ts'
import { safeLine } from './text-safety.ts'

export type { MailAttachment, MailKind, MailReading } from './mail-reading.ts'
export type { MailAddress } from './mime/addresses.ts'
export type { ArrivalReport } from './bounce/arrived.ts'
export type { BounceRecipient, BounceReport } from './bounce/bounce-report.ts'
export type { Complaint } from './bounce/complaint.ts'
export type { MailAuthentication } from './authentication/authentication.ts'
export type { MailLimits } from './limits.ts'
export { describeReading } from './describe.ts'
export { foldReply, type FoldedReply, type FoldOptions } from './reply/fold.ts'
export {
  foldHtmlReply,
  quotableHtml,
  sanitizeMailHtml,
  sanitizeOutgoingHtml,
  type FoldedHtml,
} from './html/sanitize.ts'
export type { RemoteContent, SanitizedHtml, SanitizeOptions } from './html/safe-writer.ts'
export { htmlToText } from './html/to-text.ts'

/** Nothing to read, or more than is read. Everything else is read as well as it can be. */
export class MailUnreadable extends Error {
  readonly wording: Wording
  constructor(wording: Wording) {
    super(wording.sentence)
    this.wording = wording
    this.name = 'MailUnreadable'
  }
}

export interface ReadMailOptions {
  limits?: Partial<MailLimits>
  /** Ids under which our own boundary writes Authentication-Results; without one, nothing is believed. */
  ownAuthservIds?: readonly string[]
}

// oxlint-disable-next-line require-await -- the contract is asynchronous, so that reading can move to a worker
export async function readMail(raw: Uint8Array, options: ReadMailOptions = {}): Promise<MailReading> {
  const limits = { ...defaultLimits, ...options.limits }
  const problems = collectProblems()
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (bytes.length > limits.rawBytes) {
    throw new MailUnreadable(emailKindWords.too_large({ mb: Math.round(limits.rawBytes / 1024 / 1024) }))
  }
  if (isBlank(bytes)) throw new MailUnreadable(emailKindWords.empty())

  const root = readTree(bytes, limits, problems)
  const { headers } = root
  const charset = root.params.get('charset')
  const header = (name: string) => {
    const value = headers.first(name)
    return value === undefined ? undefined : decodeRawHeader(value, charset, problems)
  }
  const addresses = (name: string) => parseAddressList(header(name), limits, problems)
  const authors = addresses('from')
  const from = readFrom(headers, authors, header('from') ?? '', problems)
  const to = addresses('to')
  const replyTo = addresses('reply-to')
  const subject = safeLine(decodeEncodedWords(header('subject') ?? ''), limits.subjectChars, problems)
  const returnPath = readReturnPath(headers)
  const body = readBody(root, limits, problems)
  const inReplyTo = parseMessageIds(headers.first('in-reply-to'), limits, problems)
  const references = parseMessageIds(headers.first('references'), limits, problems)
  const folding: FoldOptions = {
    subject,
    isAnswer: isAnswer([...inReplyTo, ...references], headers, subject),
    isFlowed: body.isFlowed,
    ...(from && { senderName: from.name, senderAddress: from.address }),
  }
  const { folded, foldKnowing } = foldFirst(body.text, folding)
  const facts = { root, headers, from, fromWritten: header('from') ?? '', to, returnPath, subject, text: body.text }
  const notice = readNotice(body.text)
  const complaint = notice === null ? readComplaint(root, limits, problems) : complaintOfNotice(notice)
  const bounce = complaint ? null : notice === null ? readBounce(facts, limits, problems) : bounceOfNotice(notice)

  return {
    ...decideKind({ ...facts, replyTo, bounce, complaint, isNotice: notice !== null }),
    from,
    sender: addresses('sender')[0] ?? null,
    replyTo,
    to,
    cc: addresses('cc'),
    returnPath,
    deliveredTo: readDeliveredTo(headers, limits),
    subject,
    date: parseMailDate(header('date'), problems),
    messageId: readMessageId(headers, limits, problems),
    inReplyTo,
    references,
    text: body.text,
    html: body.html,
    ...folded,
    foldKnowing(earlier) {
      const known = knownText(earlier)
      const isAsBefore = earlier.length === 0 && (folding.isAnswer || folded.quotedText === '')
      const anew = isAsBefore ? folded : foldKnowing(known)
      return { ...anew, notOnThread: unknownIn([anew.quotedText, anew.signature], known) }
    },
    attachments: body.attachments,
    opened: body.opened,
    bounce,
    arrival:
      bounce || complaint ? null : notice === null ? readArrival(root, limits, problems) : arrivalOfNotice(notice),
    complaint,
    authentication: readAuthentication(
      headers,
      authors.map(({ address }) => address),
      options.ownAuthservIds ?? [],
    ),
    autoSubmitted: firstWord(headers.first('auto-submitted')) || null,
    precedence: firstWord(headers.first('precedence')) || null,
    listId: readListId(headers, limits, problems),
    problems: problems.list,
  }
}

/** A mail that names no earlier one, in its header or its subject, answers nothing: so it quotes nothing. */
function isAnswer(named: readonly string[], headers: Headers, subject: string): boolean {
  return named.length > 0 || replySubject.test(subject) || headers.first('thread-index') !== undefined
}

function isBlank(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9 && byte !== 0) return false
  }
  return true
}

/** What is no address is shown as it was written. */
const shownFromChars = 200

function readFrom(
  headers: Headers,
  addresses: readonly MailAddress[],
  written: string,
  problems: Problems,
): MailAddress | null {
  const fields = headers.all('from').length
  if (fields > 1) problems.note('There is more than one From field; the first one counts.')
  else if (addresses.length > 1) problems.note('The From field names more than one address; the first one counts.')
  const from = addresses[0] ?? null
  if (from === null) {
    const shown = safeLine(decodeEncodedWords(written), shownFromChars, problems)
    problems.note(fields === 0 ? 'There is no From field.' : `The From field holds no usable address: “${shown}”.`)
  }
  return from
}

function readMessageId(headers: Headers, limits: MailLimits, problems: Problems): string | null {
  if (headers.all('message-id').length > 1) problems.note('There is more than one Message-ID; the first one counts.')
  const id = parseMessageIds(headers.first('message-id'), limits, problems)[0] ?? null
  if (id === null) problems.note('There is no usable Message-ID.')
  return id
}

/** Empty for `<>` and for what stands in for it: nobody, who must not be answered. */
function readReturnPath(headers: Headers): string | null {
  const field = headers.first('return-path')
  if (field === undefined) return null
  const address = normaliseAddress(field.replace(/\([^)]*\)/g, ''))
  if (address !== null) return address
  return /^\s*(?:<\s*>|<?mailer-daemon>?)?\s*$/i.test(field) ? '' : null
}

function readDeliveredTo(headers: Headers, limits: MailLimits): string[] {
  const values = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'apparently-to'].flatMap((name) =>
    headers.all(name),
  )
  const found = values.slice(0, limits.recipients).flatMap((value) => normaliseAddress(value) ?? [])
  return [...new Set(found)]
}

/** `Riders of the town <riders.town.example>` → `riders.town.example` */
function readListId(headers: Headers, limits: MailLimits, problems: Problems): string | null {
  const field = headers.first('list-id')
  if (field === undefined) return null
  const id = /<([^<>]*)>\s*$/.exec(field)?.[1] ?? field
  return safeLine(id, limits.messageIdChars, problems).toLowerCase() || null
}
