/** Origin and path of a site: what else stands in an address, such as a token, is nobody's business here. */
export function pageAddress(address: string): string | null {
  const url = URL.parse(address)
  return url && /^https?:$/.test(url.protocol) ? url.origin + url.pathname.slice(0, 500) : null
}
