import { httpWords } from '@throughline/protocol/http/words.ts'
import type { ConnectionError } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import { AppError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { appErrorOf, problemMediaType, problemOf } from './problems.ts'

/** Answers every error, wherever it came from, with a problem document; logs what nobody expected. */
export function createErrorAnswers({ publicUrl, logger }: { publicUrl: string; logger: Logger }) {
  async function answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const error = appErrorOf(thrown)
    const log = { requestId: request.id, method: request.method, url: pathOf(request), code: error.code }
    if (error.status >= 500) {
      logger.error({ ...log, err: error.cause ?? error, ...error.internal }, 'a request failed')
    } else if (error.internal || isAboutAccess(error)) {
      const caller = request.caller && { kind: request.caller.kind, id: request.caller.id }
      logger.info({ ...log, caller, address: request.ip, ...error.internal }, 'a request was refused')
    }
    const retryAfterSeconds = error.retryAfterSeconds ?? (error.code === 'unavailable' ? 5 : undefined)
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
    return reply
      .code(error.status)
      .type(problemMediaType)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemOf(error, { publicUrl, instance: request.id })))
  }
  return { answer }
}

/** Someone who is known, or their browser, asked for what they may not have: worth a line when looking into an attack. */
function isAboutAccess({ code }: AppError): boolean {
  return code === 'forbidden' || code === 'csrf_rejected' || code === 'origin_not_allowed'
}

/** A path that exists for other methods is 405 with `Allow`; else 404. */
export function refuseUnknownPath(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): never {
  const path = pathOf(request)
  const allowed = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
    (method) => app.findRoute({ method, url: path }) !== null,
  )
  if (allowed.length === 0) throw new AppError('not_found', httpWords.nothing_here())
  reply.header('allow', allowed.join(', '))
  throw new AppError('method_not_allowed', httpWords.other_methods({ path, methods: allowed }))
}

/** What is not even HTTP: answered by hand, for there is no request to answer. */
export function refuseBrokenHttp(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const [status, code, detail] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', 'request_timeout', 'The request did not arrive in time.']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ['431 Request Header Fields Too Large', 'invalid_request', 'The headers are too large.']
        : ['400 Bad Request', 'invalid_request', 'This is not valid HTTP.']
  const body = JSON.stringify({
    type: `/api/docs#problem-${code}`,
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    code,
    detail,
  })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: ${problemMediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

export function pathOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '/'
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}
