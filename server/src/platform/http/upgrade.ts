import { httpWords } from '@throughline/protocol/http/words.ts'
import { ServerResponse, type IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Caller } from './caller.ts'
import { AppError } from '../../lib/errors.ts'
import type { Access } from './access/access.ts'
import type { LimitName } from './access/limits.ts'
import { apiPrefix } from './handle.ts'
import type { HttpServer } from './http-server.ts'
import type { SocketHolder } from './open-sockets.ts'
import { isOwnPage, refuseForeignSocket } from './origin.ts'

export interface Upgrade {
  readonly caller: Caller
  /** For the WebSocket library's own `handleUpgrade(request, socket, head, …)`. */
  readonly request: IncomingMessage
  readonly socket: Socket
  readonly head: Buffer
}

export type { SocketHolder } from './open-sockets.ts'

/** A client that does not answer when its connection is closed is cut off. */
const closedWithinMs = 2000

/** For the WebSocket server behind a path that upgrades. */
export function socketServerOptions(maxFrameBytes: number) {
  return {
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    closeTimeout: closedWithinMs,
  }
}

interface Waiting {
  socket: Socket
  head: Buffer
}

/**
 * Serves a path that upgrades to a WebSocket. The request takes the ordinary way through the router first, so that
 * access, limits and error answers are those of every other route; only then is the socket handed over. It is closed
 * when its caller loses the right to it; what the handler returns is informed of other changes of their rights.
 */
export function handleUpgrade(
  app: HttpServer,
  route: { path: string; access: Exclude<Access, 'public'> },
  handler: (upgrade: Upgrade) => SocketHolder | undefined,
): void {
  const { gate, ownOrigins, sockets, accessLog } = app.throughline
  const waiting = waitingSockets(app)
  app.get(apiPrefix + route.path, { onRequest: gate(route.access), exposeHeadRoute: false }, (request, reply) => {
    const upgrade = waiting.get(request.raw)
    const caller = request.caller!
    if (!upgrade) throw new AppError('invalid_request', httpWords.websocket_only())
    if (caller.kind === 'staff') refuseForeignSocket(request, ownOrigins)
    reply.hijack()
    accessLog?.(request, { status: 101, ms: reply.elapsedTime })
    reply.raw.detachSocket(upgrade.socket)
    const { socket } = upgrade
    const sinceMs = performance.now() - reply.elapsedTime
    const holder = handler({ caller, request: request.raw, ...upgrade })
    sockets.add({ socket, access: route.access, holder }, { caller, sinceMs })
  })
}

/**
 * The same without a sign-in: who it is, and whether their page may, is for the handler to find out from what is
 * said on the socket. `refuse` may still throw while an ordinary answer can be given.
 */
export function handlePublicUpgrade(
  app: HttpServer,
  route: { path: string; limit: LimitName; refuse(request: FastifyRequest): Promise<void> },
  handler: (
    upgrade: Omit<Upgrade, 'caller'> & {
      readonly params: Record<string, string>
      readonly isOwnPage: boolean
      readonly address: string
      /** It came by a proxy whose headers are believed. */
      readonly isProxied: boolean
    },
  ) => void,
): void {
  const waiting = waitingSockets(app)
  app.get<{ Params: Record<string, string> }>(
    apiPrefix + route.path,
    { onRequest: app.throughline.gate('public', route.limit), exposeHeadRoute: false },
    async (request, reply) => {
      const upgrade = waiting.get(request.raw)
      await route.refuse(request)
      if (!upgrade) throw new AppError('invalid_request', httpWords.websocket_only())
      reply.hijack()
      app.throughline.accessLog?.(request, { status: 101, ms: reply.elapsedTime })
      reply.raw.detachSocket(upgrade.socket)
      const { params, ip: address } = request
      const isOwn = isOwnPage(request, app.throughline.ownOrigins)
      // Who is not believed is the only one in the chain.
      const isProxied = (request.ips?.length ?? 0) > 1
      handler({ request: request.raw, params, isOwnPage: isOwn, address, isProxied, ...upgrade })
    },
  )
}

/** The sockets of upgrade requests that are on their way through the router; one listener for all paths. */
function waitingSockets(app: HttpServer): WeakMap<IncomingMessage, Waiting> {
  const known = waitingByApp.get(app)
  if (known) return known
  const waiting = new WeakMap<IncomingMessage, Waiting>()
  waitingByApp.set(app, waiting)
  app.server.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
    // Always one, for we listen on a network; the types allow for other streams.
    if (!(socket instanceof Socket)) {
      socket.destroy()
      return
    }
    waiting.set(request, { socket, head })
    const response = new ServerResponse(request)
    // A refusal is the last thing on this connection: nobody reads it as HTTP any more.
    response.shouldKeepAlive = false
    response.assignSocket(socket)
    response.on('finish', () => socket.end())
    socket.on('error', () => socket.destroy())
    app.routing(request, response)
  })
  return waiting
}

const waitingByApp = new WeakMap<HttpServer, WeakMap<IncomingMessage, Waiting>>()
