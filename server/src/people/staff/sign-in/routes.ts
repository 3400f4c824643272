import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit, type AuditActor } from '../../audit/audit.ts'
import type { HttpServer } from '../../../platform/http/http.ts'
import { refuseForeignOrigin } from '../../../platform/http/origin.ts'
import { AppError } from '../../../lib/errors.ts'
import type { OpenIdSettings } from '../../../lib/openid-settings.ts'
import { readCookies, writeCookies } from './cookies.ts'
import { deviceCookie } from './devices/known-device.ts'
import { refuseGuessablePassword } from './passwords/guessable-password.ts'
import { guard, type Guarding } from './attempts/guard.ts'
import { askLibrary, maxBodyBytes, problemOf, signedInPerson, withoutToken } from './library.ts'
import { endTrust } from './devices/end-trust.ts'

interface Path {
  method: 'GET' | 'POST'
  /** What it takes: each counts against the limit for guesses. */
  takes?: 'password' | 'code'
  /** What the audit log calls it. */
  audit?: string
}

/** What of the sign-in library is reachable, and nothing else of it. */
const paths: Record<string, Path> = {
  'get-session': { method: 'GET' },
  'sign-in/email': { method: 'POST', takes: 'password', audit: 'staff.signed_in' },
  'sign-out': { method: 'POST', audit: 'staff.signed_out' },
  'list-sessions': { method: 'GET' },
  'revoke-session': { method: 'POST', audit: 'session.revoked' },
  'revoke-other-sessions': { method: 'POST', audit: 'session.revoked' },
  'change-password': { method: 'POST', takes: 'password', audit: 'staff.password_changed' },
  'two-factor/enable': { method: 'POST', takes: 'password' },
  'two-factor/disable': { method: 'POST', takes: 'password', audit: 'staff.two_factor_disabled' },
  'two-factor/get-totp-uri': { method: 'POST', takes: 'password' },
  'two-factor/verify-totp': { method: 'POST', takes: 'code', audit: 'staff.second_factor_given' },
  'two-factor/verify-backup-code': { method: 'POST', takes: 'code', audit: 'staff.backup_code_used' },
  'two-factor/generate-backup-codes': { method: 'POST', takes: 'password', audit: 'staff.backup_codes_made' },
}

export function signInRoutes(app: HttpServer, deps: Guarding & { openId: OpenIdSettings | null }): void {
  const { gate, ownOrigins } = app.throughline
  for (const [path, { method, takes, audit }] of Object.entries(paths)) {
    app.route({
      method,
      url: `/api/auth/${path}`,
      exposeHeadRoute: false,
      bodyLimit: maxBodyBytes,
      onRequest: [
        gate('public', takes ? 'signIn' : 'perCaller'),
        // Also without a session: a page of another site must not sign anybody in.
        async (request) => refuseForeignOrigin(request, ownOrigins),
        // Before the body is read: hundreds of guesses at once then cost others little.
        async (request) => {
          if (takes) deps.hashQueue.refuseIfFull(request.ip)
        },
      ],
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store')
        // Before the session ends, so that the audit log can name who signs out.
        const session = await sessionOf(deps, request, { isWanted: audit !== undefined || takes !== undefined })
        if (path === 'change-password') {
          request.body = endingOthers(request.body)
          if (session) await refuseGuessableChange(request.body, session.user)
        }
        if (path === 'sign-in/email') refuseOtherPasswords(deps.openId, request.body)
        const response = takes
          ? await guard(deps, { takes, path, request, session: session?.user ?? null })
          : await askLibrary(deps.auth, request)
        const { body } = response
        if (!response.ok) throw problemOf(response.status, body)
        const person = signedInPerson(body) ?? session?.user
        if (person) await afterwards(deps, { path, request, person })
        if (audit && person) await note(deps, audit, { address: request.ip, person })
        reply.code(response.status)
        for (const cookie of response.cookies) reply.header('set-cookie', cookie)
        await rememberDevice(deps, { path, body, request, reply })
        return reply.type('application/json; charset=utf-8').send(withoutToken(body) || 'null')
      },
    })
  }
}

async function sessionOf({ auth }: Guarding, request: FastifyRequest, { isWanted }: { isWanted: boolean }) {
  const cookies = readCookies(request.headers.cookie)
  if (!isWanted || cookies.size === 0) return null
  return auth.api.getSession({ headers: new Headers({ cookie: writeCookies(cookies) }) })
}

const Person = z.object({ email: z.string() })

/** Where passwords are switched off, one account keeps its own, for the day on which the provider is away. */
function refuseOtherPasswords(openId: OpenIdSettings | null, body: unknown): void {
  if (!openId || openId.breakGlassEmail === null) return
  if (Person.safeParse(body).data?.email.toLowerCase() === openId.breakGlassEmail) return
  throw new AppError('forbidden', signInWords.passwords_off({ provider: openId.name }))
}

/** A new password ends the sessions that the old one opened, unless asked not to. */
function endingOthers(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? { revokeOtherSessions: true, ...body } : body
}

const Change = z.object({ newPassword: z.string() })

async function refuseGuessableChange(body: unknown, { name, email }: { name: string; email: string }): Promise<void> {
  const change = Change.safeParse(body).data
  // The library reports anything else that is wrong with it.
  if (change) await refuseGuessablePassword(change.newPassword, [name, email])
}

const Ending = z.object({ revokeOtherSessions: z.boolean() })

async function afterwards(
  { db }: Guarding,
  { path, request, person }: { path: string; request: FastifyRequest; person: { id: string } },
): Promise<void> {
  if (path === 'two-factor/disable') await endTrust(db, person.id, { devices: true })
  if (path !== 'change-password') return
  await endTrust(db, person.id, { devices: Ending.parse(request.body).revokeOtherSessions })
}

const makesKnown = new Set([
  'sign-in/email',
  'two-factor/verify-totp',
  'two-factor/verify-backup-code',
  'change-password',
])

/**
 * Only a complete sign-in, with its second factor, makes the browser a known one. A new password makes all browsers
 * unknown except the one in which it was set.
 */
async function rememberDevice(
  deps: Guarding,
  { path, body, request, reply }: { path: string; body: string; request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const person = makesKnown.has(path) ? signedInPerson(body) : undefined
  if (!person) return
  const cookie = await deviceCookie(deps, person.email, readCookies(request.headers.cookie))
  if (cookie !== null) reply.header('set-cookie', cookie)
}

async function note(
  { db, clock }: Guarding,
  action: string,
  { address, person }: { address: string; person: { id: string; name: string } },
): Promise<void> {
  const actor: AuditActor = { kind: 'staff', id: person.id, name: person.name, address }
  await recordAudit(db, { actor, action, subject: { kind: 'staff', id: person.id } }, clock)
}
