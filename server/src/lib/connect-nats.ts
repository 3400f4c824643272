import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node'

/**
 * Connects to the server that `NATS_URL` names. The library takes neither the user of an address nor its `tls://` from it,
 * and has another call for WebSockets.
 */
export async function connectNats(url: string, options: ConnectionOptions): Promise<NatsConnection> {
  // Loaded only where NATS is set.
  const { connect, wsconnect } = await import('@nats-io/transport-node')
  const { protocol, host, pathname, username, password } = new URL(url)
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  const how: ConnectionOptions = {
    ...options,
    // As for all programs of NATS: a user without a password is a token.
    ...(user && (pass ? { user, pass } : { token: user })),
    // Without this a server that offers no encryption would be talked to in the open.
    ...(protocol === 'tls:' ? { tls: {} } : {}),
  }
  const isWebSocket = protocol === 'ws:' || protocol === 'wss:'
  return isWebSocket
    ? wsconnect({ ...how, servers: `${protocol}//${host}${pathname}` })
    : connect({ ...how, servers: host })
}
