/**
 * Delivery failure reports (RFC 3464 and what servers write instead). Owns who could not be reached, why, and
 * whether for good. Refuses to guess from a code alone, and to call a person's mail a bounce for its subject.
 */
import type { MailLimits, Problems } from '../limits.ts'
import { normaliseAddress, type MailAddress } from '../mime/addresses.ts'
import { decodeText } from '../mime/charset.ts'
import type { Headers } from '../mime/headers.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { cut, safeText } from '../text-safety.ts'
import { hasPassed } from './arrived.ts'
import { parseDeliveryStatus, type DeliveryStatus, type StatusGroup } from './delivery-status.ts'
import { readOriginal, type OriginalMail } from './original.ts'
import { recipientsInText, withoutCopy, type TextRecipient } from './plain-text.ts'
import { reasonOf } from './reason.ts'
import { commandIn, replyIn, statusIn } from './transcript.ts'

export interface BounceRecipient {
  /** Where it could not be delivered. */
  address: string
  /** Where it was first sent, if that was forwarded: the address we know may be this one. */
  originalAddress: string | null
  /** Enhanced status code (RFC 3463), null where the mail states none. */
  status: string | null
  /** SMTP reply code. */
  reply: string | null
  /** This address will never take mail. A delay warning is never hard. */
  hard: boolean
  reason: string
  action: 'failed' | 'delayed'
  diagnostic: string | null
}

export interface BounceReport {
  recipients: BounceRecipient[]
  /** Of the mail that could not be delivered, where it is quoted. */
  originalMessageId: string | null
  originalSubject: string | null
  reportingServer: string | null
}

export interface BounceFacts {
  root: Part
  headers: Headers
  from: MailAddress | null
  to: readonly MailAddress[]
  returnPath: string | null
  subject: string
  text: string
}

const daemonAddress =
  /^(?:mailer-?daemon|(?:po+st|mail)master|mail-?daemon|maildelivery|mdaemon|microsoftexchange[0-9a-f]+|double-bounce)(?:[+=-][^@]*)?@/
const daemonName =
  /mail(?:er)?[- ]?daemon|mail delivery (?:sub)?system|mail administrator|postmaster|delivery (?:failure|status)/i
const bounceSubject =
  /undeliver(?:ed|able)|returned (?:mail|to sender)|delivery (?:status notification|(?:has )?fail|problem|report|delayed|notification|incomplete)|mail (?:delivery )?fail|failure (?:notice|delivery)|(?:could not|couldn.t|unable to|not) (?:be )?(?:deliver|send)|delivery.{0,30}fail|message (?:delayed|you sent blocked)|^warning: (?:message|could not)|^postmaster notify|errors from|nondeliverable|non remis|unzustellbar|zustellung|mancata consegna|no se (?:ha )?(?:puede |pudo |podido )?entreg|undelivered|notificação de status|non-?delivery|malformed recipient/i
const bounceText =
  /(?:could not|couldn.t|can ?not|can.t|was not|wasn.t|not (?:yet )?been|unable to(?: be)?|able to|failed to|hasn.t been) (?:be )?(?:deliver|send|sent|reach)|deliver(?:y|ed) .{0,80}(?:fail|not|delayed)|undeliverable|permanent (?:fatal )?error|returned to sender|address(?:es)? (?:had|failed)|recipient addresses that were|user unknown|transcript of session|final-recipient|message.{0,20}(?:rejected|not delivered)|konnte nicht zugestellt|n'a pas pu être|no se ha podido|non è stato possibile/i

/** Null for a mail that is no such report. */
export function readBounce(facts: BounceFacts, limits: MailLimits, problems: Problems): BounceReport | null {
  const statusParts = partsOfType(facts.root, /^message\/(?:global-)?delivery-status$/)
  const isReport = facts.root.params.get('report-type')?.toLowerCase() === 'delivery-status'
  const failedHeader = facts.headers.first('x-failed-recipients')
  const text = facts.text.length > maxTextChars ? facts.text.slice(0, maxTextChars) : facts.text
  const fromDaemon = facts.from === null ? facts.returnPath === '' : isDaemon(facts.from)
  if (statusParts.length === 0 && !isReport && failedHeader === undefined) {
    const bySubject = bounceSubject.test(facts.subject)
    if (fromDaemon || facts.returnPath === '') {
      if (!(bySubject && fromDaemon) && !((bySubject || fromDaemon) && bounceText.test(text))) return null
    } else if (!bySubject || !isForwardedReport(facts, text)) return null
  }
  // Forwarded reports stand in the text under quote marks; ">>> DATA" in a conversation is none.
  const plain = withoutQuoteMarks(text)
  const status =
    statusParts.length > 0
      ? statusOf(statusParts[0]!, limits, problems)
      : parseDeliveryStatus(plain, limits.bounceRecipients)
  if (status.recipients.length > 0 && status.recipients.every(hasPassed)) return null
  const original = readOriginal(facts.root, plain, limits, problems)
  const failed = (failedHeader ?? '').split(',').flatMap((each) => normaliseAddress(each) ?? [])
  const recipients = combine(
    status,
    recipientsInText(plain, limits.bounceRecipients),
    failed,
    original,
    plain,
    facts.subject,
  )
  if (recipients.length === 0) problems.note('The delivery report names no recipient.')
  return {
    recipients: recipients.map((recipient) => ({
      ...recipient,
      diagnostic: safeDiagnostic(recipient.diagnostic, problems),
    })),
    originalMessageId: original.messageId,
    originalSubject: original.subject,
    reportingServer: status.reportingServer,
  }
}

/** A report is a page or two; what follows is the returned mail. */
const maxTextChars = 64 * 1024
const maxDiagnosticChars = 2000

