import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundEvent } from '../contract.ts'
import type { InboundDeps } from './deps.ts'
import type { KeptRow } from './queries.ts'
import type { Source } from './set-aside.ts'

/** A kept request, as the adapter that reads it is given it, and where its events come from; null: its bytes are gone. */
export async function keptRequest({ files }: Pick<InboundDeps, 'files'>, { id, raw_key: key, ...kept }: KeptRow) {
  if (key === null) return null
  const raw = await files.read(key, { inboundId: id })
  const envelope = { from: '', to: [], remoteAddress: null, source: 'replay' as const, ...kept.envelope }
  const source: Source = { raw, envelope, request: kept.request }
  return { source, request: { body: raw, headers: {}, url: '', ...kept.request, envelope } }
}

/** The events of a kept request, as if it had just arrived. */
export async function readAgain(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  kept: KeptRow,
): Promise<InboundEvent[] | null> {
  const read = await keptRequest(deps, kept)
  return read && channel.adapter.receive(read.request, deps.contextOf(channel))
}
