/** A server that a mail program would use, always with encryption. */
export interface FoundServer {
  host: string
  port: number
  security: 'tls' | 'starttls'
}

export interface FoundServers {
  imap: FoundServer | null
  smtp: FoundServer | null
  /** Where the name to sign in with is said: the whole address, unless the provider says otherwise. */
  user: string | null
}

/** A name of the internet's: no address, no port, nothing local. */
export function isServerName(name: string): boolean {
  return name.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+$/i.test(name) && !/\.\d+$/.test(name)
}
