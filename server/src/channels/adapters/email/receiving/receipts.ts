import { untranslated, type Wording } from '@throughline/protocol/words.ts'
import { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { InboundAsideEvent, InboundReceiptEvent, MessagePreview } from '../../../contract.ts'
import type { ArrivalReport, MailReading } from '../reading/reading.ts'

/**
 * What a bounce, a complaint or a report of arrival says of mail that we sent, one receipt for each recipient; null for
 * mail that is no such report.
 */
export function receiptsOf(
  reading: MailReading,
  providerId: string,
): (InboundReceiptEvent | InboundAsideEvent)[] | null {
  const receipts = read(reading, providerId)
  return receipts?.map((each) => ({ ...each, preview: previewOf(reading) })) ?? null
}

function read(reading: MailReading, providerId: string): (InboundReceiptEvent | InboundAsideEvent)[] | null {
  if (reading.kind === 'complaint') return complaintReceipts(reading, providerId)
  if (reading.kind === 'bounce') return bounceReceipts(reading, providerId)
  return reading.arrival === null ? null : arrivalReceipts(reading.arrival, providerId)
}

function bounceReceipts(reading: MailReading, providerId: string) {
  const { bounce, kindReason } = reading
  if (bounce === null || bounce.originalMessageId === null) return [aside('bounce', reading, providerId, kindReason)]
  const about = bounce.originalMessageId
  if (bounce.recipients.length === 0) {
    return [receipt({ providerId, about, recipient: null, state: 'failed', code: null, ...kindReason })]
  }
  return bounce.recipients.map((recipient, index) =>
    receipt({
      providerId: index === 0 ? providerId : `${providerId} ${index}`,
      about,
      // Where it was first sent is the address that we know; it may have been forwarded to the one that failed.
      recipient: recipient.originalAddress ?? recipient.address,
      state: recipient.action,
      addressIsDead: recipient.action === 'failed' && recipient.hard,
      code: recipient.status,
      // What the other server said stays in its words.
      ...(recipient.diagnostic === null ? kindReason : untranslated(recipient.diagnostic)),
    }),
  )
}

/** The other server says that it has the mail. */
function arrivalReceipts({ recipients, originalMessageId: about }: ArrivalReport, providerId: string) {
  return recipients.map((recipient, index) =>
    receipt({
      providerId: index === 0 ? providerId : `${providerId} ${index}`,
      about,
      recipient,
      state: 'delivered',
      code: null,
      ...emailKindWords.arrived(),
    }),
  )
}

/** A recipient called our mail junk: nothing more goes to them until they write again. */
function complaintReceipts(reading: MailReading, providerId: string) {
  const { complaint, kindReason } = reading
  if (complaint === null || complaint.originalMessageId === null || complaint.feedbackType === 'not-spam') {
    return [aside('complaint', reading, providerId, kindReason)]
  }
  const about = complaint.originalMessageId
  const recipients = complaint.recipients.length > 0 ? complaint.recipients : [null]
  return recipients.map((recipient, index) =>
    receipt({
      providerId: index === 0 ? providerId : `${providerId} ${index}`,
      about,
      recipient,
      state: 'failed',
      addressIsDead: true,
      code: `complaint: ${complaint.feedbackType}`,
      ...kindReason,
    }),
  )
}

function receipt(
  fields: Omit<InboundReceiptEvent, 'type' | 'addressIsDead'> & { addressIsDead?: boolean },
): InboundReceiptEvent {
  return { type: 'receipt', addressIsDead: false, ...fields }
}

export function aside(kind: string, reading: MailReading, providerId: string, wording: Wording): InboundAsideEvent {
  return { type: 'aside', providerId, kind, preview: previewOf(reading), ...wording }
}

function previewOf({ from, subject, text }: MailReading): MessagePreview {
  const sender = from === null ? '' : from.name === '' ? from.address : `${from.name} <${from.address}>`
  return { sender, subject, beginning: text }
}
