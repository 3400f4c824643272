import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../lib/errors.ts'

interface OriginOf {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** The host that the caller asked for. */
  readonly host: string
}

/**
 * Refuses a request that a page elsewhere made a signed-in browser send. Browsers say where a request comes from in
 * `Sec-Fetch-Site` and `Origin`, which pages cannot change; a request with neither was not made by a browser.
 * Reading is let through, because the answer stays hidden from the other page and reading changes nothing.
 */
export function refuseForeignOrigin(request: OriginOf, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === undefined ? site === undefined || site === 'same-origin' : isOwnOrigin(origin, request, publicUrl)) {
    return
  }
  // A development server in front changes the host, and the browser still vouches that nothing was crossed.
  if (site === 'same-origin') return
  throw csrfRejected()
}

/** A WebSocket is not held back by the browser's same-origin rule: with a cookie, its origin must be ours. */
export function refuseForeignSocket(request: Omit<OriginOf, 'method'>, publicUrl: string): void {
  const { origin } = request.headers
  if (origin === undefined || !isOwnOrigin(origin, request, publicUrl)) throw csrfRejected()
}

function isOwnOrigin(origin: string, { host }: Omit<OriginOf, 'method'>, publicUrl: string): boolean {
  if (origin === publicUrl) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

function csrfRejected(): AppError {
  return new AppError(
    'csrf_rejected',
    'The request was sent by a page of another site, so nothing was done. Open Throughline itself and try there.',
  )
}
