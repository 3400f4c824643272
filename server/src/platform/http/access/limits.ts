import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RateLimits } from '../../../lib/rate-limits.ts'
import { AppError } from '../../../lib/errors.ts'
import { networkOf } from '../../../lib/network-of.ts'

export type LimitName = keyof RateLimits

export interface Limits {
  /** Counts the request, and refuses it with 429 when it is one too many. */
  count(name: LimitName, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** How often one caller, or one network address without a caller, may ask. Each node counts for itself. */
export async function createLimits(app: FastifyInstance, perMinute: RateLimits): Promise<Limits> {
  await app.register(rateLimit, { global: false })
  const byAddress = (max: number) =>
    app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator: ({ ip }) => networkOf(ip) })
  const byCaller = (max: number) =>
    app.createRateLimit({
      max,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.caller?.id ?? networkOf(request.ip),
    })
  const limiters = {
    perCaller: byCaller(perMinute.perCaller),
    inbound: byCaller(perMinute.inbound),
    anonymous: byAddress(perMinute.anonymous),
    visitor: byAddress(perMinute.visitor),
    signIn: byAddress(perMinute.signIn),
  } satisfies Record<LimitName, unknown>

  return {
    async count(name, request, reply) {
      const limit = await limiters[name](request)
      if (limit.isAllowed || !limit.isExceeded) return
      reply.header('retry-after', limit.ttlInSeconds)
      throw new AppError(
        'too_many_requests',
        `More than ${limit.max} requests in a minute. Nothing was done; try again in ${limit.ttlInSeconds} seconds.`,
      )
    },
  }
}
