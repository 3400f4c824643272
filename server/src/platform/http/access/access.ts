import { httpWords } from '@throughline/protocol/http/words.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { runAgainIfLost } from '../../db/run-again.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Authenticate, Caller } from '../caller.ts'
import type { Action } from './action.ts'
import { allCustomers, everything, refuseUnlessCan } from './can.ts'
import type { LimitName, Limits } from './limits.ts'
import { refuseForeignOrigin, type OwnOrigins } from '../origin.ts'

export type Access = RouteContract['access']

/** What a contract says of who may call it. */
export type Needs = Pick<RouteContract, 'alsoNeeds' | 'ofAllCustomers'>

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/**
 * The one place where access is enforced: a hook that runs before the body is read, made from what the contract
 * says. In order: who calls, whether a page of another site made their browser call, how often, whether they may.
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
  const recognise = async (request: FastifyRequest): Promise<Caller | null> =>
    runAgainIfLost(async () => authenticate({ headers: request.headers, address: request.ip }))

  function gate(access: Access, limit?: LimitName, needs: Needs = {}) {
    if (access === 'public') {
      return async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
        limits.count(limit ?? 'anonymous', request, reply)
    }
    return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const caller = await recognise(request)
      if (!caller) {
        await limits.count('anonymous', request, reply)
        reply.header('www-authenticate', 'Bearer')
        throw unauthenticated(request)
      }
      request.caller = caller
      // A browser adds its cookie to whatever any page makes it send; a token is never added unasked.
      if (caller.kind === 'staff') refuseForeignOrigin(request, ownOrigins)
      await limits.count(limit ?? 'perCaller', request, reply)
      refuseUnlessAllowed(caller, access, needs)
    }
  }

  /** Checked again once the body is here: it may have taken a minute, in which its sender lost the right. */
  gate.again = async (request: FastifyRequest, access: Action, needs: Needs = {}): Promise<void> => {
    const caller = await recognise(request)
    if (!caller) throw unauthenticated(request)
    request.caller = caller
    refuseUnlessAllowed(caller, access, needs)
  }
  return gate
}

function refuseUnlessAllowed(caller: Caller, access: Action, { alsoNeeds = [], ofAllCustomers }: Needs): void {
  const subject = ofAllCustomers ? allCustomers : everything
  for (const needed of [access, ...alsoNeeds]) refuseUnlessCan(caller, needed, subject)
}

export type Gate = ReturnType<typeof createGate>

function unauthenticated(request: FastifyRequest): AppError {
  return new AppError(
    'unauthenticated',
    request.headers.authorization === undefined ? httpWords.sign_in_needed() : httpWords.token_unknown(),
  )
}
