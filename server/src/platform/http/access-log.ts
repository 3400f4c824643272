import type { FastifyRequest } from 'fastify'
import type { Logger } from '../../lib/logger.ts'

/** Writes the line of one answered request. */
export type AccessLog = (request: FastifyRequest, answer: { status: number; ms: number }) => void

/**
 * One line for each request, for operators who ask for it. Nothing in it is about a person: the route as it was declared
 * instead of the address, no query, no network address, and of the caller the kind alone.
 */
export function createAccessLog(logger: Logger): AccessLog {
  return (request, { status, ms }) => {
    const { method, id: requestId, caller } = request
    const fields = { method, route: routeOf(request), status, ms: Math.round(ms * 10) / 10, requestId }
    logger.info({ ...fields, caller: caller?.kind ?? 'none' }, 'request')
  }
}

/** As it was declared, as in `/api/v1/customers/:id`; `none` when nothing answers there. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
}
