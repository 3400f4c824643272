import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../lib/errors.ts'
import { isThisMachine } from '../../lib/network-address.ts'

interface OriginOf {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** The port it came in at. */
  readonly socket: { readonly localPort?: number | undefined }
}

/** The addresses at which browsers may open us. */
export interface OwnOrigins {
  /** Whether a page of this origin is one of ours. */
  has(origin: string, request: Omit<OriginOf, 'method'>): boolean
  /** Says what to do when it is not. */
  refusal(origin: string | undefined): Wording
}

/**
 * Only what is configured counts, exactly as browsers write it. The `Host` of a request is chosen by its sender: any
 * name can be made to lead to this server. On one's own machine (`PUBLIC_URL` names it, as it does unless it is set) a
 * page of any name of this machine is ours if it was asked for under that very name, at the port that we listen on:
 * under another loopback address the same port may belong to a program of somebody else.
 */
export function createOwnOrigins(config: { publicUrl: string; allowedOrigins: readonly string[] }): OwnOrigins {
  const { publicUrl } = config
  const named = new Set([new URL(publicUrl).origin, ...config.allowedOrigins])
  const isLocal = isThisMachine(new URL(publicUrl).hostname)

  return {
    has(origin, { headers, socket }) {
      if (named.has(origin)) return true
      if (!isLocal || origin !== `http://${headers.host}` || !URL.canParse(origin)) return false
      const { hostname, port, origin: whole } = new URL(origin)
      return (
        whole === origin &&
        isThisMachine(hostname) &&
        !hostname.endsWith('.') &&
        Number(port || 80) === socket.localPort
      )
    },
    refusal(origin) {
      const from = origin !== undefined && origin.length <= 300 && URL.canParse(origin) ? new URL(origin).origin : null
      if (from === null || from === 'null') {
        return httpWords.other_site()
      }
      return httpWords.other_address({ from, publicUrl })
    },
  }
}

/**
 * Refuses a request that a page elsewhere made a signed-in browser send. Browsers say where a request comes from in
 * `Sec-Fetch-Site` and `Origin`, which pages cannot change; a request with neither was not made by a browser.
 * Reading is let through, because the answer stays hidden from the other page and reading changes nothing.
 */
export function refuseForeignOrigin(request: OriginOf, own: OwnOrigins): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin, 'sec-fetch-site': site } = request.headers
  // `same-origin` says only that the page and the request have one name, not that the name is ours.
  if (origin === undefined ? site === undefined || site === 'same-origin' : own.has(origin, request)) return
  throw new AppError('csrf_rejected', own.refusal(origin))
}

/** Whether a page of ours sent it. */
export function isOwnPage(request: Omit<OriginOf, 'method'>, own: OwnOrigins): boolean {
  const { origin } = request.headers
  return origin !== undefined && own.has(origin, request)
}

/** A WebSocket is not held back by the browser's same-origin rule: with a cookie, its origin must be ours. */
export function refuseForeignSocket(request: Omit<OriginOf, 'method'>, own: OwnOrigins): void {
  if (!isOwnPage(request, own)) throw new AppError('csrf_rejected', own.refusal(request.headers.origin))
}
