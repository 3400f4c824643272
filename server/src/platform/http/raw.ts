import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { HttpServer } from './http-server.ts'
import type { LimitName } from './access/limits.ts'

export interface RawCall {
  /** The path's parameters, as they came. */
  readonly params: Record<string, string>
  readonly query: Record<string, unknown>
  /** The body's bytes as they were sent: what a signature was made over. Empty when there was none. */
  readonly body: Buffer
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * Serves a path to a program that signs what it sends, such as a provider's webhook at `/in/:channelId`. Nothing
 * is parsed and nobody is signed in: the handler verifies the signature first, over exactly these bytes.
 */
export function handleRaw(
  app: HttpServer,
  route: { method: HTTPMethods | HTTPMethods[]; path: string; maxBytes?: number; limit?: LimitName },
  handler: (call: RawCall) => unknown,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
    scope.route<{ Params: Record<string, string>; Querystring: Record<string, unknown> }>({
      method: route.method,
      url: route.path,
      onRequest: app.throughline.gate('public', route.limit ?? 'inbound'),
      config: { isRaw: true },
      ...(route.maxBytes === undefined ? {} : { bodyLimit: route.maxBytes }),
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store')
        const answer = await handler({
          params: request.params,
          query: request.query,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          request,
          reply,
        })
        return answer ?? (reply.sent ? reply : reply.send())
      },
    })
  })
}
