import type { Wording } from '@throughline/protocol/words.ts'
import { createHash } from 'node:crypto'
import { newId } from '../../lib/ids.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { MessagePreview, ProviderRequest } from '../contract.ts'
import { writeGuarded, type Guard } from '../context.ts'
import type { InboundDeps } from './deps.ts'
import type { KeptRequest } from './kept-request.ts'
import { cutPreview } from './preview.ts'
import { insertKept } from './queries.ts'

/** A kept message that is read again. */
export interface Replay {
  id: string
  /** The message that becomes of it, so that its record is the mark; others of the same request get marks of their own. */
  isMark: boolean
}

/** Where an event came from: what is kept of it when it cannot be put on a thread. */
export interface Source {
  raw: Uint8Array
  envelope?: ProviderRequest['envelope']
  /** Of a request by HTTP, beside its bytes. */
  request?: KeptRequest | null
  /** When it was handed in, for its trace. */
  began?: number | null
  /** For what a connection reads that runs on one node at a time. */
  guard?: Guard | undefined
}

export interface ToKeep extends Wording {
  /** null when it could not be read: then the bytes themselves are the id. */
  providerId: string | null
  kind: string
  state: 'set_aside' | 'failed'
  source: Source
  preview?: MessagePreview | undefined
}

/** Keeps what belongs on no thread, or could not be put on one: raw, visible, replayable. Once per provider id. */
export async function setAside(deps: InboundDeps, channel: ConfiguredChannel, kept: ToKeep): Promise<void> {
  const { row, preview } = await toKeep(deps, channel, kept)
  await writeGuarded(deps.db, kept.source.guard, (to) => insertKept(to, row, preview))
  deps.tally.received(channel.id, kept.state)
}

/** The row of what is kept; its bytes are in the file store. */
export async function toKeep(deps: InboundDeps, channel: ConfiguredChannel, kept: ToKeep) {
  const { key } = await deps.files.put(kept.source.raw)
  const row = {
    id: newId(),
    channel_id: channel.id,
    provider_id: kept.providerId ?? `sha256:${createHash('sha256').update(kept.source.raw).digest('hex')}`,
    state: kept.state,
    kind: kept.kind,
    sentence: storable(kept.sentence).slice(0, 2000),
    words: storable(JSON.stringify(kept.words)),
    raw_key: key,
    envelope: kept.source.envelope === undefined ? null : JSON.stringify(kept.source.envelope),
    request: kept.source.request ? storable(JSON.stringify(kept.source.request)) : null,
    received_at: deps.clock.now(),
  }
  return { row, preview: kept.preview === undefined ? null : cutPreview(kept.preview) }
}

/** PostgreSQL holds neither U+0000, which JSON escapes, nor lone surrogates. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll('\\u0000', '').toWellFormed()
}
