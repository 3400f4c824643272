/**
 * Delivery failure reports (RFC 3464 and what servers write instead). Owns who could not be reached, why, and
 * whether for good. Refuses to guess from a code alone, and to call a person's mail a bounce for its subject.
 */
import type { MailLimits, Problems } from '../limits.ts'
import { normaliseAddress } from '../mime/addresses.ts'
import { decodeText } from '../mime/charset.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { cut, safeText } from '../text-safety.ts'
import { hasPassed } from './arrived.ts'
import type { BounceFacts, BounceReport } from './bounce-report.ts'
import { parseDeliveryStatus, type DeliveryStatus } from './delivery-status.ts'
import { hasMachineField, hasReportSubject, isAnswerOrForward, isReportInWords, signerOf } from './is-report.ts'
import { combine } from './judge.ts'
import { readOriginal } from './original.ts'
import { partsOfType } from './parts.ts'
import { anyInText, recipientsInText, type TextRecipient } from './plain-text.ts'

/** Null for a mail that is no such report. */
export function readBounce(facts: BounceFacts, limits: MailLimits, problems: Problems): BounceReport | null {
  const root = reportWithin(facts)
  const statusParts = partsOfType(root, deliveryStatus)
  const text = reportText(root, facts.text, problems)
  const failedHeader = facts.headers.first('x-failed-recipients')
  const isReport = isReportInParts(facts, root, statusParts.length > 0) || isReportInWords(facts, text)
  // Forwarded reports stand in the text under quote marks; ">>> DATA" in a conversation is none.
  const plain = withoutQuoteMarks(text)
  const isForwarded = !isReport && hasReportSubject(facts.subject) && isForwardedReport(facts, text)
  if (!isReport && !isForwarded) return null
  const status =
    statusParts.length > 0
      ? statusOf(statusParts, limits, problems)
      : parseDeliveryStatus(plain, limits.bounceRecipients)
  const failing = status.recipients.filter((group) => !hasPassed(group))
  if (status.recipients.length > 0 && failing.length === 0) return null
  if (status.recipients.length === 0 && isSuccess(facts.subject, plain)) return null
  const original = readOriginal(root, plain, limits, problems)
  const failed = (failedHeader ?? '').split(',').flatMap((each) => normaliseAddress(each) ?? [])
  const recipients = combine(
    { ...status, recipients: failing },
    withoutReader(recipientsInText(plain, limits.bounceRecipients), facts),
    failed,
    original,
    withoutReader([...anyInText(plain), ...anyInText(facts.subject)].slice(0, 1), facts, 'strictly'),
    plain,
    facts.subject,
  )
  if (recipients.length === 0) problems.note('The delivery report names no recipient.')
  return {
    recipients: recipients.map((recipient) => ({
      ...recipient,
      // A carrier says "user unknown" of users whose own filter refused, and marks that so.
      ...(facts.headers.first('x-spasign')?.trim() === 'NG' && { reason: 'filtered', hard: false }),
      diagnostic: safeDiagnostic(recipient.diagnostic, problems),
    })),
    originalMessageId: original.messageId,
    originalSubject: original.subject,
    reportingServer: status.reportingServer,
    isForwarded,
  }
}

const deliveryStatus = /^message\/(?:global-)?delivery-status$/

/** A program attaches the report of another one; a person who does that writes a mail about it. */
function reportWithin({ root, ...facts }: BounceFacts): Part {
  if (partsOfType(root, deliveryStatus).length > 0 || signerOf({ root, ...facts }) !== 'daemon') return root
  const inner = partsOfType(root, /^message\/(?:rfc822|global)$/).flatMap(({ children }) => children)
  return inner.find((each) => partsOfType(each, deliveryStatus).length > 0) ?? root
}

function isReportInParts(facts: BounceFacts, root: Part, hasStatus: boolean): boolean {
  if (root.params.get('report-type')?.toLowerCase() === 'delivery-status') return true
  if (facts.headers.first('x-failed-recipients') !== undefined) return true
  // People attach the parts of a report as well.
  return hasStatus && (signerOf(facts) !== 'anybody' || hasMachineField(facts)) && !isAnswerOrForward(facts.subject)
}

