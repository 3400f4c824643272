import { systemWords } from '@throughline/protocol/system/words.ts'
import type { IncomingHttpHeaders } from 'node:http'
import { Transform, pipeline, type Readable } from 'node:stream'
import { minuteMs, secondMs } from './clock.ts'
import { AppError } from './errors.ts'
import { close, explained, openSafely, type Opened, type SafeRequest } from './safe-request.ts'

export interface SafeStreamOptions extends SafeRequest {
  /** Of the answer's body: one byte more is an error. */
  maxBytes?: number
  /** For everything together: names, redirects, what is sent and the whole body. */
  timeoutMs?: number
  /** Until the answer begins, and between two pieces of its body. */
  idleMs?: number
}

export interface SafeStreamed {
  status: number
  headers: IncomingHttpHeaders
  /** As it comes. Has to be read or destroyed; destroying it ends the connection. Fails as `safeStream` does. */
  body: Readable
  /** The address that answered, after redirects. */
  url: string
}

/**
 * `safeFetch` for files, both ways: neither what is sent nor what is answered is in memory as a whole. Of the headers only
 * those that no credential can be in go along when a redirect leaves the origin: providers have names of their own for
 * keys. Fails with `unsafe_address`, `too_large`, or `upstream_failed` when the other side does.
 */
export async function safeStream(url: string, options: SafeStreamOptions = {}): Promise<SafeStreamed> {
  const { maxBytes = 100 * 2 ** 20, timeoutMs = 10 * minuteMs, idleMs = 30 * secondMs } = options
  const limits = createLimits(timeoutMs, idleMs)
  const { signal } = limits
  try {
    const opened = await openSafely(url, options, { signal, leaving: withoutKeys })
    const { response } = opened
    limits.goesOn()
    return {
      status: response.statusCode!,
      headers: response.headers,
      body: bodyOf(opened, limits, maxBytes),
      url: opened.url.href,
    }
  } catch (error) {
    limits.end()
    throw error
  }
}

interface Limits {
  readonly signal: AbortSignal
  /** Something came. */
  goesOn(): void
  /** Asked when nothing came for a while: it may be we who do not read. */
  isOurs: () => boolean
  end(): void
}

function createLimits(timeoutMs: number, idleMs: number): Limits {
  const late = new AbortController()
  const limits: Limits = {
    signal: late.signal,
    goesOn: () => idle.refresh(),
    isOurs: () => false,
    end() {
      clearTimeout(idle)
      clearTimeout(whole)
    },
  }
  const idle = setTimeout(() => {
    if (limits.isOurs()) idle.refresh()
    else late.abort()
  }, idleMs)
  const whole = setTimeout(() => late.abort(), timeoutMs)
  return limits
}

function bodyOf(opened: Opened, limits: Limits, maxBytes: number): Readable {
  const { response, url } = opened
  let received = 0
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      limits.goesOn()
      received += chunk.length
      if (received > maxBytes)
        done(new AppError('too_large', systemWords.answer_too_large({ host: url.host, maxBytes })))
      else done(null, chunk)
    },
    // What was cut off fails in our words.
    destroy(error, done) {
      done(error && explained(error, limits.signal, url))
    },
  })
  limits.isOurs = () => body.readableLength > 0
  pipeline(response, body, () => {
    limits.end()
    close(opened)
  })
  return body
}

const harmless = new Set(['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent'])

function withoutKeys(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())))
}
