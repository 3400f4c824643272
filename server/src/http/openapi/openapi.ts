import type { RouteContract } from '@throughline/protocol/route.ts'
import { apiPrefix } from '../handle.ts'
import type { HttpServer } from '../http.ts'
import { openApiDocument } from './document.ts'
import { docsPage } from './page.ts'

export { openApiDocument } from './document.ts'

/** Serves the description of the API, for programs and for people. Both are made once, when first asked for. */
export function serveApiDocs(
  app: HttpServer,
  { routes, version }: { routes: Readonly<Record<string, RouteContract>>; version: string },
): void {
  const { gate, publicUrl } = app.throughline
  let json: string | undefined
  let page: string | undefined
  const document = () => openApiDocument(routes, { publicUrl, version })

  app.get(`${apiPrefix}/openapi.json`, { onRequest: gate('public') }, async (_request, reply) => {
    json ??= JSON.stringify(document())
    // Any documentation tool may read it: it is the same for everybody.
    return reply
      .type('application/json; charset=utf-8')
      .headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(json)
  })

  app.get('/api/docs', { onRequest: gate('public') }, async (_request, reply) => {
    page ??= docsPage(document())
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
