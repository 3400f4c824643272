import { httpWords } from '@throughline/protocol/http/words.ts'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../lib/errors.ts'
import { isSameSecret } from '../../lib/same-secret.ts'
import { isLoopback, isThisMachine } from '../../lib/network-address.ts'
import { everything, refuseUnlessCan } from './access/can.ts'
import type { Authenticate } from './caller.ts'

export interface MetricsAccess {
  /** METRICS_TOKEN. */
  token: string | null
  /** Others reach this installation, so what comes from this machine may be a proxy that speaks for anybody. */
  isPublic: boolean
  authenticate: Authenticate
}

/**
 * Numbers about the product are for the people who run it: for programs on this machine that say nothing of coming for
 * somebody else, for who has METRICS_TOKEN, and for an API token that may read the audit log.
 */
export async function refuseMetrics(request: FastifyRequest, access: MetricsAccess): Promise<void> {
  const { authorization } = request.headers
  if (authorization === undefined) {
    if (isFromThisMachine(request) && !access.isPublic) return
    throw new AppError('unauthenticated', httpWords.metrics_not_from_here())
  }
  if (access.token !== null && isSameSecret(authorization.replace(/^bearer +/i, ''), access.token)) return
  const caller = await access.authenticate({ headers: { authorization }, address: request.ip })
  if (!caller) throw new AppError('unauthenticated', httpWords.metrics_token_unknown())
  refuseUnlessCan(caller, 'audit.read', everything)
}

/**
 * A proxy on this machine connects from it, too. There are more names for "I ask for somebody else" than anybody lists
 * (`CF-Connecting-IP`, `X-Forwarded-Proto`, `Fly-Client-IP`), so the rule is the other way round: only a request with
 * nothing but what programs and browsers send of themselves, under a name of this machine, is local. Older nginx forward
 * with HTTP/1.0 and newer ones add no header at all, so this is asked only where no other machine is served. The name
 * also keeps out pages that were made to lead here.
 */
function isFromThisMachine({ socket, headers, hostname, raw }: FastifyRequest): boolean {
  const isPlain = raw.httpVersion === '1.1' && Object.keys(headers).every((name) => ownHeaders.test(name))
  return isPlain && isLoopback(socket.remoteAddress ?? '') && isThisMachine(hostname)
}

const ownHeaders =
  /^(?:host|connection|keep-alive|te|user-agent|accept|accept-(?:charset|encoding|language)|cache-control|pragma|if-[a-z-]+|cookie|dnt|priority|upgrade-insecure-requests|sec-[a-z-]+|traceparent|tracestate|x-prometheus-scrape-timeout-seconds)$/
