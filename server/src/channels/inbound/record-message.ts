import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import {
  isProvenAnswer,
  lockThread,
  proofOf,
  resolveAnswerer,
  addressBlockOf,
  domainBlockOf,
  resolveSender,
  resolveSenderUnlessBlocked,
  type HeldAddress,
} from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import {
  holderOfReference,
  issueForMessage,
  readCandidatesEarly,
  type EarlyCandidates,
} from '../../work/issues/issues.ts'
import { newId } from '../../lib/ids.ts'
import {
  appendEntry,
  arrivingFile,
  ownWords,
  queueFetch,
  storeAttachment,
  type AppendedEntry,
  type StoredAttachment,
} from '../../record/timeline/timeline.ts'
import { scopeOfSender } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundMessageEvent } from '../contract.ts'
import { recordForwardAnswer } from '../forwarding/record-answer.ts'
import { markOf } from '../reply-token.ts'
import type { Guard } from '../context.ts'
import { answerOf, type Answer } from './answer-of.ts'
import { believable } from './believable.ts'
import { blockUnderLock, whyBlocked } from './blocked.ts'
import { contentOf, earlierTexts } from './content-of.ts'
import type { InboundDeps } from './deps.ts'
import { markOfOtherChannel, markRepeated, otherChannelsOf } from './other-channels.ts'
import { markRecorded } from './mark-recorded.ts'
import { inboundByProviderId, isDuplicateMark, markProvenAnswer } from './queries.ts'
import { previewOf } from './preview.ts'
import { judgeFromUs, recordFromUs, setAsideFromUs, type MessageFromUs } from './record-from-us.ts'
import { setAside, type Replay, type Source } from './set-aside.ts'

export interface Recorded {
  /** null when it was set aside. */
  entryId: string | null
  /** False when this provider id was recorded before. */
  isNew: boolean
  /** The entry as it was appended, when it is new. */
  appended?: AppendedEntry
}

/** Files that wait for this message. */
export interface UploadsToSend {
  files: readonly StoredAttachment[]
  /** Takes them, so that no other message does; throws when one of them is not there any more. */
  take(tx: Tx): Promise<void>
}

/**
 * One customer's message → one entry on that customer's thread. One transaction: resolve the sender, lock the thread,
 * choose the issue, append, mark as received, record what happened. Whatever is cut off leaves nothing behind, and
 * whatever is repeated is found by its mark.
 */
export async function recordMessage(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundMessageEvent,
  source: Source & { replay?: Replay; uploads?: UploadsToSend },
): Promise<Recorded> {
  const toForward = await recordForwardAnswer(deps, { channel, event, source })
  if (toForward) return toForward
  if (isFromUs(event)) {
    const verdict = await judgeFromUs(deps, event)
    if (verdict.kind === 'passed_on') return recordMessage(deps, channel, verdict.as, source)
    if (verdict.kind !== 'aside') return recordFromUs(deps, channel, event, verdict, source)
    if (source.replay === undefined) await setAsideFromUs(deps, channel, event, source)
    return { entryId: null, isNew: false }
  }
  if (event.opens === 'append-only' && !(await answersSomething(deps, event))) {
    const why = {
      kind: event.takenFor?.kind ?? 'auto-reply',
      ...joinWordings(...(event.takenFor ? [event.takenFor] : []), channelWords.automatic()),
    }
    if (source.replay === undefined) await putAside(deps, channel, event, { ...why, source })
    return { entryId: null, isNew: false }
  }
  const otherChannels = source.replay === undefined ? await otherChannelsOf(deps, channel.id, event) : []
  const elsewhere = await markOfOtherChannel(deps.db, otherChannels, event)
  if (elsewhere) {
    await markRepeated(deps, channel, event, elsewhere)
    return { entryId: elsewhere.entry_id, isNew: false }
  }
  const { began = deps.tracing.began() } = source
  // Before the transaction: storing bytes takes long, and bytes without a row belong to nobody.
  const attachments = [...(source.uploads?.files ?? [])]
  for (const file of event.attachments) attachments.push(await storeAttachment(deps.files, file))
  for (const media of event.media ?? []) attachments.push(arrivingFile(media, channel.id))
  const answer = await answerOf(deps, event)
  const committing = deps.tracing.began()
  try {
    const recorded = await deps.sharedTransactions.run(senderOf(event), (tx) =>
      record(tx, deps, channel, event, { ...source, attachments, answer, otherChannels }),
    )
    if (recorded.outcome === 'elsewhere') return { entryId: recorded.entryId, isNew: false }
    if (recorded.outcome === 'blocked') {
      await putAside(deps, channel, event, { kind: 'blocked', ...whyBlocked(recorded.block), source })
      return { entryId: null, isNew: false }
    }
    const { id } = recorded.appended.row
    deps.tracing.note(id, { name: 'receive', began, isFirst: true, attributes: { 'channel.kind': channel.kind } })
    deps.tracing.note(id, { name: 'commit', began: committing })
    deps.justAppended.add(recorded.appended)
    deps.tally.received(channel.id, 'recorded')
    deps.changed(recorded.customerId, recorded.issueIds)
    return { entryId: id, isNew: true, appended: recorded.appended }
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
    const before = await inboundByProviderId(deps.db, channel.id, event.providerId)
    return { entryId: before?.entry_id ?? null, isNew: false }
  }
}

