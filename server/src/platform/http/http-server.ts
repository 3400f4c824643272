import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessLog } from './access-log.ts'
import type { Gate } from './access/access.ts'
import type { Limits } from './access/limits.ts'
import type { OpenSockets } from './open-sockets.ts'
import type { OwnOrigins } from './origin.ts'

/** What routes are declared on. */
export type HttpServer = FastifyInstance

export type Page = (request: FastifyRequest, reply: FastifyReply) => FastifyReply

declare module 'fastify' {
  interface FastifyInstance {
    /** What route declarations need of the server. */
    throughline: {
      readonly gate: Gate
      readonly limits: Limits
      readonly checkResponses: boolean
      readonly uploadIdleMs: number
      readonly publicUrl: string
      readonly ownOrigins: OwnOrigins
      readonly sockets: OpenSockets
      /** null unless it is asked for. */
      readonly accessLog: AccessLog | null
      /** Connections end with their next answer, so that the next request is made to another node. */
      isLeaving: boolean
      /** What a browser gets at an address that nothing else answers. */
      page?: Page
    }
  }
}
