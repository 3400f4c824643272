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
import { partsOfType } from './bounce.ts'
import { readOriginal } from './original.ts'

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
  if (part === undefined) return null
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