function isFromUs(event: InboundMessageEvent): event is MessageFromUs {
  return event.fromUs !== undefined
}

function putAside(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundMessageEvent,
  why: { kind: string; source: Source } & Wording,
): Promise<unknown> {
  return setAside(deps, channel, {
    providerId: event.providerId,
    state: 'set_aside',
    preview: previewOf(event),
    ...why,
  })
}

/** Two messages of one sender are recorded one after the other: the second may belong to what the first opened. */
function senderOf({ from }: InboundMessageEvent): string {
  return `${from.kind} ${from.value.toLowerCase()}`
}

async function answersSomething(deps: InboundDeps, event: InboundMessageEvent): Promise<boolean> {
  if (event.replyToken !== null && deps.replyTokens.read(event.replyToken) !== null) return true
  return event.quotes.length > 0 && (await holderOfReference(deps.db, event.quotes)) !== undefined
}

interface Known {
  attachments: readonly StoredAttachment[]
  uploads?: UploadsToSend | undefined
  answer: Answer | null
  /** Channels of ours to which the same message goes, beside this one. */
  otherChannels: readonly string[]
  replay?: Replay | undefined
  guard?: Guard | undefined
}

async function record(
  tx: Tx,
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundMessageEvent,
  { attachments, uploads, answer, otherChannels, replay, guard }: Known,
) {
  const now = deps.clock.now()
  const from = { ...event.from, scope: scopeOfSender(channel, event.from) }
  // A person released it: what they say goes.
  const mayBlock = replay === undefined
  // Not asked with the sender: who answers is found by what they answer.
  const ofAnswerer = mayBlock && answer?.isClaim ? await domainBlockOf(tx, from) : null
  if (ofAnswerer) return { outcome: 'blocked' as const, block: ofAnswerer }
  const answerer = answer?.isClaim ? await resolveAnswerer(tx, { ...answer, from, now }) : null
  const message = { reference: event.reference, quotes: event.quotes, now }
  const asked: { candidates?: Promise<EarlyCandidates>; texts?: Promise<string[]> } = {}
  const alsoAsk = (address: HeldAddress): void => {
    asked.texts = earlierTexts(tx, deps, event)
    // Which issue a reply address names is known with its sender only.
    if (event.replyToken === null)
      asked.candidates = readCandidatesEarly(tx, address, { ...message, named: namedIssue(deps, event, null) })
    // They fail together with what finds the sender, which is awaited.
    for (const read of Object.values(asked)) read.catch(() => {})
  }
  const resolve = mayBlock ? resolveSenderUnlessBlocked : resolveSender
  const sender = answerer ?? (await resolve(tx, { channelId: channel.id, from, now, alsoAsk }))
  if ('blockedDomain' in sender) return { outcome: 'blocked' as const, block: await domainBlockOf(tx, from) }
  if (mayBlock && sender.identity.blocked)
    return { outcome: 'blocked' as const, block: { address: await addressBlockOf(tx, sender.identity.id) } }
  const thread = sender.position ?? (await lockThread(tx, { homeId: sender.homeId, now }))
  claimThread(tx, thread.canonicalId)
  const block = mayBlock ? await blockUnderLock(tx, sender, thread) : null
  if (block) return { outcome: 'blocked' as const, block }
  // Under the lock: it may have come in by the other channel a moment ago.
  const elsewhere = sender.created ? undefined : await markOfOtherChannel(tx, otherChannels, event)
  if (elsewhere) {
    await thread.giveBack(tx)
    await mark(tx, channel, event, { entryId: elsewhere.entry_id, customerId: sender.homeId, replay, now })
    return { outcome: 'elsewhere' as const, entryId: elsewhere.entry_id }
  }
  await uploads?.take(tx)

  const content = contentOf(event, await (asked.texts ?? earlierTexts(tx, deps, event)))
  const author: Author = { kind: 'customer', id: sender.homeId, name: from.name?.trim() || sender.identity.value }
  const issue = await issueForMessage(
    tx,
    { ...thread, isNew: sender.created },
    {
      channelId: channel.id,
      identityId: sender.identity.id,
      subject: event.subject,
      text: event.text,
      ownText: ownWords({ text: event.text, content }),
      senderName: from.name,
      ...message,
      by: author,
      named: namedIssue(deps, event, sender.identity.id),
      isLive: channel.adapter.capabilities.live,
      appendOnly: event.opens === 'append-only',
    },
    // Without the lock, what was read may have changed meanwhile.
    sender.position === null ? null : await asked.candidates,
  )
  const row = await appendEntry(tx, thread, {
    id: newId(),
    kind: 'message',
    direction: 'in',
    channelId: channel.id,
    identityId: sender.identity.id,
    author,
    issueId: issue.issueId,
    text: event.text,
    content,
    html: event.html,
    occurredAt: believable(event.occurredAt, now),
    providerId: event.reference ?? event.providerId,
    threading: issue.threading,
    attachments,
  })
  for (const { id, toFetch } of attachments) if (toFetch) await queueFetch(tx, deps.jobs, id)
  await tell(tx, {
    thread,
    issue,
    sender,
    entryId: row.id,
    channelId: channel.id,
    mayAnswer: !event.automatic,
    quotes: event.quotes.length > 0,
    assurance: from.assurance,
    now,
  })
  if (answer?.issueId && isProven(answer, sender.identity.id)) await markProvenAnswer(tx, row.id, answer.issueId)
  await mark(tx, channel, event, { entryId: row.id, customerId: sender.homeId, replay, now })
  await guard?.(tx)

  const { canonicalId, memberIds } = thread
  const { id, kind, value, assurance } = sender.identity
  const appended = { row, canonicalId, memberIds, identity: { id, kind, value, assurance } }
  const issueIds = issue.events.map((change) => change.issueId).filter((changed) => typeof changed === 'string')
  return { outcome: 'recorded' as const, customerId: canonicalId, issueIds, appended }
}

