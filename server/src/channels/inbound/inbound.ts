import { channelWords } from '@throughline/protocol/channels/words.ts'
import { because } from '../../lib/errors.ts'
import { ChannelError, type InboundEvent, type ProviderRequest } from '../contract.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { applyReceipt } from './apply-receipt.ts'
import type { Guard } from '../context.ts'
import type { InboundDeps } from './deps.ts'
import { isTransient } from './is-transient.ts'
import { previewOf } from './preview.ts'
import { recordMessage } from './record-message.ts'
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
  const began = deps.tracing.began()
  const channel = await deps.store.byId(channelId)
  const source = { ...sourceOf(request), guard }
  const events = await understand(deps, channel, request, source)
  for (const event of events) await record(deps, channel, event, source, began)
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
    // A forged request is nobody's words: refused, not kept.
    if (error instanceof ChannelError && error.kind === 'invalid_signature') throw error
    if (isTransient(error)) throw error
    await keepUnreadable(deps, channel, source, error)
    return []
  }
}

async function record(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundEvent,
  source: Source,
  began: number | null,
): Promise<void> {
  try {
    if (event.type === 'message') await recordMessage(deps, channel, event, { ...source, began })
    else if (event.type === 'receipt') await applyReceipt(deps, channel, event, source)
    else await setAside(deps, channel, { ...event, state: 'set_aside', source })
  } catch (error) {
    if (isTransient(error)) throw error
    deps.logger.error({ err: error, channel: channel.id }, 'a message could not be recorded and was kept raw')
    await setAside(deps, channel, {
      providerId: event.providerId,
      kind: event.type,
      ...because(error, { alone: channelWords.not_recorded, quoting: channelWords.not_recorded_because }),
      state: 'failed',
      source,
      preview: event.type === 'message' ? previewOf(event) : event.preview,
    })
  }
}

function sourceOf({ body, envelope }: ProviderRequest): Source {
  return { raw: body, ...(envelope ? { envelope } : {}) }
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