function isDaemon({ name, address }: MailAddress): boolean {
  return daemonAddress.test(address) || daemonName.test(name)
}

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

function statusOf(part: Part, limits: MailLimits, problems: Problems): DeliveryStatus {
  const bytes = decodeTransfer(part.body.subarray(0, maxTextChars * 4), part.encoding, problems)
  const text = safeText(decodeText(bytes, part.params.get('charset'), problems), problems)
  return parseDeliveryStatus(text.replace(/\r+\n?/g, '\n'), limits.bounceRecipients)
}

function combine(
  status: DeliveryStatus,
  told: readonly TextRecipient[],
  failed: readonly string[],
  original: OriginalMail,
  text: string,
  subject: string,
): BounceRecipient[] {
  const warns = /^warning:|delayed/i.test(subject) && !status.recipients.some(({ action }) => action === 'failed')
  const found = new Map<string, BounceRecipient>()
  const add = (address: string, group: StatusGroup | null, words: TextRecipient | undefined) => {
    if (!found.has(address)) found.set(address, judge(address, group, words, text, warns))
  }
  for (const group of status.recipients) {
    if (hasPassed(group)) continue
    const address = normaliseAddress(group.finalRecipient ?? '') ?? normaliseAddress(group.originalRecipient ?? '')
    const words =
      told.find((each) => each.address === address) ?? (status.recipients.length === 1 ? told[0] : undefined)
    const known = address ?? (status.recipients.length === 1 ? (failed[0] ?? words?.address) : undefined)
    if (known !== undefined) add(known, group, words)
  }
  if (found.size === 0) {
    // The header names who failed; the text names others too, such as whom to ask.
    const both = told.filter((each) => failed.includes(each.address))
    for (const words of both.length > 0 ? both : told) add(words.address, null, words)
  }
  if (found.size === 0) for (const address of failed) add(address, null, undefined)
  if (found.size === 0) for (const address of original.to) add(address, null, undefined)
  const [only] = found.values()
  if (only && found.size === 1 && status.recipients.length === 0) found.set(only.address, toldAnywhere(only, text))
  return [...found.values()]
}

/** With one recipient, whatever the report says is about them, also where it says it far from their address. */
function toldAnywhere(recipient: BounceRecipient, text: string): BounceRecipient {
  const report = withoutCopy(text).slice(0, 4000)
  const status = recipient.status ?? statusIn(report)
  const reply = recipient.reply ?? replyIn(report)
  if (recipient.reason !== 'undefined') return { ...recipient, status, reply }
  const told = { said: report, status, command: null, diagnosticType: null, action: recipient.action }
  return { ...recipient, status, reply, ...reasonOf(told) }
}

function judge(
  address: string,
  group: StatusGroup | null,
  words: TextRecipient | undefined,
  text: string,
  warns: boolean,
): BounceRecipient {
  const action = group?.action === 'delayed' || (group === null && warns) ? 'delayed' : 'failed'
  // A bare number (an exit code) or nothing: then the text tells more.
  const diagnostic = group?.diagnostic && !/^\d{0,3}$/.test(group.diagnostic) ? group.diagnostic : null
  const spoken = words?.said === '' ? undefined : words?.said
  const transcript = /^[ \t]*(?:-{3,} transcript of session|(?:<<<|>{3,}) )/im.test(text) ? text : ''
  const said =
    diagnostic ??
    (transcript === ''
      ? (spoken ?? (group === null ? text.slice(0, 3000) : ''))
      : `${spoken ?? ''} ${saidInTranscript(transcript, address)}`)
  const command = commandIn(`${diagnostic ?? ''} ${spoken ?? ''}`, transcript)
  const status = chooseStatus(
    statusIn(said),
    group?.status ?? null,
    transcript === '' ? (spoken ?? '') : saidInTranscript(transcript, address),
  )
  const { reason, hard } = reasonOf({ said, status, command, diagnosticType: group?.diagnosticType ?? null, action })
  const originalAddress = normaliseAddress(group?.originalRecipient ?? '') ?? words?.expandedFrom ?? null
  return {
    address,
    originalAddress: originalAddress === address ? null : originalAddress,
    status,
    reply: replyIn(said) ?? replyIn(spoken ?? ''),
    hard,
    reason,
    action,
    diagnostic: (diagnostic ?? said.trim()) || null,
  }
}

/** The lines of a Sendmail conversation that name the address, or all answers when none does. */
function saidInTranscript(transcript: string, address: string): string {
  const from = transcript.search(/-{3,} transcript of session/i)
  const lines = transcript.slice(Math.max(from, 0)).split('\n', 200)
  const own = lines.filter((line) => line.toLowerCase().includes(address))
  const chosen =
    own.length > 0 ? own : lines.slice(1).filter((line) => line.trim() !== '' && !/^\s*(?:>{3,}|\.\.\.)/.test(line))
  return chosen.join(' ')
}

/** What the refusing server said beats what the reporting one made of it; "x.0.0" says nothing. */
function chooseStatus(spoken: string | null, stated: string | null, transcript: string): string | null {
  const candidates = [spoken, stated, spoken === null ? statusIn(transcript) : null].filter((code) => code !== null)
  return candidates.find((code) => !code.endsWith('.0.0')) ?? candidates[0] ?? null
}

function safeDiagnostic(diagnostic: string | null, problems: Problems): string | null {
  return diagnostic === null ? null : cut(safeText(diagnostic, problems), maxDiagnosticChars)
}

/** Parts of a type, not looking into attached mails: what is in there happened to somebody else. */
export function partsOfType(part: Part, type: RegExp): Part[] {
  if (type.test(part.mediaType)) return [part]
  return part.mediaType.startsWith('message/') ? [] : part.children.flatMap((child) => partsOfType(child, type))
}
