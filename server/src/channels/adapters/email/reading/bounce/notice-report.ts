import { cut } from '../text-safety.ts'
import type { ArrivalReport } from './arrived.ts'
import type { BounceRecipient, BounceReport } from './bounce-report.ts'
import type { Complaint } from './complaint.ts'
import { impliedStatus } from './implied-status.ts'
import type { NoticeEvent } from './notice.ts'
import { reasonOf } from './reason.ts'
import { replyIn, statusIn } from './transcript.ts'

const maxDiagnosticChars = 2000

/** Null where nothing failed or is late. */
export function bounceOfNotice(events: readonly NoticeEvent[]): BounceReport | null {
  const bad = events.filter(({ kind }) => kind === 'failed' || kind === 'delayed')
  if (bad.length === 0) return null
  const { messageId, subject } = bad[0]!
  return {
    recipients: bad.map(recipientOf),
    originalMessageId: messageId,
    originalSubject: subject,
    reportingServer: null,
    isForwarded: false,
  }
}

/** Null where the service does not say which mail arrived. */
export function arrivalOfNotice(events: readonly NoticeEvent[]): ArrivalReport | null {
  const arrived = events.filter(({ kind }) => kind === 'delivered')
  const originalMessageId = arrived[0]?.messageId ?? null
  return originalMessageId === null ? null : { recipients: arrived.map(({ address }) => address), originalMessageId }
}

export function complaintOfNotice(events: readonly NoticeEvent[]): Complaint | null {
  const complaints = events.filter(({ kind }) => kind === 'complaint')
  if (complaints.length === 0) return null
  const { messageId, subject } = complaints[0]!
  return {
    feedbackType: 'abuse',
    userAgent: null,
    recipients: complaints.map(({ address }) => address),
    originalMessageId: messageId,
    originalSubject: subject,
  }
}

function recipientOf({ kind, address, status: stated, said, isTemporary }: NoticeEvent): BounceRecipient {
  const action = kind === 'delayed' ? 'delayed' : 'failed'
  const spoken = statusIn(said)
  const status = spoken ?? stated
  const { reason, hard } = reasonOf({ said, status, command: null, diagnosticType: null, action })
  const reply = replyIn(said)
  return {
    address,
    originalAddress: null,
    status: status ?? impliedStatus({ reason, reply: reply ?? (isTemporary ? '4' : null), action }),
    reply,
    hard: hard && !isTemporary,
    reason,
    action,
    diagnostic: cut(said, maxDiagnosticChars) || null,
  }
}
