import { channelWords } from '@throughline/protocol/channels/words.ts'
import { Readable } from 'node:stream'
import { AppError } from '../../lib/errors.ts'
import { longestUploadMs } from '../../platform/http/http.ts'
import { ChannelError } from '../contract.ts'

export interface MediaLimits {
  readonly maxBytes: number
  /** Without a byte. */
  readonly idleMs: number
  /** Ends it from outside. */
  readonly signal: AbortSignal
}

/** What an adapter hands over, as it comes: no longer than allowed, and no slower than an upload of a visitor may be. */
export async function* limitMedia(
  body: AsyncIterable<Uint8Array>,
  { maxBytes, idleMs, signal }: MediaLimits,
): AsyncGenerator<Buffer> {
  const iterator = body[Symbol.asyncIterator]()
  const startedMs = performance.now()
  let received = 0
  try {
    for (;;) {
      const next = await inTime(iterator.next(), idleMs, signal)
      if (next.done) return
      const { buffer, byteOffset, byteLength } = next.value
      received += byteLength
      if (received > maxBytes) throw tooLarge(maxBytes)
      if (performance.now() - startedMs > longestUploadMs(received, { idleMs })) throw tooSlow()
      yield Buffer.from(buffer, byteOffset, byteLength)
    }
  } finally {
    discard(body, iterator)
  }
}

/** Fails when it takes longer, or when it is ended from outside; what comes of it later concerns nobody. */
export async function inTime<T>(work: Promise<T>, withinMs: number, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => over.reject(tooSlow()), withinMs)
  const end = (): void => over.reject(signal.reason)
  signal.addEventListener('abort', end)
  try {
    return await Promise.race([work, over.promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

/** Not waited for: an adapter that hangs would hang here as well. */
export function discard(body: AsyncIterable<Uint8Array>, iterator?: AsyncIterator<Uint8Array>): void {
  if (body instanceof Readable) body.on('error', () => {}).destroy()
  else iterator?.return?.().catch(() => {})
}

export function tooLarge(maxBytes: number): ChannelError {
  return new ChannelError('permanent', 'too_large', channelWords.media_too_large({ maxMiB: maxBytes / 2 ** 20 }))
}

function tooSlow(): AppError {
  return new AppError('upstream_failed', channelWords.media_too_slow())
}
