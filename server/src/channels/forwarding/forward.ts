import { channelWords } from '@throughline/protocol/channels/words.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { EmailContent, Forward } from '@throughline/protocol/timeline/content/email.ts'
import type { forwardIssue } from '@throughline/protocol/timeline/forwards.ts'
import { maxTextLength } from '@throughline/protocol/timeline/writing.ts'
import type { BodyOf } from '@throughline/protocol/route.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { customerSubject, lockThread } from '../../people/customers/customers.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import {
  appendEntry,
  attachmentsOf,
  authorOf,
  claimUploads,
  entriesByIds,
  entryByEcho,
  type AttachmentRow,
  type EntryRow,
  type StoredAttachment,
} from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import { deliverWhenDue, holdUntilOf } from '../outbound/hold.ts'
import { deliverJob } from '../outbound/jobs.ts'
import { insertDelivery } from '../outbound/queries.ts'
import { refuseInfected } from '../outbound/scanned-files.ts'
import {
  channelToForwardBy,
  chooseForwarded,
  filesOf,
  issueToForward,
  membersOf,
  passagesOf,
  type ForwardedDeps,
} from './choose-forwarded.ts'
import { forwardedHtml, forwardedText, forwardSubject } from './forwarded-block.ts'
import { recipientsOf } from './recipients.ts'

export type ForwardDeps = OutboundDeps & ForwardedDeps

/** Two of the longest messages that there are. */
const maxForwardedChars = 2 * maxTextLength

type Asked = BodyOf<typeof forwardIssue>

/**
 * Forwards messages of an issue, or answers what came back on a forward: an internal entry with a delivery, written in
 * one transaction with the job that hands it over. The customer's own addresses have no part in it.
 */
export async function forward(
  deps: ForwardDeps,
  { issueId, asked, by }: { issueId: string; asked: Asked; by: Caller },
): Promise<{ entryId: string; isNew: boolean }> {
  const issue = await issueToForward(deps.db, issueId, by)
  const prepared =
    asked.answers === undefined
      ? await toPassOn(deps, { issueId, asked, by })
      : await toAnswer(deps, { issueId, asked, by })
  const memberIds = await membersOf(deps.db, issue)
  try {
    const written = await transact(deps.db, (tx) => write(tx, deps, { issueId, asked, by, prepared }))
    if (!written.isNew) return written
    deps.changed(written.customerId, [])
    if (written.holdUntil !== null) deliverWhenDue(deps, written.entryId, written.holdUntil)
    return written
  } catch (error) {
    if (!isUniqueViolation(error, 'entries_by_echo')) throw error
    // Two of the same at once: the other one was faster.
    const first = await entryByEcho(deps.db, memberIds, by.id, asked.echoId!)
    if (!first) throw error
    return { entryId: first.id, isNew: false }
  }
}

interface Prepared {
  channel: ConfiguredChannel
  subject: string
  quotedText: string
  html: string | null
  files: StoredAttachment[]
  forward: Forward
}

interface ToPrepare {
  issueId: string
  asked: Asked
  by: Caller
}

async function toPassOn(deps: ForwardDeps, { issueId, asked, by }: ToPrepare): Promise<Prepared> {
  const entries = await chooseForwarded(deps.db, { issueId, entryId: asked.entryId, by })
  const channel = await channelToForwardBy(deps.store, entries)
  const all = await filesOf(deps.db, entries)
  const chosen =
    asked.fileIds === undefined
      ? all.filter(({ fetch_state: state }) => state === null)
      : all.filter(({ id }) => asked.fileIds!.includes(id))
  if (asked.fileIds?.some((id) => !all.some((file) => file.id === id))) {
    throw new AppError('invalid_request', channelWords.file_not_forwarded())
  }
  const missing = chosen.find(({ fetch_state: state }) => state !== null)
  if (missing) throw new AppError('conflict', channelWords.media_not_here({ name: missing.name }))
  const copied = copiesOf(chosen)
  const passages = await passagesOf(deps, entries, copied.pictureOf)
  const quotedText = forwardedText(passages)
  if (quotedText.length > maxForwardedChars) {
    throw new AppError('conflict', channelWords.too_long({ channel: channel.adapter.name, max: maxForwardedChars }))
  }
  return {
    channel,
    subject: asked.subject?.trim() || (await defaultSubject(deps, issueId, entries, by)),
    quotedText,
    html: forwardedHtml(passages),
    files: copied.all(),
    forward: { entryIds: entries.map(({ id }) => id) },
  }
}

export async function defaultSubject(
  { db }: Pick<ForwardDeps, 'db'>,
  issueId: string,
  entries: readonly EntryRow[],
  by: Caller,
): Promise<string> {
  const [only] = entries
  const ofMail = entries.length === 1 && only!.content.type === 'email' ? only!.content.subject : ''
  return forwardSubject(ofMail || (await issueToForward(db, issueId, by)).subject)
}

/** Each file as one of the new entry's own, over the same bytes; a picture in the text is found by the copy's id. */
function copiesOf(files: readonly AttachmentRow[]) {
  const ids = new Map(files.map((file) => [file.id, newId()]))
  const shown = new Set<string>()
  return {
    pictureOf: (entryId: string, contentId: string): string | null => {
      const file = files.find((one) => one.entry_id === entryId && one.content_id === contentId)
      if (!file) return null
      shown.add(file.id)
      return `cid:${ids.get(file.id)!}`
    },
    /** Asked when the text is made: what it does not show is a file among others. */
    all: (): StoredAttachment[] =>
      files.map((file) => ({
        id: ids.get(file.id)!,
        name: file.name,
        mediaType: file.media_type,
        declaredType: file.declared_type,
        sizeBytes: file.size_bytes,
        sha256: file.sha256,
        storageKey: file.storage_key,
        inline: shown.has(file.id),
        contentId: shown.has(file.id) ? ids.get(file.id)! : null,
      })),
  }
}

