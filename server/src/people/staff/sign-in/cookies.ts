/**
 * The cookies of a request, each name once. The sign-in library gets these instead of the header, so that it and our own
 * checks read the same value.
 */
export function readCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of header?.split(';') ?? []) {
    const [, name, value] = isPair.exec(pair) ?? []
    if (name !== undefined && value !== undefined && !cookies.has(name)) cookies.set(name, value)
  }
  return cookies
}

/**
 * What the names of our cookies begin with. Behind https browsers keep `__Host-` cookies to this very host: a page of
 * another subdomain can neither read nor set one.
 */
export function cookiePrefix(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-throughline' : 'throughline'
}

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

export function writeCookies(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

const isPair = /^\s*([\w.-]+)=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*)\s*$/
