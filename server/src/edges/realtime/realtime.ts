import { sockets as contracts } from '@throughline/protocol/sockets.ts'
import { WebSocketServer, type WebSocket } from 'ws'
import type { FeedCursor } from '../../platform/events/feed.ts'
import type { Hint, Hints, ThreadHint } from '../../platform/events/hints.ts'
import { handleUpgrade, socketServerOptions } from '../../platform/http/upgrade.ts'
import type { Caller, HttpServer } from '../../platform/http/http.ts'
import { newId } from '../../lib/ids.ts'
import { seenEveryMs } from '../../people/staff/staff.ts'
import { measureBy, type Measure } from '../../lib/measure.ts'
import { Connection } from './connection.ts'
import { followFeed } from './follow-feed.ts'
import { createInboxStream } from './inbox-stream.ts'
import { createNotificationStream } from './notification-stream.ts'
import { createPresence, type Presence } from './presence.ts'
import type { RealtimeDeps } from './deps.ts'
import type { Seat } from './seats.ts'
import { createVisitorPages, type VisitorPages } from './visitor-pages.ts'
import { shareSeats, type SeatSharing, type SeatSharingDeps } from './share-seats.ts'

export { followFeed } from './follow-feed.ts'
export type { Where } from './visitor-pages.ts'

/**
 * What happens, seen while it happens: one WebSocket per browser tab, streams of (topic, cursor).
 *
 * Owns `seats`, which is about this moment, and keeps no truth: a hint says that something changed, the database says
 * what, and the cursor says from where. Whatever a cut connection missed is read again from its cursor, so nothing is lost, and applying a
 * message twice changes nothing, so nothing is doubled. See `protocol/src/realtime/realtime.ts`.
 */
export interface Realtime extends Pick<Presence, 'customerTypes' | 'isLookedAt' | 'watch'> {
  /** For the portal, which hears from chats on which page they are. */
  visitorPages: Pick<VisitorPages, 'at' | 'leave' | 'forget'>
  connectionCount(): number
  subscriptions(): Measure
  /** The people who have the desk open, on whichever node, each once. */
  atWork(): { id: string; name: string }[]
  stop(): Promise<void>
}

/** More than a long message: none of our clients sends so much. */
const maxFrameBytes = 4 * 1024 * 1024
const pingEveryMs = 30_000

export function startRealtime(
  app: HttpServer,
  deps: RealtimeDeps & { hints: Hints; nodes: SeatSharingDeps['nodes'] },
): Realtime {
  const sockets = new WebSocketServer(socketServerOptions(maxFrameBytes))
  const connections = new Set<Connection>()
  const presence = createPresence({
    clock: deps.clock,
    changed: () => sharing.changed(),
    publish: (hint) => deps.hints.publish(hint),
  })
  const visitorPages = createVisitorPages({
    clock: deps.clock,
    publish: (hint) => deps.hints.publish(hint),
    tell: presence.tellLookers,
  })
  presence.watch({ looks: (customerId) => visitorPages.asked(customerId), types: () => {} })
  const sharing: SeatSharing = shareSeats(deps, seatsHere, presence.learn)
  const inbox = createInboxStream(deps)
  const notifications = createNotificationStream(deps)
  const accessIsCurrent = () => app.throughline.sockets.areCurrent()
  const connectionDeps = { ...deps, presence, inbox, notifications, accessIsCurrent }

  // Everybody who is signed in: what they may follow and write is asked for each message.
  handleUpgrade(app, contracts.realtime, ({ caller, request, socket, head }) => {
    let opened: Connection | undefined
    sockets.handleUpgrade(request, socket, head, (ws) => (opened = open(ws, caller)))
    return opened
  })

  function noteSeen(open: Iterable<Connection>): void {
    const staffIds = [...open].flatMap(({ person }) => person?.id ?? [])
    // It decides only whether a notification goes by mail a little sooner.
    if (staffIds.length > 0) deps.noteSeen(staffIds).catch(() => {})
  }

  /** Apart from the request: what is called when the socket closes would keep it until then. */
  function open(ws: WebSocket, caller: Caller): Connection {
    const connection = new Connection(ws, connectionDeps, caller)
    connections.add(connection)
    sharing.changed()
    noteSeen([connection])
    ws.on('close', () => {
      connections.delete(connection)
      connection.leave()
      sharing.changed()
    })
    return connection
  }

  const ids = new WeakMap<Connection, string>()
  function seatsHere(): Seat[] {
    return [...connections].flatMap((connection) => {
      const { person } = connection
      const looking = presence.seatOf(connection)
      if (!person && !looking) return []
      const id = ids.get(connection) ?? newId()
      ids.set(connection, id)
      const idle = { staffId: person?.id ?? '', name: person?.name ?? '', customerId: null, typingMs: 0 }
      return [{ ...(looking ?? { ...idle, isPrivate: false }), id, isPerson: person !== null }]
    })
  }

  function threadChanged(hint: ThreadHint, of?: FeedCursor): void {
    inbox.hint(hint, of)
    if (hint.customerId === null) return
    for (const connection of connections) connection.hint(hint.customerId, of)
  }
  function onHint(hint: Hint): void {
    if (hint.about === 'thread') threadChanged(hint)
    if (hint.about === 'typing') presence.hearTyping(hint.customerId)
    if (hint.about === 'visitor_page' || hint.about === 'visitor_page_asked') visitorPages.hear(hint)
    if (hint.about === 'reads') inbox.readBy(hint.staffId)
    if (hint.about !== 'notifications') return
    if (hint.staffId === null) notifications.wake()
    else notifications.readBy(hint.staffId)
  }
  const unsubscribe = deps.hints.subscribe(onHint)
  // Hints may be lost: the feed tells as well, a little later.
  const feed = followFeed(deps, threadChanged)
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.ping()
  }, pingEveryMs)

  const noting = setInterval(() => noteSeen(connections), seenEveryMs)

  return {
    visitorPages,
    customerTypes: presence.customerTypes,
    isLookedAt: presence.isLookedAt,
    watch: presence.watch,
    connectionCount: () => connections.size,
    subscriptions() {
      let threads = 0
      for (const { threadCount } of connections) threads += threadCount
      return measureBy('stream', {
        name: 'throughline_realtime_subscriptions',
        help: 'Streams that open connections of this node follow.',
        values: { inbox: inbox.watcherCount(), notifications: notifications.watcherCount(), thread: threads },
      })
    },
    atWork() {
      const people = new Map(presence.atWorkElsewhere().map((person) => [person.id, person]))
      for (const { person } of connections) if (person) people.set(person.id, { id: person.id, name: person.name })
      return [...people.values()]
    },
    async stop() {
      unsubscribe()
      clearInterval(heartbeat)
      clearInterval(noting)
      presence.stop()
      visitorPages.stop()
      for (const connection of connections) connection.restart()
      sockets.close()
      await Promise.all([feed.stop(), inbox.stop(), notifications.stop(), sharing.stop()])
    },
  }
}
