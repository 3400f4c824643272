import { systemWords } from '@throughline/protocol/system/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Readable, pipeline } from 'node:stream'
import { AppError, messageOf } from './errors.ts'
import { pinned, resolveSafely, type AddressRules } from './safe-address.ts'

/** What `safeFetch` and `safeStream` have in common: a request to an address that somebody typed in or sent us. */
export interface SafeRequest extends AddressRules {
  method?: string
  headers?: Record<string, string>
  /** What is made while it is sent goes out in chunks, unless a header says how long it is. */
  body?: string | Uint8Array | AsyncIterable<Uint8Array>
  /** Only reading follows redirects; other methods, and all with null, get the redirect itself as their answer. */
  maxRedirects?: number | null
}

/** An answer whose body has still to be read. */
export interface Opened {
  readonly request: ClientRequest
  readonly response: IncomingMessage
  /** The address that answered, after redirects. */
  readonly url: URL
}

type Headers = Record<string, string>

/**
 * Resolves the name itself, refuses everything inside our own network, connects to the very addresses it looked at, and
 * checks every redirect the same way. `leaving`: the headers that go along to another origin.
 */
export async function openSafely(
  url: string,
  options: SafeRequest,
  { signal, leaving }: { signal: AbortSignal; leaving: (headers: Headers) => Headers },
): Promise<Opened> {
  const { method = 'GET', maxRedirects = 3 } = options
  const follows = maxRedirects !== null && (method === 'GET' || method === 'HEAD')
  let target = parseUrl(url)
  let headers = options.headers ?? {}
  for (let redirects = 0; ; redirects++) {
    const addresses = await inTime(resolveSafely(target.hostname, portOf(target), options), signal, target)
    const opened = await exchange(target, addresses, { ...options, method, headers, signal })
    const { statusCode = 0, headers: answered } = opened.response
    const location = isRedirect(statusCode) ? answered.location : undefined
    if (!follows || location === undefined) return opened
    // Nobody reads what stands beside a redirect, however long it is.
    close(opened)
    if (redirects >= maxRedirects) throw failed(systemWords.redirects_too_often({ host: target.host }))
    const next = parseUrl(location, target)
    if (next.origin !== target.origin) headers = leaving(headers)
    target = next
  }
}

/** Refuses now what would be refused later: for addresses that are stored and called another time. */
export async function assertSafeUrl(url: string, rules: AddressRules = {}): Promise<void> {
  const target = parseUrl(url)
  await resolveSafely(target.hostname, portOf(target), rules)
}

/** Ends the connection; what it still says concerns nobody. */
export function close({ request, response }: Pick<Opened, 'request' | 'response'>): void {
  response.on('error', () => {})
  request.on('error', () => {})
  request.destroy()
}

/** A failure of the other side in our words. */
export function explained(error: unknown, signal: AbortSignal, url: URL): AppError {
  if (error instanceof AppError) return error
  return signal.aborted
    ? failed(systemWords.call_too_slow({ host: url.host }))
    : failed(systemWords.call_failed({ host: url.host, reason: messageOf(error) }))
}

export function failed(why: Wording): AppError {
  return new AppError('upstream_failed', why)
}

/** A name server that does not answer must not hold a call longer than its time-out. */
async function inTime<T>(work: Promise<T>, signal: AbortSignal, url: URL): Promise<T> {
  const late = Promise.withResolvers<never>()
  const giveUp = (): void => late.reject(failed(systemWords.call_too_slow({ host: url.host })))
  signal.addEventListener('abort', giveUp)
  try {
    if (signal.aborted) giveUp()
    return await Promise.race([work, late.promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new AppError('unsafe_address', systemWords.not_http())
  }
  if (url.username || url.password) {
    throw new AppError('unsafe_address', systemWords.address_with_password())
  }
  return url
}

interface Exchange extends SafeRequest {
  method: string
  headers: Headers
  signal: AbortSignal
}

async function exchange(url: URL, addresses: string[], options: Exchange): Promise<Opened> {
  const { method, headers, body, signal } = options
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method,
    // Not compressed: what arrives is what was counted.
    headers: { 'accept-encoding': 'identity', 'user-agent': 'Throughline', ...headers },
    lookup: pinned(addresses),
    signal,
    agent: false,
  })
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', reject)
      if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) request.end(body)
      else
        pipeline(Readable.from(body, { objectMode: false }), request, (error) => {
          // Once there is an answer, what was still to be sent concerns nobody.
          if (error) reject(error)
        })
    })
    return { request, response, url }
  } catch (error) {
    request.destroy()
    throw explained(error, signal, url)
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)
const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
