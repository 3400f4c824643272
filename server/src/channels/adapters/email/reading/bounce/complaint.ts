/**
 * Feedback reports (RFC 5965): a mail provider tells that somebody marked a mail of ours as unwanted. Owns who and
 * which mail, as far as the provider tells. Refuses to be believed for more: anyone can write one.
 */
import type { MailLimits, Problems } from '../limits.ts'
import { normaliseAddress } from '../mime/addresses.ts'
import { readHeaderBlock } from '../mime/headers.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { safeLine } from '../text-safety.ts'
import { readOriginal } from './original.ts'
import { partsOfType } from './parts.ts'

export interface Complaint {
  /** `abuse`, `fraud`, `not-spam`, `opt-out`, … */
  feedbackType: string
  userAgent: string | null
  /** Who complained, where the provider says so; else whom the mail was sent to. */
  recipients: string[]
  originalMessageId: string | null
  originalSubject: string | null
}

export function readComplaint(root: Part, limits: MailLimits, problems: Problems): Complaint | null {
  const part = partsOfType(root, /^message\/feedback-report$/)[0]
  if (part === undefined) return bareComplaint(root, limits, problems)
  const bytes = decodeTransfer(part.body, part.encoding, problems)
  const { headers } = readHeaderBlock(bytes, 0, bytes.length, limits.headerBytes, problems)
  const original = readOriginal(root, '', limits, problems)
  const named = [...headers.all('original-rcpt-to'), ...headers.all('removal-recipient')].flatMap(
    (each) => normaliseAddress(each) ?? [],
  )
  const userAgent = headers.first('user-agent')
  return {
    feedbackType: /[\w-]+/.exec(headers.first('feedback-type') ?? '')?.[0]?.toLowerCase() ?? 'other',
    userAgent: userAgent === undefined ? null : safeLine(userAgent, limits.nameChars, problems),
    recipients: [...new Set(named.length > 0 ? named : original.to)].slice(0, limits.bounceRecipients),
    originalMessageId: original.messageId,
    originalSubject: original.subject,
  }
}

/**
 * One provider returns the mail with the address of who complained in a field of its own, and no report beside it. Its
 * subject and that field together are no person's.
 */
function bareComplaint(root: Part, limits: MailLimits, problems: Problems): Complaint | null {
  if (!/^complaint about message from\b/i.test(root.headers.first('subject') ?? '')) return null
  const returned = partsOfType(root, /^message\/rfc822$/)[0]?.children[0]
  const field = returned?.headers.first('x-hmxmroriginalrecipient')
  if (field === undefined) return null
  const original = readOriginal(root, '', limits, problems)
  return {
    feedbackType: 'abuse',
    userAgent: null,
    recipients: [normaliseAddress(field)].filter((address) => address !== null),
    originalMessageId: original.messageId,
    originalSubject: original.subject,
  }
}
