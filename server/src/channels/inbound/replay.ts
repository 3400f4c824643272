import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { AppError, because } from '../../lib/errors.ts'
import { transact } from '../../platform/db/db.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundEvent, InboundMessageEvent } from '../contract.ts'
import { channelFor, setAsideForOther } from './account.ts'
import type { InboundDeps } from './deps.ts'
import { inboundByProviderId, keptById, markReplayed, type KeptRow } from './queries.ts'
import { keptRequest } from './read-again.ts'
import { record, recordOther } from './record.ts'
import { recordMessage } from './record-message.ts'
import type { Source } from './set-aside.ts'

/**
 * Reads a kept message again, as if it had just arrived: after a fix, or because a person says that it does belong
 * on a thread. Whatever it was taken for, it is a message then, and opens an issue: somebody asked for it. Whatever else
 * the same request held is recorded too, each by its own mark: the provider may deliver the request again.
 */
export async function replay(deps: InboundDeps, id: string): Promise<KeptRow> {
  const kept = await keptById(deps.db, id)
  if (!kept) throw new AppError('not_found', channelWords.no_such_inbound())
  if (kept.state === 'accepted') throw new AppError('conflict', channelWords.on_thread_already())
  const read = await keptRequest(deps, kept)
  if (!read) throw new AppError('conflict', channelWords.bytes_not_kept())
  const channel = await deps.store.byId(kept.channel_id)
  try {
    const events = await channel.adapter.receive({ ...read.request, asMessage: true }, deps.contextOf(channel))
    const messages = events.filter((event) => event.type === 'message')
    if (events.every(({ type }) => type === 'aside') && !isUnread(kept, events)) {
      throw new AppError('conflict', channelWords.nothing_for_thread())
    }
    if (messages.length > 0 && messages.every(({ fromUs }) => fromUs?.domain === 'forged')) {
      throw new AppError('conflict', channelWords.from_us_forged())
    }
    const mark = markOf(kept, events)
    const addressed = mark && (await channelFor(deps, channel, mark, null))
    if (addressed === null) throw new AppError('conflict', channelWords.for_other_account({ account: mark!.account! }))
    await recordAll(deps, channel, { events, kept, source: read.source })
    const isAccepted = (await stateOf(deps, id)) === 'accepted'
    if (!isAccepted && messages.some(({ fromUs }) => fromUs)) {
      throw new AppError('conflict', channelWords.still_from_us())
    }
    const isElsewhere = addressed !== undefined && addressed.id !== channel.id
    if (!isAccepted && isElsewhere) await markRead(deps, kept, { channelId: addressed.id, ...mark! })
    else if (!isAccepted && isUnread(kept, events)) await markRead(deps, kept, { channelId: channel.id, ...events[0]! })
    else if (!isAccepted && messages.length === 0) throw new AppError('conflict', await whyStillKept(deps, id))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'conflict',
      because(error, { alone: channelWords.still_unreadable, quoting: channelWords.still_unreadable_because }),
      { cause: error },
    )
  }
  return (await keptById(deps.db, id))!
}

/** A request that could not be read at all, and now can: it is known by its bytes, and not by one message in it. */
function isUnread({ kind }: KeptRow, events: readonly InboundEvent[]): boolean {
  return kind === 'unreadable' && events.length > 0
}

/** The event for which the request was kept; none when it could not be read. */
const markOf = (kept: KeptRow, events: readonly InboundEvent[]): InboundEvent | undefined =>
  events.find(({ providerId }) => providerId === kept.provider_id)

async function recordAll(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { events, kept, source }: { events: readonly InboundEvent[]; kept: KeptRow; source: Source },
): Promise<void> {
  let isTaken = events.some(({ providerId }) => providerId === kept.provider_id)
  for (const event of events) {
    const addressed = await channelFor(deps, channel, event, null)
    if (addressed === null) await setAsideForOther(deps, channel, event, source)
    else if (addressed.id !== channel.id) await record(deps, addressed, event, source)
    else if (event.type !== 'message') await recordOther(deps, channel, event, source)
    else {
      const isMark = event.providerId === kept.provider_id || !isTaken
      const { isNew } = await recordAgain(deps, channel, event, { ...source, replay: { id: kept.id, isMark } })
      isTaken ||= isNew
    }
  }
}

function recordAgain(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundMessageEvent,
  source: Parameters<typeof recordMessage>[3],
): ReturnType<typeof recordMessage> {
  return recordMessage(deps, channel, { ...event, opens: 'issue' }, source)
}

/** What it is about is still not here, or it is not for who did it to do. */
async function whyStillKept({ db }: InboundDeps, id: string): Promise<Wording> {
  const kept = (await keptById(db, id))!
  const isSaid = kept.kind !== 'receipt' && kept.kind !== 'bounce' && kept.words
  return isSaid ? { sentence: kept.sentence, words: isSaid } : channelWords.nothing_for_thread()
}

async function stateOf({ db }: InboundDeps, id: string): Promise<KeptRow['state']> {
  const { state } = await db.selectFrom('inbound').select('state').where('id', '=', id).executeTakeFirstOrThrow()
  return state
}

/** Everything in it was recorded by marks of its own, perhaps before: it is done with. */
async function markRead(
  { db }: InboundDeps,
  { id, provider_id: providerId }: KeptRow,
  by: { channelId: string; providerId: string },
): Promise<void> {
  const of = await inboundByProviderId(db, by.channelId, by.providerId)
  const about = { kind: 'message', entryId: of?.entry_id ?? null, customerId: of?.customer_id ?? null }
  await transact(db, (tx) => markReplayed(tx, id, { ...about, providerId, ...channelWords.replayed() }))
}
