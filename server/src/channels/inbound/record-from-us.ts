import { channelWords } from '@throughline/protocol/channels/words.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { identitiesBehind, lockCustomer, lockThread } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { transact } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { holderOfReference, issueById, type IssueRow } from '../../work/issues/issues.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry, storeAttachment, type StoredAttachment } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { FromUs, InboundMessageEvent } from '../contract.ts'
import { isMadeFor } from '../reply-token.ts'
import { answerFor, sendAnswer, type Answer } from './answer-as-colleague.ts'
import type { InboundDeps } from './deps.ts'
import { markRecorded } from './mark-recorded.ts'
import { inboundByProviderId, isDuplicateMark } from './queries.ts'
import { previewOf } from './preview.ts'
import { setAside, type Replay, type Source } from './set-aside.ts'

export type MessageFromUs = InboundMessageEvent & { fromUs: FromUs }

/** What is to be done with a message that says it is from one of us. */
export type Verdict =
  | { kind: 'colleague'; issue: IssueRow; staff: { id: string; name: string } }
  | { kind: 'to_confirm'; issue: IssueRow; isTooLate: boolean }
  | { kind: 'passed_on'; as: InboundMessageEvent }
  | { kind: 'aside' }

type OnIssue = Extract<Verdict, { issue: IssueRow }>

/**
 * Judges a message whose From is one of us: anybody can write such a From. It is a colleague's only when the boundary vouches
 * for the domain and it came to the reply address made for that very colleague. What quotes an issue waits there to be
 * confirmed; what passes a mail on is that author's, as a claim; the rest is nobody's message, and is kept aside.
 */
export async function judgeFromUs(deps: InboundDeps, event: MessageFromUs): Promise<Verdict> {
  const { fromUs } = event
  if (fromUs.domain === 'forged' || event.opens === 'append-only') return { kind: 'aside' }
  const us = await deps.whoIsUs.now()
  const token = event.replyToken === null ? null : deps.replyTokens.read(event.replyToken)
  const staff = us.staffOf(event.from.value)
  const named = token === null ? undefined : await issueById(deps.db, token.issueId)
  const isProven = staff !== null && fromUs.domain === 'authenticated'
  const isTooLate = token?.kind === 'colleague' && token.expiresAt <= deps.clock.now()
  if (named && isProven && token?.kind === 'colleague' && isMadeFor(token, staff.id) && !isTooLate) {
    return { kind: 'colleague', issue: named, staff }
  }
  const quoted = event.quotes.length === 0 ? undefined : await holderOfReference(deps.db, event.quotes)
  const issue = named ?? (quoted && (await issueById(deps.db, quoted.issue_id)))
  if (issue) return { kind: 'to_confirm', issue, isTooLate }
  const { forwarded } = fromUs
  if (forwarded === null || us.whoIs(forwarded.value) !== null) return { kind: 'aside' }
  const by = { name: event.from.name ?? '', address: event.from.value }
  const content = event.content.type === 'email' ? { ...event.content, forwardedBy: by } : event.content
  const from = { ...event.from, ...forwarded, assurance: 'claimed' as const }
  const as = { ...event, from, content, automatic: true, replyToken: null }
  delete as.contentKnowing
  return { kind: 'passed_on', as: withoutFromUs(as) }
}

function withoutFromUs(event: InboundMessageEvent): InboundMessageEvent {
  const rest = { ...event }
  delete rest.fromUs
  return rest
}

/**
 * Records what a colleague wrote on the issue that it is about: as their answer to the customer, or as a note where they
 * say so or it cannot be sent. What somebody wrote in a colleague's name is a note that waits to be confirmed.
 */
export async function recordFromUs(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: MessageFromUs,
  verdict: OnIssue,
  source: Source & { replay?: Replay | undefined },
): Promise<{ entryId: string | null; isNew: boolean }> {
  const attachments: StoredAttachment[] = []
  for (const file of event.attachments) attachments.push(await storeAttachment(deps.files, file))
  try {
    const recorded = await transact(deps.db, (tx) => append(tx, deps, { channel, event, verdict, attachments, source }))
    deps.tally.received(channel.id, 'recorded')
    deps.changed(recorded.customerId, [recorded.issueId])
    return { entryId: recorded.entryId, isNew: true }
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
    const before = await inboundByProviderId(deps.db, channel.id, event.providerId)
    return { entryId: before?.entry_id ?? null, isNew: false }
  }
}

