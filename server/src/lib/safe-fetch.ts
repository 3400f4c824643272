import { systemWords } from '@throughline/protocol/system/words.ts'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { close, explained, failed, openSafely, type SafeRequest } from './safe-request.ts'

export { assertSafeUrl } from './safe-request.ts'

export interface SafeFetchOptions extends SafeRequest {
  body?: string | Uint8Array
  /** For everything together, name resolution and redirects included. */
  timeoutMs?: number
  /** Of the answer's body. */
  maxBytes?: number
}

export interface SafeResponse {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** The address that answered, after redirects. */
  url: string
}

/**
 * The only door for outbound HTTP to addresses that somebody typed in or sent us, with `safeStream` for files. It resolves
 * the name itself, refuses everything inside our own network, connects to the very addresses it looked at, checks every
 * redirect the same way, and bounds time and size. Fails with `unsafe_address`, or `upstream_failed` when the other side
 * does.
 */
export async function safeFetch(url: string, options: SafeFetchOptions = {}): Promise<SafeResponse> {
  const { timeoutMs = 10_000, maxBytes = 1024 * 1024 } = options
  const signal = AbortSignal.timeout(timeoutMs)
  const opened = await openSafely(url, options, { signal, leaving: withoutCredentials })
  const { response } = opened
  try {
    const body = await readUpTo(response, maxBytes, opened.url)
    return { status: response.statusCode!, headers: response.headers, body, url: opened.url.href }
  } catch (error) {
    throw explained(error, signal, opened.url)
  } finally {
    close(opened)
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

function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  const secret = ['authorization', 'cookie', 'proxy-authorization']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.includes(name.toLowerCase())))
}