async function toAnswer(deps: ForwardDeps, { issueId, asked, by }: ToPrepare): Promise<Prepared> {
  const [entry] = await entriesByIds(deps.db, [asked.answers!])
  const answer = entry?.content.type === 'email' && entry.issue_id === issueId ? entry.content : null
  if (!answer?.forwardAnswer) throw new AppError('not_found', channelWords.no_forward_answer())
  if (asked.text.trim() === '' && (asked.attachmentIds ?? []).length === 0) {
    throw new AppError('invalid_request', channelWords.nothing_to_send())
  }
  const [before] = await entriesByIds(deps.db, [answer.forwardAnswer.forwardId])
  const subject = asked.subject?.trim() || answer.subject || (await defaultSubject(deps, issueId, [], by))
  return {
    channel: await channelToForwardBy(deps.store, [entry!, ...(before ? [before] : [])]),
    subject,
    quotedText: '',
    html: null,
    files: [],
    forward: { entryIds: [], answers: asked.answers! },
  }
}

interface Written {
  entryId: string
  isNew: true
  customerId: string
  holdUntil: Date | null
}

async function write(
  tx: Tx,
  deps: ForwardDeps,
  { issueId, asked, by: caller, prepared }: ToPrepare & { prepared: Prepared },
): Promise<Written | { entryId: string; isNew: false }> {
  const by = authorOf(caller)
  const now = deps.clock.now()
  const before = await issueToForward(tx, issueId, caller)
  const position = await lockThread(tx, { homeId: before.customer_id, now })
  const { canonicalId: customerId, memberIds, homeId } = position
  for (const id of memberIds) refuseUnlessCan(caller, 'thread.write', customerSubject(id))
  // It may have been hidden from them while this waited.
  const issue = await issueToForward(tx, issueId, caller)
  const repeated =
    asked.echoId !== undefined && by.id !== null ? await entryByEcho(tx, memberIds, by.id, asked.echoId) : undefined
  if (repeated) {
    await position.giveBack(tx)
    return { entryId: repeated.id, isNew: false }
  }
  const to = await recipientsOf(tx, deps, { to: asked.to, memberIds })
  const entryId = newId()
  const uploads = asked.attachmentIds ?? []
  await appendEntry(tx, position, {
    id: entryId,
    kind: 'note',
    direction: 'internal',
    channelId: prepared.channel.id,
    identityId: null,
    author: by,
    issueId: issue.id,
    text: [asked.text.trim(), prepared.quotedText].filter((part) => part !== '').join('\n\n'),
    content: contentOf(prepared, asked, to),
    html: prepared.html,
    occurredAt: now,
    threading: { reason: 'chosen', ...threadingWords.written_here() },
    echoId: asked.echoId ?? null,
    attachments: prepared.files,
    uploadCount: uploads.length,
  })
  if ((await claimUploads(tx, uploads, { entryId, homeId, uploadedBy: by.id ?? '' })) < uploads.length) {
    throw new AppError('invalid_request', channelWords.attachment_gone())
  }
  await refuseTooLarge(tx, prepared.channel, entryId)
  if (prepared.files.length + uploads.length > 0) await refuseInfected(tx, entryId, deps.scansSince)
  const holdUntil = holdUntilOf(asked.holdSeconds, now)
  await insertDelivery(tx, {
    entryId,
    customerId: homeId,
    channelId: prepared.channel.id,
    identityId: null,
    state: 'queued',
    error: null,
    automatic: false,
    at: now,
    holdUntil,
    issueBefore: null,
  })
  await deps.jobs.enqueue(tx, deliverJob, { entryId }, holdUntil === null ? {} : { startAfter: holdUntil })
  await recordEvents(tx, [{ type: 'entry.appended', customerId, issueId: issue.id, entryId }], now)
  const details = { to, entryIds: prepared.forward.entryIds, files: prepared.files.length + uploads.length }
  const subject = { kind: 'entry', id: entryId }
  await recordAudit(tx, { actor: caller, action: 'entry.forwarded', subject, details }, deps.clock)
  return { entryId, isNew: true, customerId, holdUntil }
}

function contentOf({ subject, quotedText, forward: forwarded }: Prepared, asked: Asked, to: string[]): EmailContent {
  return {
    type: 'email',
    subject,
    from: null,
    to: to.map((address) => ({ name: '', address })),
    cc: [],
    replyTo: [],
    deliveredTo: [],
    hasHtml: false,
    replyText: asked.text.trim(),
    quotedText,
    signature: '',
    messageId: null,
    problems: [],
    authenticated: false,
    forward: forwarded,
  }
}

/** Before it is written: a mail that no server takes helps nobody. */
async function refuseTooLarge(tx: Tx, { adapter }: ConfiguredChannel, entryId: string): Promise<void> {
  const { attachments } = adapter.capabilities
  const files = await attachmentsOf(tx, [entryId])
  if (files.length === 0) return
  const maxCount = attachments?.maxCount ?? 0
  if (files.length > maxCount) {
    throw new AppError('unusable_channel', channelWords.too_many_files({ channel: adapter.name, max: maxCount }))
  }
  const maxBytes = attachments?.maxTotalBytes ?? 0
  if (files.reduce((sum, file) => sum + file.size_bytes, 0) > maxBytes) {
    throw new AppError('unusable_channel', channelWords.forward_too_large({ maxMb: maxBytes / 1024 / 1024 }))
  }
}
