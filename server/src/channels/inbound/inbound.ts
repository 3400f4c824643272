import { channelWords } from '@throughline/protocol/channels/words.ts'
import { because } from '../../lib/errors.ts'
import type { InboundEvent, ProviderRequest } from '../contract.ts'
import { channelFor, setAsideForOther } from './account.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { Guard } from '../context.ts'
import type { InboundDeps } from './deps.ts'
import { isTransient } from './is-transient.ts'
import { keepable } from './kept-request.ts'
import { record } from './record.ts'
import { setAside, type Source } from './set-aside.ts'

/**
 * The way in for every channel: what a provider handed over becomes entries, receipts, or is kept aside; durably,
 * before the provider gets an answer that we have it.
 *
 * Resolves only when everything in the request is committed. Rejects only for reasons that pass (the database is
 * away, a lock took too long): then the sender should try again. What cannot be understood, now or ever, is kept raw
 * and visible instead, because answering "no" for ever would lose it. A repeated request changes nothing.
 */
export async function ingest(
  deps: InboundDeps,
  channelId: string,
  request: ProviderRequest,
  guard?: Guard,
): Promise<void> {
  await takeIn(deps, await deps.store.byId(channelId), request, guard)
}

/** The same for a channel that is at hand. */
export async function takeIn(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  request: ProviderRequest,
  guard?: Guard,
): Promise<void> {
  const source = { ...sourceOf(channel, request), guard, began: deps.tracing.began() }
  const events = await understand(deps, channel, request, source)
  for (const event of events) {
    const addressed = await channelFor(deps, channel, event, request)
    if (addressed) await record(deps, addressed, event, source)
    else await setAsideForOther(deps, channel, event, source)
  }
}

async function understand(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  request: ProviderRequest,
  source: Source,
): Promise<InboundEvent[]> {
  try {
    return await channel.adapter.receive(request, deps.contextOf(channel))
  } catch (error) {
    if (isTransient(error)) throw error
    await keepUnreadable(deps, channel, source, error)
    return []
  }
}

function sourceOf(channel: ConfiguredChannel, request: ProviderRequest): Source {
  const { body: raw, envelope } = request
  return { raw, ...(envelope ? { envelope } : {}), request: keepable(channel.adapter, request) }
}

async function keepUnreadable(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  source: Source,
  error: unknown,
): Promise<void> {
  deps.logger.warn({ err: error, channel: channel.id }, 'a message could not be read and was kept raw')
  await setAside(deps, channel, {
    providerId: null,
    kind: 'unreadable',
    ...because(error, { alone: channelWords.not_readable, quoting: channelWords.not_readable_because }),
    state: 'failed',
    source,
  })
}