/** "Your message was successfully delivered", and nothing of a failure beside it. */
function isSuccess(subject: string, text: string): boolean {
  const told = `${subject}\n${text.slice(0, 2000)}`
  return (
    /successful(?:ly)? (?:mail )?(?:deliver|relay|sent)|delivery status notification:? \(?success/i.test(told) &&
    !/fail|undeliver|not |error|[45]\d\d /i.test(told)
  )
}

/** What the report says itself: also in files with a name, and without the mail that it returns. */
function reportText(root: Part, shown: string, problems: Problems): string {
  const attachedAt = root.children.length > 0 ? shown.search(/^-{10} Forwarded message -{10}$/m) : -1
  const own = attachedAt < 0 ? shown : shown.slice(0, attachedAt)
  const files = partsOfType(root, /^text\/plain$/).filter(
    ({ fileName, disposition, children }) =>
      (fileName !== null || disposition === 'attachment') && children.length === 0,
  )
  const inFiles = root.children.length === 0 ? [] : files.slice(0, 3).map((part) => textOf(part, problems))
  const text = [own, ...inFiles].join('\n\n')
  // Long runs of blanks are what patterns of lines would be tried on again and again.
  return text.slice(0, maxTextChars).replace(/[^\S\n]{41,}/g, ' '.repeat(40))
}

/** Whom the report was written to is not whom it is about, unless it names nobody else. */
function withoutReader(
  told: readonly TextRecipient[],
  { to, from }: BounceFacts,
  how?: 'strictly',
): readonly TextRecipient[] {
  const readers = new Set([...to, ...(from === null ? [] : [from])].map(({ address }) => address))
  const others = told.filter(({ address }) => !readers.has(address))
  return others.length > 0 || how === 'strictly' ? others : told
}

/** A report is a page or two; what follows is the returned mail. */
const maxTextChars = 64 * 1024
const maxDiagnosticChars = 2000

/**
 * A person passes a report on without a word of their own. Unless it is about mail to us: then it is a customer
 * who could not reach us.
 */
function isForwardedReport({ to }: BounceFacts, text: string): boolean {
  const quoted = withoutQuoteMarks(text)
  if (!/^final-recipient:/im.test(quoted) || !/^status:/im.test(quoted)) return false
  const own = text.split('\n').filter((line) => !line.startsWith('>') && !/^(?:begin forwarded|-{4,})/i.test(line))
  const words = own.join(' ').split(/\s+/).filter(Boolean)
  if (words.length > 8 || own.join(' ').includes('?')) return false
  const ownDomains = new Set(to.map(({ address }) => address.slice(address.indexOf('@') + 1)))
  return parseDeliveryStatus(quoted, 10).recipients.every(
    ({ finalRecipient }) => !ownDomains.has((finalRecipient ?? '').toLowerCase().split('@')[1] ?? ''),
  )
}

function withoutQuoteMarks(text: string): string {
  return /^>[ \t]?(?:final-recipient|reporting-mta):/im.test(text) ? text.replace(/^>[ \t]?/gm, '') : text
}

function statusOf(parts: readonly Part[], limits: MailLimits, problems: Problems): DeliveryStatus {
  const text = parts.slice(0, 10).map((part) => textOf(part, problems))
  return parseDeliveryStatus(text.join('\n\n'), limits.bounceRecipients)
}

function textOf(part: Part, problems: Problems): string {
  const bytes = decodeTransfer(part.body.subarray(0, maxTextChars * 4), part.encoding, problems)
  return safeText(decodeText(bytes, part.params.get('charset'), problems), problems).replace(/\r+\n?/g, '\n')
}

function safeDiagnostic(diagnostic: string | null, problems: Problems): string | null {
  return diagnostic === null ? null : cut(safeText(diagnostic, problems), maxDiagnosticChars)
}
