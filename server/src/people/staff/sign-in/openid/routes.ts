import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit } from '../../../audit/audit.ts'
import type { Db } from '../../../../platform/db/db.ts'
import type { HttpServer } from '../../../../platform/http/http.ts'
import { refuseForeignOrigin } from '../../../../platform/http/origin.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { Logger } from '../../../../lib/logger.ts'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'
import type { SecretBox } from '../../../../lib/secrets.ts'
import type { Auth } from '../auth.ts'
import { cookiePrefix, isSecure, readCookies } from '../cookies.ts'
import { maxBodyBytes, openSessionFor, problemOf, signedInPerson } from '../library.ts'
import { enter } from './enter.ts'
import { createProvider, OpenIdFailure, patienceSeconds, type Failure, type Provider } from './provider.ts'
import { whyOf } from './why.ts'

interface OpenIdDeps {
  db: Db
  auth: Auth
  clock: Clock
  secrets: SecretBox
  publicUrl: string
  logger: Logger
  openId: OpenIdSettings | null
  guardedFetch: typeof globalThis.fetch
  /** After a change of access on this node. */
  forget(): Promise<void>
}

const callbackPath = '/api/auth/openid/callback'

/** Where the provider sends the browser: it has to know this address. */
export const openIdCallback = (publicUrl: string): string => `${publicUrl}${callbackPath}`

const Begin = z.strictObject({ next: z.string().max(2000).default('/') })

/**
 * The company's own sign-in. It begins with a call of our own page only, so that no other page signs anybody in, and
 * ends with the provider sending the browser back to `callback`, which answers with a page of the desk in any case.
 */
export function openIdRoutes(app: HttpServer, deps: OpenIdDeps): void {
  const { gate, ownOrigins } = app.throughline
  const { openId, publicUrl, logger } = deps
  app.route({
    method: 'GET',
    url: '/api/auth/ways',
    exposeHeadRoute: false,
    onRequest: gate('public', 'perCaller'),
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { passwordsFor: openId?.breakGlassEmail ? 'one' : 'all', openId: openId && { name: openId.name } }
    },
  })
  if (!openId) return

  const provider = createProvider({ ...deps, settings: openId, redirectUri: openIdCallback(publicUrl) })
  const cookieName = `${cookiePrefix(publicUrl)}.openid`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`

  app.route({
    method: 'POST',
    url: '/api/auth/openid/begin',
    bodyLimit: maxBodyBytes,
    onRequest: [gate('public', 'signIn'), async (request) => refuseForeignOrigin(request, ownOrigins)],
    handler: async (request, reply) => {
      const input = Begin.safeParse(request.body ?? {})
      if (!input.success) throw new AppError('invalid_request', signInWords.next_is_a_path())
      const { url, begun } = await provider.begin(ownPath(input.data.next, publicUrl)).catch((error: unknown) => {
        if (!(error instanceof OpenIdFailure)) throw error
        warn(logger, error)
        throw new AppError('upstream_failed', signInWords.provider_away({ provider: openId.name }))
      })
      reply.header('cache-control', 'no-store')
      reply.header('set-cookie', `${cookieName}=${begun}; Max-Age=${patienceSeconds}; ${attributes}`)
      return { url }
    },
  })

  app.route({
    method: 'GET',
    url: callbackPath,
    exposeHeadRoute: false,
    onRequest: gate('public', 'signIn'),
    // Whole offices share an address: who is one too many of it sees a page, as everybody whom the provider sends here.
    errorHandler: (error, _request, reply) => {
      if (!(error instanceof AppError) || error.code !== 'too_many_requests') throw error
      void reply.redirect(signInPage(publicUrl, { openid: 'busy' satisfies Failure }), 303)
    },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // Whatever comes of it: this beginning is used up.
      reply.header('set-cookie', `${cookieName}=; Max-Age=0; ${attributes}`)
      const begun = readCookies(request.headers.cookie).get(cookieName)
      try {
        if (begun === undefined) throw new OpenIdFailure('expired')
        const { cookies, location } = await signIn({ ...deps, settings: openId, provider }, request, begun)
        for (const cookie of cookies) reply.header('set-cookie', cookie)
        return await reply.redirect(location, 303)
      } catch (error) {
        if (!(error instanceof OpenIdFailure)) throw error
        warn(logger, error)
        return reply.redirect(signInPage(publicUrl, { openid: error.failure }), 303)
      }
    },
  })
}

async function signIn(
  deps: OpenIdDeps & { settings: OpenIdSettings; provider: Provider },
  request: FastifyRequest,
  begun: string,
): Promise<{ cookies: string[]; location: string }> {
  const { publicUrl, provider } = deps
  const { claims, next } = await provider.finish(new URL(request.raw.url!, publicUrl), begun)
  const { person, isChanged } = await enter(deps, { claims, address: request.ip })
  if (isChanged) await deps.forget()
  if (!person) throw new OpenIdFailure('no-access')
  const { ok, status, body, cookies } = await openSessionFor(deps.auth, request, person.id)
  if (status >= 500) throw problemOf(status, body)
  // Their access was switched off meanwhile.
  if (!ok) throw new OpenIdFailure('no-access')
  // Their own second factor is still to be given.
  if (!signedInPerson(body)) return { cookies, location: signInPage(publicUrl, { openid: 'code', next }) }
  const actor = { kind: 'staff', ...person, address: request.ip } as const
  const subject = { kind: 'staff', id: person.id }
  const details = { by: deps.settings.name }
  await recordAudit(deps.db, { actor, action: 'staff.signed_in', subject, details }, deps.clock)
  return { cookies, location: `${publicUrl}${next}` }
}

const signInPage = (publicUrl: string, search: Record<string, string>): string =>
  `${publicUrl}/sign-in?${new URLSearchParams(search).toString()}`

/** What is kept of a path: browsers drop cookies of more than 4096 bytes, and it is sealed in one. */
const longestPath = 2000

/** Only a path of our own: a link must not be able to send anybody elsewhere. */
function ownPath(next: string, publicUrl: string): string {
  if (!next.startsWith('/') || !URL.canParse(next, publicUrl)) return '/'
  const { origin, pathname, search, hash } = new URL(next, publicUrl)
  const path = `${pathname}${search}${hash}`
  const isOurs = origin === new URL(publicUrl).origin && !pathname.startsWith('//')
  return isOurs && JSON.stringify(path).length <= longestPath ? path : '/'
}

/** What a person did, or did too late, is nothing to warn of. */
function warn(logger: Logger, error: OpenIdFailure): void {
  const isOrdinary = error.failure === 'cancelled' || error.failure === 'expired' || error.failure === 'no-access'
  const why = whyOf(error.cause)
  logger[isOrdinary ? 'debug' : 'warn']({ failure: error.failure, why }, 'a sign-in by OpenID Connect failed')
}