interface Told {
  thread: { canonicalId: string }
  issue: Awaited<ReturnType<typeof issueForMessage>>
  sender: { identity: { id: string } }
  entryId: string
  channelId: string
  mayAnswer: boolean
  quotes: boolean
  assurance: Assurance
  now: Date
}

/** What happened, for whatever follows from it. */
function tell(
  tx: Tx,
  { thread, issue, sender, entryId, channelId, mayAnswer, quotes, assurance, now }: Told,
): Promise<void> {
  const { canonicalId: customerId } = thread
  // What this message alone proves is known here only; whether a machine may answer it hangs on that.
  const contact = {
    entryId,
    channelId,
    identityId: sender.identity.id,
    mayAnswer,
    assurance,
    ...(quotes && { quotes }),
  }
  const changes = issue.events.map((change) =>
    change.type === 'issue.opened' ? { ...change, entryId, data: contact } : change,
  )
  return recordEvents(tx, [{ type: 'entry.appended', customerId, issueId: issue.issueId, entryId }, ...changes], now)
}

/** That it was received, by which a repetition is found. */
function mark(
  tx: Tx,
  channel: ConfiguredChannel,
  { providerId }: InboundMessageEvent,
  recorded: { entryId: string; customerId: string; replay: Replay | undefined; now: Date },
): Promise<void> {
  const { entryId, customerId, replay, now } = recorded
  return markRecorded(tx, replay, { providerId, channelId: channel.id, entryId, customerId, now })
}

/**
 * One customer who writes from two addresses at once: within one transaction neither message would see what the other
 * did, so they don't share it.
 */
function claimThread(tx: Tx, canonicalId: string): void {
  let claimed = threadsByTx.get(tx)
  if (!claimed) threadsByTx.set(tx, (claimed = new Set()))
  if (claimed.has(canonicalId)) throw new Error('Two messages for one thread met in one transaction.')
  claimed.add(canonicalId)
}

const threadsByTx = new WeakMap<Tx, Set<string>>()

/** Whether it is the answer of the person whom we wrote to; where the record's other addresses never matter. */
function isProven({ identityId, evidence }: Answer, senderId: string): boolean {
  return identityId === senderId && isProvenAnswer(proofOf({ ...evidence, sharesRecord: true }))
}

/** A reply address proves something only about the address that it was made for: a forwarded one names no issue. */
function namedIssue(deps: InboundDeps, event: InboundMessageEvent, identityId: string | null) {
  if (event.issueRef !== null) return { issueId: event.issueRef, by: 'button' as const }
  if (identityId === null) return null
  const claim = event.replyToken === null ? null : deps.replyTokens.read(event.replyToken)
  if (claim?.kind !== 'customer' || claim.identityMark !== markOf(identityId)) return null
  return { issueId: claim.issueId, by: 'reply_address' as const }
}
