import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpServer } from '../../platform/http/http.ts'
import { isOwnPage } from '../../platform/http/origin.ts'
import { isId } from '../../lib/ids.ts'
import type { PortalDeps } from './deps.ts'
import { chatOf } from './visitors/chat.ts'
import { refuseOrigin } from './visitors/origins.ts'

/**
 * Lets pages of the channel's own sites call, and no others, before anything else is looked at. Nothing here rests on
 * cookies, so none are allowed along: who the visitor is, stands in a header that only their own page can send.
 */
export function allowSites(scope: HttpServer, { store }: Pick<PortalDeps, 'store'>): void {
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { channelId } = paramsOf(request)
    // What is no id is refused by the contract, in its own words.
    if (channelId === undefined || !isId(channelId)) return
    const { settings } = await chatOf(store, channelId)
    const { origin } = request.headers
    refuseOrigin(origin, { allowed: settings.allowedOrigins, isOwn: isOwnPage(request, scope.throughline.ownOrigins) })
    reply.header('vary', 'origin')
    if (origin === undefined) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', 'retry-after, x-request-id')
  }

  scope.addHook('onRequest', admit)
  scope.options('/api/v1/webchat/:channelId/*', preflight)
  scope.options('/api/v1/webchat/:channelId', preflight)

  function preflight(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '600')
      .send()
  }
}

function paramsOf(request: FastifyRequest): { channelId?: string } {
  return request.params ?? {}
}
