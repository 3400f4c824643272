import { Problem } from '@throughline/protocol/errors.ts'
import { z } from 'zod'
import { ProblemError, UnreachableError } from './problem-error.ts'

/** Sign-in is better-auth's: its paths live beside the public API, and answer in a form of their own. */
const Refusal = z.object({
  detail: z.string().default(''),
  code: z.string().default(''),
  reason: z.string().optional(),
})
const SignInAnswer = z.object({ twoFactorRedirect: z.boolean().default(false) })
const TwoFactorStart = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
const Session = z.object({ user: z.object({ twoFactorEnabled: z.boolean().nullish() }) }).nullable()
const Ways = z.object({ passwordsFor: z.enum(['all', 'one']), openId: z.object({ name: z.string() }).nullable() })
const OwnPassword = z.object({ isSet: z.boolean() })
const Begun = z.object({ url: z.url({ protocol: /^https?$/ }) })
export type TwoFactorStart = z.infer<typeof TwoFactorStart>

/** `code` is better-auth's own word, such as INVALID_EMAIL_OR_PASSWORD, or the server's, such as `csrf_rejected`. */
export class AuthRefusal extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status: number) {
    super(message)
    this.name = 'AuthRefusal'
    this.code = code
    this.status = status
  }
}

let lastChange: Promise<unknown> = Promise.resolve()

/** A change of sign-in may replace the session: what is asked before its answer is here still comes with the old one. */
export async function signInSettled(): Promise<void> {
  await lastChange
}

function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const asking = send(method, path, body)
  if (method === 'POST') lastChange = Promise.allSettled([lastChange, asking])
  return asking
}

async function send(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth${path}`, {
    method,
    credentials: 'same-origin',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  }).catch((error: unknown) => {
    throw new UnreachableError(error)
  })
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer
  const problem = Problem.safeParse(answer).data
  // A wrong password or code is all that the library refuses; the rest is said in the words of every other call.
  if (problem && !['unauthenticated', 'invalid_request'].includes(problem.code)) {
    throw new ProblemError(problem, Number(response.headers.get('retry-after')) || null)
  }
  const refusal = Refusal.safeParse(answer).data
  throw new AuthRefusal(refusal?.reason ?? refusal?.code ?? '', refusal?.detail ?? '', response.status)
}

/** What there is to sign in with. */
export async function getWays(): Promise<z.infer<typeof Ways>> {
  return Ways.parse(await ask('GET', '/ways'))
}

/** Where the browser goes to sign in with the company's own sign-in; it comes back to `next`. */
export async function beginOpenId(next: string | null): Promise<string> {
  return Begun.parse(await ask('POST', '/openid/begin', next === null ? {} : { next })).url
}

export async function signIn(email: string, password: string): Promise<{ needsCode: boolean }> {
  const answer = SignInAnswer.parse(await ask('POST', '/sign-in/email', { email, password, rememberMe: true }))
  return { needsCode: answer.twoFactorRedirect }
}

export async function verifyCode(code: string): Promise<void> {
  await ask('POST', '/two-factor/verify-totp', { code })
}

export async function verifyBackupCode(code: string): Promise<void> {
  await ask('POST', '/two-factor/verify-backup-code', { code })
}

/** Not switched on yet: only a right code from the app (`verifyCode`) does that. */
export async function startTwoFactor(password: string): Promise<TwoFactorStart> {
  return TwoFactorStart.parse(await ask('POST', '/two-factor/enable', { password }))
}

export async function disableTwoFactor(password: string): Promise<void> {
  await ask('POST', '/two-factor/disable', { password })
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await ask('POST', '/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
}

export async function signOut(): Promise<void> {
  await ask('POST', '/sign-out', {})
}

export async function getTwoFactorEnabled(): Promise<boolean> {
  return Session.parse(await ask('GET', '/get-session'))?.user.twoFactorEnabled ?? false
}

/** People who were added by the company's sign-in have no password here. */
export async function hasOwnPassword(): Promise<boolean> {
  return OwnPassword.parse(await ask('GET', '/own-password')).isSet
}
