import type { Permission } from '@throughline/protocol/permissions.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../lib/errors.ts'
import type { Authenticate, Caller } from '../caller.ts'
import { everything, refuseUnlessCan } from './can.ts'
import type { LimitName, Limits } from './limits.ts'
import { refuseForeignOrigin, type OwnOrigins } from '../origin.ts'

export type Access = RouteContract['access']

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/**
 * The one place where access is enforced: a hook that runs before the body is read, made from what the contract
 * says. In order: who is asking, whether a page elsewhere made their browser ask, how often, whether they may.
 */
export function createGate({
  authenticate,
  limits,
  ownOrigins,
}: {
  authenticate: Authenticate
  limits: Limits
  ownOrigins: OwnOrigins
}) {
  return function gate(access: Access, limit?: LimitName, alsoNeeds: readonly Permission[] = []) {
    if (access === 'public') {
      return async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
        limits.count(limit ?? 'anonymous', request, reply)
    }
    return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const found = authenticate({ headers: request.headers, address: request.ip })
      const caller = found instanceof Promise ? await found : found
      if (!caller) {
        await limits.count('anonymous', request, reply)
        reply.header('www-authenticate', 'Bearer')
        throw unauthenticated(request)
      }
      request.caller = caller
      // A browser adds its cookie to whatever any page makes it send; a token is never added unasked.
      if (caller.kind === 'staff') refuseForeignOrigin(request, ownOrigins)
      await limits.count(limit ?? 'perCaller', request, reply)
      for (const needed of [access, ...alsoNeeds]) refuseUnlessCan(caller, needed, everything)
    }
  }
}

export type Gate = ReturnType<typeof createGate>

function unauthenticated(request: FastifyRequest): AppError {
  return new AppError(
    'unauthenticated',
    request.headers.authorization === undefined
      ? 'This call needs a sign-in. Send the session cookie, or an API token as `Authorization: Bearer …`.'
      : 'The API token is not known, was revoked, or has expired. Make a new one in the settings.',
  )
}
