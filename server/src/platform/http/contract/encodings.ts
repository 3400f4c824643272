import { httpWords } from '@throughline/protocol/http/words.ts'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { AppError, errorCode } from '../../../lib/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is taken as it is on the wire: a signature was made over it. */
    isRaw?: boolean
    /** Anybody may call it. */
    isPublic?: boolean
  }
}

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

const isKnown = (name: string): name is keyof typeof decoders => Object.hasOwn(decoders, name)

/**
 * Refuses a body in an encoding that its route does not decode, before any of it is read. What strangers send is taken as
 * it is: a few bytes would become megabytes to be parsed.
 */
export function refuseUnknownEncodings(app: FastifyInstance): void {
  app.addHook('preParsing', (request, reply, payload, done) => {
    const encoding = encodingOf(request.headers)
    if (encoding === null || request.method === 'GET' || request.method === 'HEAD') return done(null, payload)
    const { isUpload, isRaw, isPublic } = request.routeOptions.config
    const takesNone = isUpload === true || isRaw === true || isPublic === true
    if (!takesNone && isKnown(encoding)) return done(null, payload)
    reply.header('accept-encoding', takesNone ? 'identity' : 'gzip, deflate, br')
    done(
      new AppError(
        'unsupported_media_type',
        httpWords.unknown_encoding({ encodings: takesNone ? [] : Object.keys(decoders) }),
      ),
    )
  })
}

/** A few hundred bytes become megabytes: those of hundreds of strangers are not unpacked at once. */
const atOnce = 4
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running++
  else await new Promise<void>((turn) => waiting.push(turn))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** The body as it was before it was encoded, and never more of it than the route takes. */
export async function decode(encoding: string, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  if (!isKnown(encoding)) throw new Error(`${encoding} was let in, and is not known.`)
  try {
    return await inTurn(() => decoders[encoding](bytes, { maxOutputLength: maxBytes }))
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new AppError('too_large', httpWords.body_too_large(), { cause: error })
    }
    throw new AppError('invalid_request', httpWords.badly_encoded({ encoding }), { cause: error })
  }
}

/** Null when the body is as it is. */
export function encodingOf(headers: { 'content-encoding'?: string | undefined }): string | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  return encoding === undefined || encoding === '' || encoding === 'identity' ? null : encoding
}
