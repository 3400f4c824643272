import { channelWords } from '@throughline/protocol/channels/words.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import { lockThread, normaliseIdentity } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { newId } from '../../lib/ids.ts'
import {
  appendEntry,
  authorOfEntry,
  entriesByIds,
  storeAttachment,
  type StoredAttachment,
} from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundMessageEvent } from '../contract.ts'
import { believable } from '../inbound/believable.ts'
import type { InboundDeps } from '../inbound/deps.ts'
import { markRecorded } from '../inbound/mark-recorded.ts'
import { markOfOtherChannel, otherChannelsOf } from '../inbound/other-channels.ts'
import { previewOf } from '../inbound/preview.ts'
import { inboundByProviderId, isDuplicateMark } from '../inbound/queries.ts'
import { setAside, type Replay, type Source } from '../inbound/set-aside.ts'
import { isForward, type ForwardEntry } from './forward-message.ts'

/**
 * The forward that a message answers, by our reply address that it came to or by the name of our mail that it quotes.
 * From the message alone, without a look at the database. A reply address that was made for a customer counts more than
 * what is quoted.
 */
function answeredForward(
  { replyTokens, messageKeys }: Pick<InboundDeps, 'replyTokens' | 'messageKeys'>,
  { replyToken, quotes, content }: InboundMessageEvent,
): string | null {
  if (content.type !== 'email') return null
  if (replyToken !== null) {
    const forwardId = replyTokens.readForward(replyToken)
    if (forwardId !== null) return forwardId
    if (replyTokens.read(replyToken) !== null) return null
  }
  return messageKeys.forwardAmong(quotes)
}

interface Recorded {
  entryId: string | null
  isNew: boolean
}

interface Given {
  channel: ConfiguredChannel
  event: InboundMessageEvent
  source: Source & { replay?: Replay }
}

/**
 * Records an answer to a forward on the issue: for staff alone, of somebody who becomes no customer by it. Null: it
 * answers none, or one that is not there any more, and is a message like any other.
 */
export async function recordForwardAnswer(
  deps: InboundDeps,
  { channel, event, source }: Given,
): Promise<Recorded | null> {
  const forwardId = answeredForward(deps, event)
  if (forwardId === null) return null
  const [forward] = await entriesByIds(deps.db, [forwardId])
  if (!forward || !isForward(forward) || forward.issue_id === null) return null
  if (event.opens === 'append-only') {
    if (source.replay === undefined) await setAsideAutomatic(deps, { channel, event, source })
    return { entryId: null, isNew: false }
  }
  const otherChannels = source.replay === undefined ? await otherChannelsOf(deps, channel.id, event) : []
  const attachments: StoredAttachment[] = []
  for (const file of event.attachments) attachments.push(await storeAttachment(deps.files, file))
  try {
    const recorded = await transact(deps.db, (tx) =>
      append(tx, deps, { channel, event, source, forward, attachments, otherChannels }),
    )
    if (!recorded.isNew) return recorded
    deps.tally.received(channel.id, 'recorded')
    deps.changed(recorded.customerId, [])
    return { entryId: recorded.entryId, isNew: true }
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
    const before = await inboundByProviderId(deps.db, channel.id, event.providerId)
    return { entryId: before?.entry_id ?? null, isNew: false }
  }
}

/** Out of office, a receipt of a program: nobody answered. Kept, for who looks for it. */
function setAsideAutomatic(deps: InboundDeps, { channel, event, source }: Given): Promise<void> {
  const why = channelWords.automatic_answer_to_forward()
  const kind = event.takenFor?.kind ?? 'auto-reply'
  const kept = { providerId: event.providerId, kind, state: 'set_aside', preview: previewOf(event) } as const
  return setAside(deps, channel, { ...kept, source, ...why })
}

async function append(
  tx: Tx,
  deps: InboundDeps,
  given: Given & { forward: ForwardEntry; attachments: StoredAttachment[]; otherChannels: string[] },
): Promise<{ entryId: string; isNew: false } | { entryId: string; isNew: true; customerId: string }> {
  const { channel, event, source, forward, attachments, otherChannels } = given
  const now = deps.clock.now()
  const position = await lockThread(tx, { homeId: forward.customer_id, now })
  const elsewhere = await markOfOtherChannel(tx, otherChannels, event)
  const mark = { providerId: event.providerId, channelId: channel.id, customerId: forward.customer_id, now }
  if (elsewhere) {
    await position.giveBack(tx)
    await markRecorded(tx, source.replay, { ...mark, entryId: elsewhere.entry_id })
    return { entryId: elsewhere.entry_id, isNew: false }
  }
  // It may have been moved to another issue, or its issue merged, while this waited.
  const issueId = (await entriesByIds(tx, [forward.id]))[0]!.issue_id
  const author = await authorOfAnswer(deps, event)
  const entryId = newId()
  await appendEntry(tx, position, {
    id: entryId,
    kind: 'note',
    direction: 'internal',
    channelId: channel.id,
    identityId: null,
    author,
    issueId,
    text: event.text,
    content: contentOf(event, forward),
    html: event.html,
    occurredAt: believable(event.occurredAt, now),
    providerId: event.reference ?? event.providerId,
    threading: { reason: 'reference', ...threadingWords.forward_answered() },
    attachments,
  })
  const { canonicalId: customerId } = position
  const about = { customerId, issueId, entryId }
  const data = { forwardId: forward.id, forwardedBy: authorOfEntry(forward), by: author }
  await recordEvents(
    tx,
    [
      { type: 'entry.appended', ...about },
      { type: 'entry.forward_answered', ...about, data },
    ],
    now,
  )
  await markRecorded(tx, source.replay, { ...mark, entryId })
  await source.guard?.(tx)
  return { entryId, isNew: true, customerId }
}

/** A colleague only where the boundary vouches for the domain; everybody else is named as the mail names them. */
async function authorOfAnswer({ whoIsUs }: InboundDeps, { from, fromUs }: InboundMessageEvent): Promise<Author> {
  const colleague = fromUs?.domain === 'authenticated' ? (await whoIsUs.now()).staffOf(from.value) : null
  if (colleague) return { kind: 'staff', ...colleague }
  return { kind: 'system', id: 'outside-person', name: from.name?.trim() || from.value }
}

function contentOf(event: InboundMessageEvent, forward: ForwardEntry): Content {
  if (event.content.type !== 'email') return event.content
  const { value } = normaliseIdentity('email', event.from.value)
  const isRecipient = forward.content.to.some(({ address }) => address === value)
  return { ...event.content, forwardAnswer: { forwardId: forward.id, isRecipient } }
}
