import type { MailLimits, Problems } from '../limits.ts'
import { decodeText } from '../mime/charset.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { safeText } from '../text-safety.ts'
import { addressIn, parseDeliveryStatus, type StatusGroup } from './delivery-status.ts'
import { readOriginal } from './original.ts'

/** Whom a mail of ours has reached, by a report that says nothing else (RFC 3464, `Action: delivered`). */
export interface ArrivalReport {
  recipients: string[]
  originalMessageId: string
}

/** Null for a mail that is no such report, or that names no mail. */
export function readArrival(root: Part, limits: MailLimits, problems: Problems): ArrivalReport | null {
  const part = root.children.find(({ mediaType }) => /^message\/(?:global-)?delivery-status$/.test(mediaType))
  if (part === undefined) return null
  const bytes = decodeTransfer(part.body.subarray(0, maxReportBytes), part.encoding, problems)
  const text = safeText(decodeText(bytes, part.params.get('charset'), problems), problems)
  const status = parseDeliveryStatus(text.replace(/\r+\n?/g, '\n'), limits.bounceRecipients)
  const { messageId } = readOriginal(root, '', limits, problems)
  if (messageId === null || !status.recipients.every(hasPassed)) return null
  const recipients = status.recipients
    .filter(({ action }) => action === 'delivered')
    .flatMap(({ originalRecipient, finalRecipient }) => {
      return addressIn(originalRecipient) ?? addressIn(finalRecipient) ?? []
    })
  return recipients.length === 0 ? null : { recipients, originalMessageId: messageId }
}

/** A report is a page or two. */
const maxReportBytes = 256 * 1024

/** The other server has it, or has handed it on; nothing failed. */
export function hasPassed({ action }: StatusGroup): boolean {
  return action !== null && /^(?:delivered|relayed|expanded)$/.test(action)
}
