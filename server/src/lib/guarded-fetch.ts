import { systemWords } from '@throughline/protocol/system/words.ts'
import { AppError } from './errors.ts'
import type { AddressRules } from './safe-address.ts'
import { safeFetch } from './safe-fetch.ts'

/**
 * The guard in the shape of `fetch`, for libraries and adapters that bring their own requests. Text bodies only. Like
 * `fetch` it hands a redirect over as the answer when `redirect` is `manual`.
 */
export function createGuardedFetch(rules: AddressRules): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const { body } = init
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams)) {
      throw new TypeError('Only text can be sent through the guarded fetch.')
    }
    const form: Record<string, string> =
      body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    const response = await safeFetch(url, {
      ...rules,
      method: init.method ?? 'GET',
      headers: { ...form, ...Object.fromEntries(new Headers(init.headers)) },
      ...(body ? { body: String(body) } : {}),
      ...(init.redirect === 'manual' ? { maxRedirects: null } : {}),
    })
    const headers = Object.entries(response.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    )
    const { status } = response
    if (status < 200 || status > 599)
      throw new AppError('upstream_failed', systemWords.answered_with({ host: new URL(url).host, status }))
    return new Response(hasNoBody.has(status) ? null : new Uint8Array(response.body), { status, headers })
  }
}

/** `Response` refuses a body with these, even an empty one. */
const hasNoBody = new Set([204, 205, 304])
