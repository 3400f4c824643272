import { handleRaw, type HttpServer } from '../../platform/http/http.ts'
import type { InboundDeps } from '../inbound/deps.ts'
import { answerProvider } from './door.ts'

/** Providers name media, and do not send it along: the largest of their requests are some hundred KiB. */
const maxBytes = 4 * 1024 * 1024

/** Where providers hand in what customers write. Who calls is known by the provider's signature. */
export function doorRoutes(app: HttpServer, deps: InboundDeps & { publicUrl: string }): void {
  const { publicUrl } = deps
  handleRaw(app, { method: ['GET', 'POST'], path: '/in/:channelId', maxBytes }, async (call) => {
    const { params, body, request, reply } = call
    const { method, url, headers } = request.raw
    const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
    // What the provider was given, and signs: not what a proxy made of it.
    const called = { body, method: method!, url: publicUrl + url!, headers: Object.fromEntries(flat) }
    const answer = await answerProvider(deps, params['channelId']!, called)
    return reply.code(answer.status).type(answer.type).send(answer.body)
  })
}
