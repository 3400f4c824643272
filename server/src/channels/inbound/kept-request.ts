import type { ChannelAdapter, ProviderRequest } from '../contract.ts'

/** What of a request by HTTP is kept beside its bytes, so that it can be read again. */
export type KeptRequest = Required<Pick<ProviderRequest, 'method' | 'url' | 'headers'>>

/** These sign in, whatever the provider. */
const signIns = ['authorization', 'proxy-authorization', 'cookie']

/** Null for what did not come by HTTP. Without what lets somebody in: staff who read what is kept are not to have it. */
export function keepable({ webhook }: ChannelAdapter, { method, url, headers }: ProviderRequest): KeptRequest | null {
  if (method === undefined) return null
  const secrets = new Set([...signIns, ...(webhook?.secrets ?? [])])
  const kept = new URL(url)
  for (const name of kept.searchParams.keys().toArray()) {
    if (secrets.has(name.toLowerCase())) kept.searchParams.delete(name)
  }
  const open = Object.entries(headers).filter(([name]) => !secrets.has(name.toLowerCase()))
  return { method, url: kept.href, headers: Object.fromEntries(open) }
}
