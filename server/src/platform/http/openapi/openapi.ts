import type { RouteContract } from '@throughline/protocol/route.ts'
import type { SocketContract } from '@throughline/protocol/sockets.ts'
import type { FastifyReply } from 'fastify'
import { apiPrefix } from '../handle.ts'
import { asyncApiDocument } from '../asyncapi/document.ts'
import type { HttpServer } from '../http-server.ts'
import { openApiDocument } from './document.ts'
import { docsPage } from './page.ts'

export { openApiDocument } from './document.ts'

export interface ApiDocs {
  routes: Readonly<Record<string, RouteContract>>
  sockets: Readonly<Record<string, SocketContract>>
  version: string
}

/** Serves the description of the API, for programs and for people. Each document is made once, when first asked for. */
export function serveApiDocs(app: HttpServer, { routes, sockets, version }: ApiDocs): void {
  const { gate, publicUrl } = app.throughline
  const about = { publicUrl, version }
  const openApi = once(() => JSON.stringify(openApiDocument(routes, about)))
  const asyncApi = once(() => JSON.stringify(asyncApiDocument(sockets, about)))
  const page = once(() => docsPage(openApiDocument(routes, about)))

  const open = { onRequest: gate('public') }
  app.get(`${apiPrefix}/openapi.json`, open, async (_request, reply) => sendDocument(reply, openApi()))
  app.get(`${apiPrefix}/asyncapi.json`, open, async (_request, reply) => sendDocument(reply, asyncApi()))
  app.get('/api/docs', open, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page()),
  )
}

/** Any documentation tool may read it: it is the same for everybody. */
function sendDocument(reply: FastifyReply, json: string): FastifyReply {
  return reply
    .type('application/json; charset=utf-8')
    .headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(json)
}

function once(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}
