import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAudit } from '../../../audit/audit.ts'
import type { Db } from '../../../../platform/db/db.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { SecretBox } from '../../../../lib/secrets.ts'
import type { Attempt } from './attempt-policy.ts'
import type { Attempts, Outcome, Settled } from './attempts.ts'
import type { Auth } from '../auth.ts'
import { cookiePrefix, readCookies } from '../cookies.ts'
import { knownDevice } from '../devices/known-device.ts'
import { askLibrary, reasonOf, type LibraryAnswer } from '../library.ts'
import { noteAttack } from './note-attack.ts'
import type { HashQueue } from '../passwords/hash-queue.ts'
import { claimCode, releaseCode } from './used-codes.ts'

export interface Guarding {
  db: Db
  auth: Auth
  attempts: Attempts
  hashQueue: HashQueue
  clock: Clock
  secrets: SecretBox
  publicUrl: string
}

interface Account {
  /** null: not signed in; only the account that was typed is known. */
  id: string | null
  email: string
}

export interface Guarded {
  takes: Attempt['kind']
  path: string
  request: FastifyRequest
  session: { id: string; email: string } | null
}

/**
 * Everything that takes a password or a code passes here: it waits in the queue, is counted before it is checked, and is
 * treated the same for accounts that do not exist.
 */
export async function guard(deps: Guarding, { takes, path, request, session }: Guarded): Promise<LibraryAnswer> {
  const account = await accountOf(deps, { path, request, session })
  // Without an account nothing can be counted, so the library is not asked at all.
  if (!account) {
    return takes === 'code'
      ? refusal('INVALID_TWO_FACTOR_COOKIE', 'Invalid two factor cookie')
      : refusal('UNAUTHORIZED', 'Unauthorized')
  }

  return deps.hashQueue.run(request.ip, async () => {
    const device = await knownDevice(deps, account.email, readCookies(request.headers.cookie))
    const attempt: Attempt = { kind: takes, account: account.email, address: request.ip, device }
    const reserved = await deps.attempts.reserve(attempt)
    if ('waitMs' in reserved) throw tooManyWrong(takes, reserved.waitMs)
    const answer = await (
      path === 'two-factor/verify-totp' ? oncePerCode(deps, account, request) : askLibrary(deps.auth, request)
    ).catch(async (error: unknown) => {
      // Nothing was compared. When the database is away the count cannot be lowered either, and ends with its window.
      await deps.attempts.settle(reserved, 'unchecked').catch(() => undefined)
      throw error
    })
    const outcome = outcomeOf(answer)
    const settled = await deps.attempts.settle(reserved, outcome)
    if (outcome === 'right') deps.hashQueue.succeeded(request.ip)
    if (outcome === 'wrong') {
      deps.hashQueue.failed(request.ip)
      await noteFailure(deps, { attempt, account, settled })
    }
    return answer
  })
}

const SignInBody = z.object({ email: z.string(), password: z.string() })

/** Whose password or code it would be. */
async function accountOf(
  { db, clock, publicUrl }: Guarding,
  { path, request, session }: Omit<Guarded, 'takes'>,
): Promise<Account | null> {
  if (path === 'sign-in/email') {
    const input = SignInBody.safeParse(request.body)
    if (!input.success) throw new AppError('invalid_request', signInWords.email_and_password())
    return { id: null, email: input.data.email }
  }
  if (session) return { id: session.id, email: session.email }
  // The library checks the cookie's signature; the number in it is random, and known to its browser alone.
  const cookies = readCookies(request.headers.cookie)
  const cookie = cookies.get(`${cookiePrefix(publicUrl)}.two_factor`)
  const challenge = isChallenge.exec(cookie ?? '')?.[1]
  if (challenge === undefined) return null
  const found = await db
    .selectFrom('staff_verifications')
    .innerJoin('staff', (join) =>
      join.on((eb) => eb('staff_verifications.value', '=', eb.cast<string>('staff.id', 'text'))),
    )
    .select(['staff.id', 'staff.email'])
    .where('identifier', '=', challenge)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  return found ?? null
}

const isChallenge = /^(2fa-[\w-]+)\./

/** The library accepts a code any number of times while it is valid. */
async function oncePerCode(deps: Guarding, account: Account, request: FastifyRequest): Promise<LibraryAnswer> {
  const code: unknown = Object(request.body).code
  if (account.id === null || typeof code !== 'string' || !/^\d{6}$/.test(code)) return askLibrary(deps.auth, request)
  if (!(await claimCode(deps.db, account.id, code, deps.clock.now()))) return refusal('INVALID_CODE', 'Invalid code')
  const answer = await askLibrary(deps.auth, request)
  if (!answer.ok) await releaseCode(deps.db, account.id, code)
  return answer
}

/** As the library would say it. */
function refusal(code: string, message: string): LibraryAnswer {
  return { ok: false, status: 401, body: JSON.stringify({ code, message }), cookies: [] }
}

/** Refused for its format, before anything was compared. */
const refusedByForm = new Set(['VALIDATION_ERROR', 'INVALID_EMAIL', 'PASSWORD_TOO_SHORT', 'PASSWORD_TOO_LONG'])

function outcomeOf({ ok, status, body }: LibraryAnswer): Outcome {
  if (ok) return 'right'
  // It broke on our side: as when the database is away.
  if (status >= 500) return 'unchecked'
  return refusedByForm.has(reasonOf(body)) ? 'unchecked' : 'wrong'
}

function tooManyWrong(takes: Attempt['kind'], waitMs: number): AppError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000)
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return new AppError(
    'too_many_requests',
    takes === 'password' ? signInWords.too_many_passwords({ minutes }) : signInWords.too_many_codes({ minutes }),
    { retryAfterSeconds },
  )
}

/** A series of failures is logged once per window, so that an attack does not fill the log. */
async function noteFailure(
  { db, clock }: Guarding,
  { attempt, account, settled }: { attempt: Attempt; account: Account; settled: Settled },
): Promise<void> {
  const actor = { kind: 'anonymous', id: null, name: '', address: attempt.address } as const
  const email = account.email.slice(0, 320)
  const subject = { kind: 'staff', id: account.id }
  if (settled.isFirst) {
    const action = attempt.kind === 'password' ? 'staff.sign_in_failed' : 'staff.second_factor_failed'
    await recordAudit(db, { actor, action, subject, details: { email } }, clock)
  }
  for (const noticed of settled.noticed) await noteAttack({ db, clock }, { noticed, attempt, actor })
}
