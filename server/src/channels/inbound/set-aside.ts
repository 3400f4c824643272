import { createHash } from 'node:crypto'
import { newId } from '../../lib/ids.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundDeps } from './deps.ts'
import { insertKept } from './queries.ts'

/** Keeps what belongs on no thread, or could not be put on one: raw, visible, replayable. Once per provider id. */
export async function setAside(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  kept: {
    /** null when it could not even be told: then the bytes themselves are the id. */
    providerId: string | null
    kind: string
    sentence: string
    state: 'set_aside' | 'failed'
    raw: Uint8Array
  },
): Promise<void> {
  const { key } = await deps.files.put(kept.raw)
  await insertKept(deps.db, {
    id: newId(),
    channel_id: channel.id,
    provider_id: kept.providerId ?? `sha256:${createHash('sha256').update(kept.raw).digest('hex')}`,
    state: kept.state,
    kind: kept.kind,
    sentence: kept.sentence.replaceAll('\u0000', '').toWellFormed().slice(0, 2000),
    raw_key: key,
    received_at: deps.clock.now(),
  })
}
