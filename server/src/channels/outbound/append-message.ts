import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import type { LockedPosition } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { Caller } from '../../platform/http/http.ts'
import { issueForOurMessage } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry, claimUploads, type EntryRow, type StoredAttachment } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { outboundContent, type NewMessage } from './content.ts'
import type { OutboundDeps } from './deps.ts'
import { refuseInfected } from './scanned-files.ts'
import { queueDelivery } from './queue-delivery.ts'

export interface OurMessage {
  channel: ConfiguredChannel
  identityId: string
  author: Author
  /** Whose rights are asked about the issue; null: a rule of ours writes. */
  caller: Caller | null
  /** The issue that it belongs to; null: the customer's newest, or a new one. */
  issueId: string | null
  /** It opens an issue of its own, whatever else is open. */
  opensIssue?: boolean
  message: NewMessage
  /** Nobody has answered by it: the issue waits as it did. */
  isByRule: boolean
  /** It is counted by the brake on automatic answers. */
  isAutomaticAnswer: boolean
  /** Why it is in its issue, where a rule has put it there. */
  threading?: Threading
  /** Files that are stored already and belong to nobody else. */
  attachments?: readonly StoredAttachment[]
  echoId: string | null
  holdUntil: Date | null
  now: Date
}

export interface AppendedMessage {
  row: EntryRow
  issueId: string
  /** It has left with this transaction's commit. */
  isSent: boolean
}

/**
 * Writes a message of ours on the thread whose lock is held: the entry in its issue, its files, its delivery and what
 * happened. All that we write to customers is written here.
 */
export async function appendMessage(
  tx: Tx,
  deps: Pick<OutboundDeps, 'jobs' | 'store' | 'scansSince'>,
  position: LockedPosition,
  ours: OurMessage,
): Promise<AppendedMessage> {
  const { channel, identityId, author, message, echoId, holdUntil, now } = ours
  const { canonicalId: customerId, homeId } = position
  const { text, html, content, shownInText } = outboundContent(channel.adapter, message)
  const issue = await issueForOurMessage(tx, position, {
    issueId: ours.issueId,
    opensIssue: ours.opensIssue ?? false,
    channelId: channel.id,
    subject: message.content?.subject ?? null,
    text,
    automatic: ours.isByRule,
    by: author,
    now,
    caller: ours.caller,
  })
  const entryId = newId()
  const uploads = message.attachmentIds ?? []
  const row = await appendEntry(tx, position, {
    id: entryId,
    kind: 'message',
    direction: 'out',
    channelId: channel.id,
    identityId,
    author,
    issueId: issue.id,
    text,
    content,
    html,
    occurredAt: now,
    threading: ours.threading ?? issue.threading,
    echoId,
    uploadCount: uploads.length,
    ...(ours.attachments ? { attachments: ours.attachments } : {}),
  })
  const claimed = await claimUploads(tx, uploads, { entryId, homeId, uploadedBy: author.id ?? '', shownInText })
  if (claimed < uploads.length) {
    throw new AppError('invalid_request', channelWords.attachment_gone())
  }
  if (uploads.length > 0) await refuseInfected(tx, entryId, deps.scansSince)
  const { isSent, events } = await queueDelivery(tx, deps, {
    entryId,
    customerId,
    homeId,
    channelId: channel.id,
    identityId,
    automatic: ours.isAutomaticAnswer,
    now,
    holdUntil,
    issueBefore: holdUntil === null ? null : issue.before,
  })
  const about = { customerId, issueId: issue.id }
  const ofIssue = { type: issue.opened ? 'issue.opened' : 'issue.updated', ...about } as const
  await recordEvents(
    tx,
    [{ type: 'entry.appended', ...about, entryId }, ...(ours.isByRule ? [] : [ofIssue]), ...events],
    now,
  )
  return { row, issueId: issue.id, isSent }
}
