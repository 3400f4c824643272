import { systemWords } from '@throughline/protocol/system/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError, messageOf } from './errors.ts'
import { pinned, resolveSafely, type AddressRules } from './safe-address.ts'

export interface SafeFetchOptions extends AddressRules {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** For everything together, name resolution and redirects included. */
  timeoutMs?: number
  /** Of the answer's body. */
  maxBytes?: number
  /** Only reading follows redirects; other methods, and all with null, get the redirect itself as their answer. */
  maxRedirects?: number | null
}

export interface SafeResponse {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** The address that answered, after redirects. */
  url: string
}

/**
 * The only door for outbound HTTP to addresses that somebody typed in or sent us. It resolves the name itself,
 * refuses everything inside our own network, connects to the very addresses it looked at, checks every redirect the
 * same way, and bounds time and size. Fails with `unsafe_address`, or `upstream_failed` when the other side does.
 */
export async function safeFetch(url: string, options: SafeFetchOptions = {}): Promise<SafeResponse> {
  const { method = 'GET', timeoutMs = 10_000, maxRedirects = 3 } = options
  const signal = AbortSignal.timeout(timeoutMs)
  const follows = maxRedirects !== null && (method === 'GET' || method === 'HEAD')
  let target = parseUrl(url)
  let headers = options.headers ?? {}
  for (let redirects = 0; ; redirects++) {
    const addresses = await inTime(resolveSafely(target.hostname, portOf(target), options), signal, target)
    const response = await exchange(target, addresses, { ...options, method, headers, signal })
    const location = isRedirect(response.status) ? response.headers.location : undefined
    if (!follows || location === undefined) return response
    if (redirects >= maxRedirects) throw failed(systemWords.redirects_too_often({ host: target.host }))
    const next = parseUrl(location, target)
    if (next.origin !== target.origin) headers = withoutCredentials(headers)
    target = next
  }
}

/** Refuses now what `safeFetch` would refuse later: for addresses that are stored and called another time. */
export async function assertSafeUrl(url: string, rules: AddressRules = {}): Promise<void> {
  const target = parseUrl(url)
  await resolveSafely(target.hostname, portOf(target), rules)
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

interface Exchange extends SafeFetchOptions {
  method: string
  headers: Record<string, string>
  signal: AbortSignal
}

async function exchange(url: URL, addresses: string[], options: Exchange): Promise<SafeResponse> {
  const { method, headers, body, signal, maxBytes = 1024 * 1024 } = options
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
      request.end(body)
    })
    const content = await readUpTo(response, maxBytes, url)
    return { status: response.statusCode!, headers: response.headers, body: content, url: url.href }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw signal.aborted
      ? failed(systemWords.call_too_slow({ host: url.host }))
      : failed(systemWords.call_failed({ host: url.host, reason: messageOf(error) }))
  } finally {
    request.destroy()
  }
}

async function readUpTo(response: IncomingMessage, maxBytes: number, url: URL): Promise<Buffer> {
  const chunks: Buffer[] = []
  let received = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    received += chunk.length
    if (received > maxBytes) throw failed(systemWords.answer_too_large({ host: url.host, maxBytes }))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function failed(why: Wording): AppError {
  return new AppError('upstream_failed', why)
}

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  const secret = ['authorization', 'cookie', 'proxy-authorization']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.includes(name.toLowerCase())))
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)
const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
