import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { lockCustomer, lockThread, type LockedPosition } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import {
  amendMessage,
  asTheyRead,
  entriesByIds,
  ownWords,
  react,
  type EntryRow,
} from '../../record/timeline/timeline.ts'
import { retellIssue } from '../../work/issues/issues.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { Guard } from '../context.ts'
import type { InboundDeletionEvent, InboundEditEvent } from '../contract.ts'
import type { EventAboutMessage } from '../early-events.ts'
import { actorOn, entryNamed, type Actor } from './about-message.ts'
import { believable } from './believable.ts'
import type { InboundDeps } from './deps.ts'
import { keepEarly } from './keep-early.ts'
import { markApplied } from './mark-recorded.ts'
import { previewOfEvent } from './preview.ts'
import { inboundByProviderId, isDuplicateMark, restate } from './queries.ts'
import { setAside, type Source } from './set-aside.ts'

/**
 * What a customer did to a message: reacted to it, changed it, took it back. Each once, however often it is delivered, and in
 * the order in which it was done. It opens no issue and wakes none. Only the sender of a message changes it.
 */
export async function applyAbout(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: EventAboutMessage,
  source: Source,
): Promise<void> {
  const outcome = await tryAbout(deps, channel, event, source.guard)
  if (outcome === 'done') return
  const { providerId, about, type: kind } = event
  const preview = previewOfEvent(event)
  if (outcome !== 'unknown') {
    return setAside(deps, channel, { providerId, kind, state: 'set_aside', source, preview, ...outcome })
  }
  const isKept = await keepEarly(deps, channel, {
    event,
    of: { channelId: channel.id, providerId: about },
    kind,
    preview,
    source,
    ...channelWords.about_no_message_yet(),
    isKnown: async (tx) => (await entryNamed(tx, channel.id, about)) !== null,
  })
  // It was recorded a moment ago.
  if (!isKept) return applyAbout(deps, channel, event, source)
}

/** Its wording: why it changes nothing. 'unknown': the message is not here yet. */
export async function tryAbout(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: EventAboutMessage,
  guard?: Guard,
): Promise<'done' | 'unknown' | Wording> {
  const now = deps.clock.now()
  try {
    const applied = await transact(deps.db, async (tx) => {
      const entryId = await entryNamed(tx, channel.id, event.about)
      const [found] = entryId === null ? [] : await entriesByIds(tx, [entryId])
      if (!found) return 'unknown'
      const homeId = found.customer_id
      const position = event.type === 'reaction' ? null : await lockThread(tx, { homeId, now })
      const thread = position ?? (await lockCustomer(tx, homeId))
      const before = await inboundByProviderId(tx, channel.id, event.providerId)
      if (before?.state === 'accepted') {
        await position?.giveBack(tx)
        return 'done'
      }
      // It may have been moved while this waited.
      const entry = (await entriesByIds(tx, [found.id]))[0]!
      const actor = await actorOn(tx, channel, { entry, thread, from: event.from })
      const why = whyNot(event, actor)
      if (why !== null || !actor) {
        await position?.giveBack(tx)
        if (before) await restate(tx, before.id, why!)
        return why!
      }
      const change = { entry, actor, at: believable(event.occurredAt, now), now }
      if (event.type === 'reaction') await reacted(tx, thread.canonicalId, event.emoji, change)
      else await amended(tx, position!, event, change)
      await markApplied(tx, before, {
        providerId: event.providerId,
        kind: event.type,
        channelId: channel.id,
        entryId: entry.id,
        customerId: homeId,
        now,
      })
      await guard?.(tx)
      return { customerId: thread.canonicalId, issueIds: entry.issue_id === null ? [] : [entry.issue_id] }
    })
    if (applied === 'done' || applied === 'unknown' || 'sentence' in applied) return applied
    deps.changed(applied.customerId, applied.issueIds)
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
  return 'done'
}

function whyNot({ type }: EventAboutMessage, actor: Actor | null): Wording | null {
  if (!actor) return channelWords.about_by_a_stranger()
  if (actor.isBlocked) return channelWords.from_blocked()
  return type === 'reaction' || actor.isSender ? null : channelWords.not_by_its_sender()
}

interface Change {
  entry: EntryRow
  actor: Actor
  at: Date
  now: Date
}

async function reacted(
  tx: Tx,
  canonicalId: string,
  emoji: string | null,
  { entry, actor: { id: identityId, homeId, name }, at, now }: Change,
): Promise<void> {
  const by: Author = { kind: 'customer', id: homeId, name }
  await react(tx, { entry, identityId, canonicalId, emoji, by, at, now })
}

async function amended(
  tx: Tx,
  position: LockedPosition,
  event: InboundEditEvent | InboundDeletionEvent,
  { entry, at, now }: Change,
): Promise<void> {
  const by: Author = { kind: 'customer', id: entry.author_id, name: entry.author_name }
  const [was] = await asTheyRead(tx, [entry])
  const change = event.type === 'edit' ? { type: event.type, text: event.text } : { type: event.type }
  await amendMessage(tx, position, { entry, change, by, at, now })
  if (entry.issue_id === null || !was) return
  const [becomes] = await asTheyRead(tx, [entry])
  const words = { was: ownWords(was), now: becomes ? ownWords(becomes) : null }
  if (await retellIssue(tx, entry.issue_id, words, { by, at: now })) {
    const { canonicalId: customerId } = position
    await recordEvents(tx, [{ type: 'issue.updated', customerId, issueId: entry.issue_id }], now)
  }
}
