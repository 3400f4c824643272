import type { RouteContract } from '@throughline/protocol/route.ts'
import { newId } from '../../../src/lib/ids.ts'

export interface InvalidVariant {
  what: string
  /** Below `/api/v1`; `:channelId` is left for the caller to fill in, for a chat is looked up before its input is read. */
  path: string
  body?: string
}

/** What the contract itself says is not valid, found by trying. */
export function invalidVariants({
  params,
  query,
  body,
  path: pattern,
  method,
  upload,
}: RouteContract): InvalidVariant[] {
  const path = pattern.replaceAll(/:(?!channelId)\w+/g, () => newId())
  const noBody = method === 'GET' || method === 'DELETE' || upload ? {} : { body: '{}' }
  const variants: InvalidVariant[] = [
    { what: 'broken percent-encoding', path: `${path}?q=%E0%A4%A`, ...noBody },
    { what: 'a NUL in the address', path: `${path}?q=%00`, ...noBody },
  ]
  if (params && /:(?!channelId)/.test(pattern)) {
    for (const id of ['not-an-id!', '..%2F..%2Fetc', 'x'.repeat(400)]) {
      variants.push({
        what: `the id ${id.slice(0, 20)}`,
        path: pattern.replaceAll(/:(?!channelId)\w+/g, id),
        ...noBody,
      })
    }
  }
  if (query && !query.safeParse({ limit: '0' }).success) {
    variants.push({ what: 'a query out of range', path: `${path}?limit=0`, ...noBody })
  }
  if (body) {
    variants.push({ what: 'a field that it does not know', path, body: '{"noSuchField":true}' })
    variants.push({ what: 'a body that is not JSON', path, body: '{"broken' })
    variants.push({ what: 'a body that is no object', path, body: '[1, 2]' })
    variants.push({ what: 'a body of __proto__', path, body: '{"__proto__":{"admin":true}}' })
    variants.push({ what: 'a NUL character', path, body: '{"name":"a\\u0000b"}' })
  } else if (noBody.body !== undefined) {
    variants.push({ what: 'a body where none is taken', path, body: '{"noSuchField":true}' })
  }
  return variants
}
