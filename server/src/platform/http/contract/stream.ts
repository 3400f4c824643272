import { httpWords } from '@throughline/protocol/http/words.ts'
import { Transform, type Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { secondMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'

export interface StreamLimits {
  readonly maxBytes: number
  /** Without a byte from the sender. */
  readonly idleMs: number
}

/** On the average, once the idle time is over: a byte now and then is no upload. */
const minBytesPerSecond = 32 * 1024
/** How long a sender who was refused may go on before the connection is closed, so that it can read why. */
const lingerMs = 5 * secondMs

/** The longest that an upload of so many bytes may take. */
export function longestUploadMs(sizeBytes: number, { idleMs }: Pick<StreamLimits, 'idleMs'>): number {
  return idleMs + (sizeBytes / minBytesPerSecond) * secondMs
}

/** The body as it arrives, refused as soon as it is known to be too long, too slow or stalled. */
export function limitStream(request: IncomingMessage, { maxBytes, idleMs }: StreamLimits): Readable {
  const startedMs = performance.now()
  let heardMs = startedMs
  let received = 0
  const limited = new Transform({
    // One chunk at a time: a hundred that stall are to hold little.
    highWaterMark: 16 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      heardMs = performance.now()
      received += chunk.length
      if (received > maxBytes) done(tooLarge(maxBytes))
      else done(null, chunk)
    },
  })
  const watch = setInterval(() => {
    const nowMs = performance.now()
    // While it is we who are slow, nothing is asked of the sender.
    if (limited.writableLength > 0 || limited.readableLength > 0) heardMs = nowMs
    else if (nowMs - heardMs > idleMs || nowMs - startedMs > longestUploadMs(received, { idleMs }))
      limited.destroy(tooSlow())
  }, idleMs / 4)
  limited.on('close', () => clearInterval(watch))
  const cutOff = (): void => {
    if (!request.complete) limited.destroy(new AppError('invalid_request', httpWords.upload_cut_off()))
  }
  request.on('error', cutOff).on('close', cutOff)
  // It may have been cut off before anybody asked for it, and does not say so again.
  if (request.destroyed) cutOff()
  return request.pipe(limited)
}

/** What the sender says that it will send: no more than that can come. Throws when it is too much. */
export function announcedBytes(request: IncomingMessage, maxBytes: number): number {
  const announced = request.headers['content-length']
  if (announced === undefined) return maxBytes
  if (Number(announced) > maxBytes) throw tooLarge(maxBytes)
  return Number(announced)
}

/** After an answer that did not wait for the body: the rest is dropped as it comes, for a little while. */
export function lingerThenClose(request: IncomingMessage): void {
  if (request.complete) return
  const timer = setTimeout(() => request.destroy(), lingerMs)
  request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer))
  request.resume()
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', httpWords.file_too_large({ maxMiB: Math.floor(maxBytes / 1024 / 1024) }))
}

function tooSlow(): AppError {
  return new AppError('request_timeout', httpWords.file_too_slow(), {
    retryAfterSeconds: 5,
  })
}
