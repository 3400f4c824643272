import { channelWords } from '@throughline/protocol/channels/words.ts'
import { AppError, because } from '../../lib/errors.ts'
import type { InboundMessageEvent } from '../contract.ts'
import type { InboundDeps } from './deps.ts'
import { keptById, type KeptRow } from './queries.ts'
import { recordMessage } from './record-message.ts'

/**
 * Reads a kept message again, as if it had just arrived: after a fix, or because a person says that it does belong
 * on a thread. Whatever it was taken for, it is a message then, and opens an issue: somebody asked for it.
 */
export async function replay(deps: InboundDeps, id: string): Promise<KeptRow> {
  const kept = await keptById(deps.db, id)
  if (!kept) throw new AppError('not_found', channelWords.no_such_inbound())
  if (kept.state === 'accepted') throw new AppError('conflict', channelWords.on_thread_already())
  if (kept.raw_key === null) throw new AppError('conflict', channelWords.bytes_not_kept())
  const channel = await deps.store.byId(kept.channel_id)
  const raw = await deps.files.read(kept.raw_key, { inboundId: id })
  const envelope = { from: '', to: [], remoteAddress: null, source: 'replay' as const, ...kept.envelope }
  const request = { body: raw, headers: {}, url: '', envelope, asMessage: true } as const
  try {
    const events = await channel.adapter.receive(request, deps.contextOf(channel))
    const messages = events.filter((event): event is InboundMessageEvent => event.type === 'message')
    if (messages.length === 0) throw new AppError('conflict', channelWords.nothing_for_thread())
    if (messages.every(({ fromUs }) => fromUs?.domain === 'forged')) {
      throw new AppError('conflict', channelWords.from_us_forged())
    }
    for (const event of messages)
      await recordMessage(deps, channel, { ...event, opens: 'issue' }, { raw, envelope, replayOf: id })
    const replayed = await deps.db.selectFrom('inbound').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (replayed.state !== 'accepted' && messages.some(({ fromUs }) => fromUs)) {
      throw new AppError('conflict', channelWords.still_from_us())
    }
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
