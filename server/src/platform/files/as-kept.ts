import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** What was noted about bytes when they were kept; what is unknown is not looked at. */
export interface KeptBytes {
  readonly sha256?: string
  readonly sizeBytes?: number
}

/**
 * Hands the bytes on as they come and holds back the last of them until all are known to be right: what is wrong ends
 * short, and with an error.
 */
export async function* asKept(
  source: Readable,
  { sha256, maxBytes = Infinity, sizeBytes = maxBytes }: KeptBytes & { readonly maxBytes?: number },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let received = 0
  let last: Buffer | null = null
  for await (const chunk of source as AsyncIterable<Buffer>) {
    received += chunk.length
    if (received > sizeBytes) throw new Error(`there are more than ${sizeBytes} bytes`)
    hash.update(chunk)
    if (last) yield last
    last = chunk
  }
  if (sha256 !== undefined && hash.digest('hex') !== sha256) {
    throw new Error(`these ${received} bytes are not those that were kept`)
  }
  if (last) yield last
}
