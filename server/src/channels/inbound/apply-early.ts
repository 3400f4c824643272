import { transact, type Tx } from '../../platform/db/db.ts'
import { entriesByIds } from '../../record/timeline/timeline.ts'
import type { EventOf } from '../../work/reacting/reacting.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import {
  earlyEventsJob,
  earlyEventsOf,
  heardOf,
  nextLook,
  type EarlyEvent,
  type NamedMessage,
} from '../early-events.ts'
import { deliveryByProviderId } from '../outbound/queries.ts'
import { tryAbout } from './apply-about.ts'
import { applyFoundReceipt } from './apply-receipt.ts'
import type { InboundDeps } from './deps.ts'
import { keptById } from './queries.ts'
import { tryEcho } from './record-echo.ts'
import { readAgain } from './read-again.ts'

/** A reaction: events that came before a message that was recorded now are applied by a job. */
export async function queueEarlyEvents(
  tx: Tx,
  events: readonly EventOf<'entry.appended'>[],
  { jobs }: Pick<InboundDeps, 'jobs'>,
): Promise<void> {
  const ids = events.flatMap(({ entryId }) => entryId ?? [])
  const entries = ids.length === 0 ? [] : await entriesByIds(tx, ids)
  const named = entries.flatMap(({ kind, channel_id: channelId, provider_id: providerId }) =>
    kind === 'message' && channelId !== null && providerId !== null ? [{ channelId, providerId }] : [],
  )
  for (const message of await heardOf(tx, named)) await jobs.enqueue(tx, earlyEventsJob, message)
}

/** After a message was recorded: what was heard of it before. `tries`: it may not be recorded yet. */
export async function applyEarlyEvents(
  deps: InboundDeps,
  { tries, ...of }: NamedMessage & { tries?: number },
): Promise<void> {
  const channel = await deps.store.find(of.channelId)
  if (!channel) return
  for (const { inboundId, event } of await earlyEventsOf(deps.db, of)) {
    await applyEarly(deps, channel, { inboundId, event, of })
  }
  if (tries === undefined) return
  const [waiting] = await earlyEventsOf(deps.db, of)
  const startAfter = waiting && nextLook(tries, waiting.event.type, deps.clock.now())
  if (!startAfter) return
  const singletonKey = `${of.channelId} ${of.providerId}`
  await transact(deps.db, (tx) =>
    deps.jobs.enqueue(tx, earlyEventsJob, { ...of, tries: tries + 1 }, { startAfter, singletonKey }),
  )
}

async function applyEarly(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { inboundId, event, of }: { inboundId: string; event: EarlyEvent; of: NamedMessage },
): Promise<void> {
  if (event.type === 'receipt') {
    const found = await deliveryByProviderId(deps.db, channel.id, of.providerId)
    if (found) await applyFoundReceipt(deps, channel, { event, found })
  } else if (event.type !== 'echo') await tryAbout(deps, channel, event)
  else {
    const kept = await keptById(deps.db, inboundId)
    const events = kept ? await readAgain(deps, channel, kept) : null
    const echo = events?.find(({ type, providerId }) => type === 'echo' && providerId === event.providerId)
    if (echo?.type === 'echo') await tryEcho(deps, channel, echo, {})
  }
}
