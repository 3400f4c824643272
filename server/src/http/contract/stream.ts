import { Transform, type Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../lib/errors.ts'

/** The body as it arrives, refused as soon as it is known to be too long. */
export function limitStream(request: IncomingMessage, maxBytes: number): Readable {
  const announced = Number(request.headers['content-length'])
  if (announced > maxBytes) throw tooLarge(maxBytes)
  let received = 0
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > maxBytes) done(tooLarge(maxBytes))
      else done(null, chunk)
    },
  })
  request.on('error', (error) => limited.destroy(error))
  request.on('aborted', () => limited.destroy(new AppError('invalid_request', 'The upload was cut off.')))
  return request.pipe(limited)
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', `A file may have ${Math.floor(maxBytes / 1024 / 1024)} MiB. Nothing was stored.`)
}
