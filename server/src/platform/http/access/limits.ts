import { httpWords } from '@throughline/protocol/http/words.ts'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RateLimits } from '../../../lib/rate-limits.ts'
import { minuteMs, secondMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { networkOf } from '../../../lib/network-of.ts'
import type { SharedCounts } from './shared-counts.ts'

export type LimitName = keyof RateLimits

export interface Limits {
  /** Counts the request, and refuses it with 429 when it is one too many. */
  count(name: LimitName, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/**
 * How often one caller, or one network address without a caller, may ask. Each node counts for itself, and refuses also what
 * is too much with what others have counted.
 */
export async function createLimits(
  app: FastifyInstance,
  perMinute: RateLimits,
  shared: SharedCounts | null = null,
): Promise<Limits> {
  await app.register(rateLimit, { global: false })
  const limiter = (max: number, keyOf: KeyOf) => ({
    max,
    keyOf,
    countHere: app.createRateLimit({ max, timeWindow: '1 minute', keyGenerator: keyOf }),
  })
  const limiters = {
    perCaller: limiter(perMinute.perCaller, callerOf),
    inbound: limiter(perMinute.inbound, callerOf),
    anonymous: limiter(perMinute.anonymous, addressOf),
    visitor: limiter(perMinute.visitor, addressOf),
    signIn: limiter(perMinute.signIn, addressOf),
  } satisfies Record<LimitName, unknown>

  return {
    async count(name, request, reply) {
      const { max, keyOf, countHere } = limiters[name]
      const here = await countHere(request)
      if (!here.isAllowed && here.isExceeded) refuse(reply, max, here.ttlInSeconds)
      if (shared !== null && shared.count(name, keyOf(request), max) > max) refuse(reply, max, secondsLeftInMinute())
    },
  }
}

type KeyOf = (request: FastifyRequest) => string

const addressOf: KeyOf = ({ ip }) => networkOf(ip)
const callerOf: KeyOf = (request) => request.caller?.id ?? networkOf(request.ip)

function refuse(reply: FastifyReply, max: number, seconds: number): never {
  reply.header('retry-after', seconds)
  throw new AppError('too_many_requests', httpWords.too_many_requests({ max, seconds }))
}

const secondsLeftInMinute = (): number => Math.ceil((minuteMs - (Date.now() % minuteMs)) / secondMs)
