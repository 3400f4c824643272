import { AppError } from '../../lib/errors.ts'
import type { ErrorCode } from '@throughline/protocol/errors.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit, type AuditActor } from '../../audit/audit.ts'
import type { Db } from '../../db/db.ts'
import type { HttpServer } from '../../http/http.ts'
import { refuseForeignOrigin } from '../../http/origin.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Attempts } from './attempts.ts'
import { addressHeader, type Auth } from './auth.ts'

/**
 * What of the sign-in library is reachable, and nothing else of it: each with what the audit log calls it. Whatever
 * takes a password or a code counts against the limit for sign-ins.
 */
const paths: Record<string, { method: 'GET' | 'POST'; guarded?: boolean; audit?: string }> = {
  'get-session': { method: 'GET' },
  'sign-in/email': { method: 'POST', guarded: true, audit: 'staff.signed_in' },
  'sign-out': { method: 'POST', audit: 'staff.signed_out' },
  'list-sessions': { method: 'GET' },
  'revoke-session': { method: 'POST', audit: 'session.revoked' },
  'revoke-other-sessions': { method: 'POST', audit: 'session.revoked' },
  'change-password': { method: 'POST', guarded: true, audit: 'staff.password_changed' },
  'two-factor/enable': { method: 'POST', guarded: true },
  'two-factor/disable': { method: 'POST', guarded: true, audit: 'staff.two_factor_disabled' },
  'two-factor/get-totp-uri': { method: 'POST', guarded: true },
  'two-factor/verify-totp': { method: 'POST', guarded: true, audit: 'staff.second_factor_given' },
  'two-factor/verify-backup-code': { method: 'POST', guarded: true, audit: 'staff.backup_code_used' },
  'two-factor/generate-backup-codes': { method: 'POST', guarded: true, audit: 'staff.backup_codes_made' },
}

export interface SignInRoutesDeps {
  db: Db
  auth: Auth
  attempts: Attempts
  clock: Clock
}

export function signInRoutes(app: HttpServer, deps: SignInRoutesDeps): void {
  const { gate, publicUrl } = app.throughline
  for (const [path, { method, guarded, audit }] of Object.entries(paths)) {
    app.route({
      method,
      url: `/api/auth/${path}`,
      exposeHeadRoute: false,
      onRequest: [
        gate('public', guarded ? 'signIn' : 'perCaller'),
        // Also without a session: nobody is to be signed in by a page of another site.
        async (request) => refuseForeignOrigin(request, publicUrl),
      ],
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store')
        // Before it is ended: who signs out is to be named.
        const session = audit ? await deps.auth.api.getSession({ headers: cookieOf(request) }) : null
        const response = path === 'sign-in/email' ? await signIn(deps, request, reply) : await pass(deps.auth, request)
        const body = await response.text()
        if (!response.ok) throw problemOf(response.status, body)
        if (audit) await note(deps, audit, { address: request.ip, person: signedInPerson(body) ?? session?.user })
        reply.code(response.status)
        for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
        return reply.type('application/json; charset=utf-8').send(body || 'null')
      },
    })
  }
}

const SignInBody = z.object({ email: z.string(), password: z.string() })

/** Behind the brake, which counts every account alike, whether it exists or not. */
async function signIn(deps: SignInRoutesDeps, request: FastifyRequest, reply: FastifyReply): Promise<Response> {
  const input = SignInBody.safeParse(request.body)
  if (!input.success) throw new AppError('invalid_request', 'Send `email` and `password`.')
  const { email } = input.data
  const waitMs = deps.attempts.waitMs(email, request.ip)
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000)
    reply.header('retry-after', seconds)
    throw new AppError(
      'too_many_requests',
      `Too many wrong passwords. Try again in ${Math.ceil(seconds / 60)} minutes.`,
    )
  }
  const response = await pass(deps.auth, request)
  if (response.ok) {
    deps.attempts.succeeded(email, request.ip)
  } else if (response.status === 401) {
    deps.attempts.failed(email, request.ip)
    const actor = { kind: 'anonymous', id: null, name: '', address: request.ip } as const
    const subject = { kind: 'staff', id: null }
    const details = { email: email.slice(0, 320) }
    await recordAudit(deps.db, { actor, action: 'staff.sign_in_failed', subject, details }, deps.clock)
  }
  return response
}

async function pass(auth: Auth, request: FastifyRequest): Promise<Response> {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent', 'origin', 'content-type'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  headers.set(addressHeader, request.ip)
  const { method, url } = request.raw
  const hasBody = request.body !== undefined && request.body !== null
  if (hasBody) headers.set('content-type', 'application/json')
  return auth.handler(
    new Request(new URL(url!, auth.options.baseURL), {
      method: method!,
      headers,
      ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
    }),
  )
}

const LibraryError = z.object({ code: z.string().optional(), message: z.string().optional() })
const codeByStatus: Record<number, ErrorCode> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found' }

/** The library's errors as problem documents; its own code is kept in `reason`, for the desk's words. */
function problemOf(status: number, body: string): AppError {
  const parsed = LibraryError.safeParse(jsonOf(body))
  if (status >= 500)
    return new AppError('internal_error', 'The sign-in broke on our side. Try again.', { internal: { body } })
  const { code = 'UNKNOWN', message = 'The request was not understood' } = parsed.data ?? {}
  const isLocked = /TOO_MANY|LOCKED/.test(code)
  return new AppError(isLocked ? 'too_many_requests' : (codeByStatus[status] ?? 'invalid_request'), `${message}.`, {
    details: { reason: code },
  })
}

const SignedIn = z.object({ user: z.object({ id: z.uuid(), name: z.string() }) })

function signedInPerson(body: string): { id: string; name: string } | undefined {
  return SignedIn.safeParse(jsonOf(body)).data?.user
}

async function note(
  deps: SignInRoutesDeps,
  action: string,
  { address, person }: { address: string; person: { id: string; name: string } | undefined },
): Promise<void> {
  // A password that waits for its second factor is not a sign-in yet.
  if (!person) return
  const actor: AuditActor = { kind: 'staff', id: person.id, name: person.name, address }
  await recordAudit(deps.db, { actor, action, subject: { kind: 'staff', id: person.id } }, deps.clock)
}

const cookieOf = (request: FastifyRequest): Headers => new Headers({ cookie: request.headers.cookie ?? '' })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