export function setAsideFromUs(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: MessageFromUs,
  source: Source,
): Promise<void> {
  const kept = { providerId: event.providerId, kind: 'from-us', state: 'set_aside', preview: previewOf(event) } as const
  return setAside(deps, channel, { ...kept, source, ...channelWords.from_us({ address: event.from.value }) })
}

interface FromUsToAppend {
  channel: ConfiguredChannel
  event: MessageFromUs
  verdict: OnIssue
  attachments: readonly StoredAttachment[]
  source: Source & { replay?: Replay | undefined }
}

async function append(
  tx: Tx,
  deps: InboundDeps,
  { channel, event, verdict, attachments, source }: FromUsToAppend,
): Promise<{ entryId: string; customerId: string; issueId: string }> {
  const now = deps.clock.now()
  const { canonicalId, memberIds } = await lockCustomer(tx, verdict.issue.customer_id)
  const issue = await goingOn(tx, verdict.issue.id)
  const about = { issue, memberIds, now }
  const answer =
    verdict.kind === 'colleague' ? await answerFor(tx, deps, event, { ...about, staff: verdict.staff }) : null
  const entryId =
    answer?.kind === 'send'
      ? await sendAnswer(tx, deps, event, { ...about, answer, attachments })
      : await appendNote(tx, deps, { channel, event, verdict, attachments, answer, ...about, canonicalId })
  const mark = { providerId: event.providerId, channelId: channel.id, entryId, customerId: issue.customer_id, now }
  await markRecorded(tx, source.replay, mark)
  await source.guard?.(tx)
  return { entryId, customerId: canonicalId, issueId: issue.id }
}

interface NoteToAppend extends Omit<FromUsToAppend, 'source'> {
  answer: Exclude<Answer, { kind: 'send' }> | null
  issue: IssueRow
  memberIds: readonly string[]
  canonicalId: string
  now: Date
}

async function appendNote(tx: Tx, deps: InboundDeps, note: NoteToAppend): Promise<string> {
  const { channel, event, verdict, attachments, answer, issue, memberIds, canonicalId, now } = note
  const isConfirmed = verdict.kind === 'colleague' && answer?.kind === 'note'
  const place = await lockThread(tx, { homeId: issue.customer_id, now })
  const author: Author = isConfirmed
    ? { kind: 'staff', ...verdict.staff }
    : { kind: 'system', id: 'unconfirmed-colleague', name: event.from.name?.trim() || event.from.value }
  const entryId = newId()
  await appendEntry(tx, place, {
    id: entryId,
    kind: 'note',
    direction: 'internal',
    channelId: channel.id,
    identityId: null,
    author,
    issueId: issue.id,
    text: answer?.text ?? event.text,
    content: answer?.content ?? event.content,
    html: answer === null ? event.html : null,
    occurredAt: event.occurredAt ?? now,
    providerId: event.reference ?? event.providerId,
    threading: isConfirmed
      ? { reason: 'reply_address', ...answer.why }
      : { reason: 'reference', ...whyToConfirm(verdict) },
    attachments,
  })
  if (!isConfirmed) {
    const addresses = new Set((await identitiesBehind(tx, memberIds)).map(({ value }) => value))
    const answers = event.fromUs.recipients.some((address) => addresses.has(address))
    const staff = (await deps.whoIsUs.now()).staffOf(event.from.value)
    const row = { entry_id: entryId, customer_id: canonicalId, staff_id: staff?.id ?? null, address: event.from.value }
    await tx
      .insertInto('colleague_mails')
      .values({ ...row, answers, state: 'waiting', decided_by: null, decided_at: null })
      .execute()
  }
  await recordEvents(tx, [{ type: 'entry.appended', customerId: canonicalId, issueId: issue.id, entryId }], now)
  return entryId
}

function whyToConfirm(verdict: OnIssue): Wording {
  const isTooLate = verdict.kind === 'to_confirm' && verdict.isTooLate
  return isTooLate ? threadingWords.colleague_too_late() : threadingWords.colleague_to_confirm()
}

/** The issue itself, or the one that it has been merged into since. */
async function goingOn(tx: Tx, id: string): Promise<IssueRow> {
  const issue = (await issueById(tx, id))!
  return issue.merged_into_id === null ? issue : goingOn(tx, issue.merged_into_id)
}
