import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { webchatLivePath } from '@throughline/protocol/webchat/live.ts'
import { WebSocketServer, type WebSocket } from 'ws'
import type { FeedCursor } from '../../../platform/events/feed.ts'
import type { Hint, ThreadHint } from '../../../platform/events/hints.ts'
import type { HttpServer } from '../../../platform/http/http.ts'
import { isOwnPage } from '../../../platform/http/origin.ts'
import { handlePublicUpgrade, socketServerOptions } from '../../../platform/http/upgrade.ts'
import { AppError } from '../../../lib/errors.ts'
import { createNetworkCounts } from '../../../lib/network-counts.ts'
import { networkOf } from '../../../lib/network-of.ts'
import type { Moment, PortalDeps } from '../deps.ts'
import type { Floods } from '../floods/floods.ts'
import type { Chat } from '../visitors/chat.ts'
import { Connection } from './connection.ts'
import { readCountry } from './visitor-page.ts'
import { createEntrances, type Entrance } from './entrances.ts'

/** Everything that is open at this node. */
export interface Live {
  connectionCount: () => number
  hint: (hint: ThreadHint, of?: FeedCursor) => void
  sessionChanged(sessionId: string): void
  sessionsChanged(sessionIds: ReadonlySet<string>): void
  /** A channel is off, gone, or belongs on other sites now. Rejects when that cannot be read: call it again. */
  channelsChanged(): Promise<void>
  staffTypes(customerId: string, name: string): void
  stop(): void
}

/** What a visitor says travels by HTTP; here are signs and receipts only. */
const maxFrameBytes = 16 * 1024
const pingEveryMs = 30_000
/** A widget says who it is as soon as it is connected: one that has not by the second of two looks is closed. */
const greetingsEveryMs = 10_000

export function openLive(app: HttpServer, deps: PortalDeps & Moment & { floods: Floods }): Live {
  const sockets = new WebSocketServer(socketServerOptions(maxFrameBytes))
  const connections = new Set<Connection>()
  let newlyOpen = new Set<Connection>()
  const perNetwork = createNetworkCounts()
  /** By the records that they follow, so that a hint finds its few among thousands. */
  const byCustomer = new Map<string, Set<Connection>>()
  const followed = new Map<Connection, readonly string[]>()

  function unfollow(connection: Connection): void {
    for (const id of followed.get(connection) ?? []) {
      const following = byCustomer.get(id)
      following?.delete(connection)
      if (following?.size === 0) byCustomer.delete(id)
    }
    followed.delete(connection)
  }

  function moved(connection: Connection, memberIds: readonly string[]): void {
    unfollow(connection)
    if (!connections.has(connection)) return
    followed.set(connection, memberIds)
    for (const id of memberIds) byCustomer.set(id, (byCustomer.get(id) ?? new Set()).add(connection))
  }

  function sessionsChanged(sessionIds: ReadonlySet<string>): void {
    for (const connection of connections) connection.sessionsChanged(sessionIds)
  }

  const entrances = createEntrances(deps)

  /** One object for all connections. */
  const shared = { ...deps, moved }

  handlePublicUpgrade(
    app,
    {
      path: webchatLivePath,
      limit: 'visitor',
      async refuse(request) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the path has this one parameter
        const { channelId } = request.params as { channelId: string }
        await entrances.chatAt({
          channelId,
          origin: request.headers.origin,
          isOwn: isOwnPage(request, app.throughline.ownOrigins),
        })
        if (perNetwork.of(request.ip) < deps.visitorLimits.connectionsPerAddress) return
        deps.floods.refused('connection', channelId, networkOf(request.ip))
        throw tooManyConnections()
      },
    },
    ({ request, socket, head, params, isOwnPage: isOwn, address, isProxied }) => {
      const { origin } = request.headers
      const cameBy = { channelId: params['channelId']!, origin, isOwn }
      const header = isProxied && deps.countryHeader !== null ? request.headers[deps.countryHeader] : undefined
      const country = readCountry(header)
      sockets.handleUpgrade(request, socket, head, (ws) => open(ws, { cameBy, address, country }))
    },
  )

  /** Apart from the request: what is called when the socket closes would keep it until then. */
  function open(
    ws: WebSocket,
    { cameBy, address, country }: { cameBy: Entrance; address: string; country: string | null },
  ): void {
    const connection = new Connection(ws, shared, entrances.enter(cameBy), country)
    const leaveNetwork = perNetwork.enter(address)
    connections.add(connection)
    newlyOpen.add(connection)
    ws.on('close', () => {
      leaveNetwork()
      connection.leave()
      entrances.leave(connection.entrance)
      connections.delete(connection)
      unfollow(connection)
    })
  }

  function hint({ customerId }: ThreadHint, of?: FeedCursor): void {
    if (customerId === null) return
    for (const connection of byCustomer.get(customerId) ?? []) connection.hint(of)
  }
  function teamSaw(customerId: string): void {
    for (const connection of byCustomer.get(customerId) ?? []) connection.teamSaw()
  }
  const unsubscribe = deps.hints.subscribe((told: Hint) => {
    if (told.about === 'thread') hint(told)
    if (told.about === 'seen') teamSaw(told.customerId)
  })
  let presence = JSON.stringify(deps.atWork())
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.ping()
  }, pingEveryMs)
  // Not a timer for each connection: it would be most of what an idle one costs.
  let openForLonger = new Set<Connection>()
  const greetings = setInterval(() => {
    for (const connection of openForLonger) connection.closeUnlessGreeted()
    ;[openForLonger, newlyOpen] = [newlyOpen, new Set()]
  }, greetingsEveryMs)
  const watch = setInterval(() => {
    const now = JSON.stringify(deps.atWork())
    if (now === presence) return
    presence = now
    for (const connection of connections) connection.presenceChanged()
  }, 2000)

  return {
    connectionCount: () => connections.size,
    hint,
    sessionChanged: (sessionId) => sessionsChanged(new Set([sessionId])),
    sessionsChanged,
    async channelsChanged() {
      const asked = new Map<Entrance, Promise<Chat>>()
      const closed: Promise<void>[] = []
      for (const connection of connections) {
        const { entrance } = connection
        const chat = asked.get(entrance) ?? entrances.chatAt(entrance)
        asked.set(entrance, chat)
        closed.push(connection.chatChanged(chat))
      }
      await Promise.all(closed)
    },
    staffTypes(customerId, name) {
      for (const connection of byCustomer.get(customerId) ?? []) connection.staffTypes(name)
    },
    stop() {
      unsubscribe()
      clearInterval(heartbeat)
      clearInterval(watch)
      clearInterval(greetings)
      for (const connection of connections) connection.restart()
      sockets.close()
    },
  }
}

function tooManyConnections(): AppError {
  return new AppError('too_many_requests', webchatWords.too_many_connections(), {
    retryAfterSeconds: 60,
  })
}
