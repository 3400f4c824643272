import { channelWords } from '@throughline/protocol/channels/words.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { elsewhereAuthorId, type Author } from '@throughline/protocol/timeline/author.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import { lockThread, resolveSender, type LockedPosition } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents, type NewEvent } from '../../platform/events/events.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry, entriesByIds, storeAttachment, type StoredAttachment } from '../../record/timeline/timeline.ts'
import { insertReferences, issueForEcho } from '../../work/issues/issues.ts'
import { scopeOfSender } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundEchoEvent } from '../contract.ts'
import { heardBeforeSent } from '../early-events.ts'
import { inTheAir } from '../outbound/address-deliveries.ts'
import { deliveryByProviderId, insertDelivery } from '../outbound/queries.ts'
import { knownAddress } from './about-message.ts'
import { believable } from './believable.ts'
import type { InboundDeps } from './deps.ts'
import { keepEarly } from './keep-early.ts'
import { markApplied } from './mark-recorded.ts'
import { cutPreview } from './preview.ts'
import { inboundByProviderId, isDuplicateMark } from './queries.ts'
import type { Source } from './set-aside.ts'

/**
 * What the company wrote to a customer by the provider's own program: an entry that was sent already, which answers the
 * customer's newest issue and opens none. The echo of a message of ours makes no second one: it is known by its id, and
 * while a message to the same address is being sent, whose id nobody knows yet, the echo waits.
 */
export async function recordEcho(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundEchoEvent,
  source: Source,
): Promise<void> {
  if ((await tryEcho(deps, channel, event, source)) === 'done') return
  const { providerId, to } = event
  const isKept = await keepEarly(deps, channel, {
    event: { type: 'echo', providerId },
    of: { channelId: channel.id, providerId },
    kind: 'echo',
    preview: cutPreview({ sender: to.name ?? to.value, subject: '', beginning: event.text }),
    source,
    ...channelWords.echo_waits(),
    isKnown: async (tx) => (await deliveryByProviderId(tx, channel.id, providerId)) !== undefined,
  })
  if (!isKept) return recordEcho(deps, channel, event, source)
}

/** 'waits': it may be of a message that is being sent. */
export async function tryEcho(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundEchoEvent,
  { guard }: Pick<Source, 'guard'>,
): Promise<'done' | 'waits'> {
  const { providerId } = event
  if ((await inboundByProviderId(deps.db, channel.id, providerId))?.state === 'accepted') return 'done'
  const files = (await deliveryByProviderId(deps.db, channel.id, providerId)) ? [] : event.attachments
  const attachments: StoredAttachment[] = []
  for (const file of files) attachments.push(await storeAttachment(deps.files, file))
  const now = deps.clock.now()
  try {
    const outcome = await transact(deps.db, async (tx) => {
      const address = await addressee(tx, channel, event, now)
      const { homeId } = address
      const position = address.position ?? (await lockThread(tx, { homeId, now }))
      const before = await inboundByProviderId(tx, channel.id, providerId)
      const ours = await deliveryByProviderId(tx, channel.id, providerId)
      const mark = { providerId, kind: 'echo', channelId: channel.id, now }
      if (before?.state === 'accepted' || ours) {
        await position.giveBack(tx)
        if (before?.state === 'accepted' || !ours) return 'done'
        await markApplied(tx, before, { ...mark, entryId: ours.entry_id, customerId: ours.customer_id })
        await guard?.(tx)
        return 'done'
      }
      const to = { channelId: channel.id, identityId: address.id, homeId }
      if (await mayBeOurs(tx, to, event.text)) {
        await position.giveBack(tx)
        return 'waits'
      }
      const written = await write(tx, channel, event, { ...to, position, attachments, now })
      await markApplied(tx, before, { ...mark, entryId: written.entryId, customerId: homeId })
      await guard?.(tx)
      return written
    })
    if (typeof outcome === 'string') return outcome
    deps.changed(outcome.customerId, outcome.issueIds)
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
  return 'done'
}

async function addressee(
  tx: Tx,
  channel: ConfiguredChannel,
  { to }: InboundEchoEvent,
  now: Date,
): Promise<{ id: string; homeId: string; position: LockedPosition | null }> {
  // Who is known was not heard of by this: nothing else of them is changed.
  const known = await knownAddress(tx, channel, to)
  if (known) return { ...known, position: null }
  const from = { ...to, scope: scopeOfSender(channel, to) }
  const { identity, homeId, position } = await resolveSender(tx, { channelId: channel.id, from, now })
  return { id: identity.id, homeId, position }
}

/** What is tried again may have arrived before, under an id that was never heard: it is taken for that by its words. */
async function mayBeOurs(
  tx: Tx,
  to: { homeId: string; channelId: string; identityId: string },
  text: string,
): Promise<boolean> {
  const messages = await inTheAir(tx, to)
  if (messages.length === 0 || messages.some(({ isBeingSent }) => isBeingSent)) return messages.length > 0
  const entries = await entriesByIds(
    tx,
    messages.map(({ entryId }) => entryId),
  )
  return entries.some((entry) => entry.text.trim() === text.trim())
}

interface ToWrite {
  channelId: string
  identityId: string
  homeId: string
  position: LockedPosition
  attachments: readonly StoredAttachment[]
  now: Date
}

async function write(
  tx: Tx,
  channel: ConfiguredChannel,
  event: InboundEchoEvent,
  { channelId, identityId, homeId, position, attachments, now }: ToWrite,
) {
  const { providerId, text, content } = event
  const { canonicalId: customerId, memberIds } = position
  const author: Author = { kind: 'system', id: elsewhereAuthorId, name: channel.adapter.name }
  const issue = event.isHistory ? null : await issueForEcho(tx, memberIds, { text, by: author, now })
  const alone: Threading = { reason: 'none', ...threadingWords.written_elsewhere() }
  const sentAt = believable(event.occurredAt, now)
  const entryId = newId()
  const issueId = issue?.id ?? null
  await appendEntry(tx, position, {
    id: entryId,
    kind: 'message',
    direction: 'out',
    channelId,
    identityId,
    author,
    issueId,
    text,
    content,
    occurredAt: sentAt,
    providerId,
    threading: issue?.threading ?? alone,
    attachments,
  })
  const { readUpTo } = await heardBeforeSent(tx, { channelId, providerId, identityId })
  const state = readUpTo !== null && sentAt <= readUpTo ? 'read' : 'sent'
  await insertDelivery(tx, {
    entryId,
    customerId: homeId,
    channelId,
    identityId,
    state,
    error: null,
    automatic: false,
    at: now,
    holdUntil: null,
    issueBefore: null,
    providerId,
    handedOverAt: sentAt,
  })
  // An answer that quotes it finds its issue.
  if (issueId !== null) await insertReferences(tx, homeId, [providerId], issueId)
  const about = { customerId, issueId, entryId }
  const ofIssue: NewEvent[] = issueId === null ? [] : [{ type: 'issue.updated', customerId, issueId }]
  await recordEvents(
    tx,
    [
      { type: 'entry.appended', ...about },
      ...ofIssue,
      { type: 'delivery.changed', customerId, entryId, data: { state } },
    ],
    now,
  )
  return { entryId, customerId, issueIds: issueId === null ? [] : [issueId] }
}
