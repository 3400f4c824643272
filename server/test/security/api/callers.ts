import { permissions, type Permission } from '@throughline/protocol/permissions.ts'
import { expect } from 'vitest'
import type { TestApp } from '../../app.ts'
import { bootStaff } from '../../staff.ts'

const enough = '1000000'
/** For a walk of thousands of requests: no limit of their rate is reached. */
export const withoutRateLimits = {
  RATE_LIMIT_ANONYMOUS: enough,
  RATE_LIMIT_VISITOR: enough,
  RATE_LIMIT_INBOUND: enough,
  RATE_LIMIT_SIGN_IN: enough,
}

/** The headers by which a request says who it is from. */
export type Credentials = Readonly<Record<string, string>>

/** Everybody who might call the product: those it does not know, and those who have signed in with some role. */
export interface Callers {
  /** By what is wrong with them. */
  readonly strangers: Readonly<Record<string, Credentials>>
  /** An admin's session, as a page of another site would make their browser send it. */
  readonly sentByAnotherSite: Credentials
  readonly admin: Credentials
  readonly personWithoutPermission: Credentials
  readonly builtIn: Readonly<Record<string, Credentials>>
  /** Programs. */
  readonly withoutPermission: Credentials
  readonly withOnly: (granted: readonly Permission[]) => Promise<Credentials>
  readonly withAllBut: (permission: Permission) => Promise<Credentials>
}

const password = 'a long password of theirs'
const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` })

export async function meetCallers(app: TestApp): Promise<Callers> {
  let count = 0

  async function roleWith(granted: readonly Permission[]): Promise<string> {
    const name = `role-${++count}`
    await app.api('POST', '/roles', { name, permissions: granted })
    return name
  }
  async function tokenFor(role: string): Promise<{ id: string; token: string }> {
    return app.api('POST', '/tokens', { name: `Token ${++count}`, role })
  }
  async function personWith(role: string): Promise<{ id: string; email: string; credentials: Credentials }> {
    const email = `person-${++count}@example.com`
    const { id } = await app.api<{ id: string }>('POST', '/staff', { name: 'A person', email, password, role })
    return { id, email, credentials: await signIn(app.url, email, password) }
  }
  const programs = new Map<string, Promise<Credentials>>()
  /** Each set of permissions is made once. */
  function programWith(granted: readonly Permission[]): Promise<Credentials> {
    const key = granted.join(' ')
    const known =
      programs.get(key) ??
      roleWith(granted)
        .then(tokenFor)
        .then(({ token }) => bearer(token))
    programs.set(key, known)
    return known
  }

  const boss = await personWith('admin')
  const left = await personWith('admin')
  const tokenOfLeft = await madeBy(app, left.credentials)
  await app.api('PATCH', `/staff/${left.id}`, { active: false })
  const expired = await tokenFor('admin')
  await app.database.pool.query(`update api_tokens set expires_at = now() - interval '1 hour' where id = $1`, [
    expired.id,
  ])
  const revoked = await tokenFor('admin')
  await app.api('DELETE', `/tokens/${revoked.id}`)

  const strangers = {
    nobody: {},
    'a wrong token': bearer('wrong-token'),
    'an expired token': bearer(expired.token),
    'a revoked token': bearer(revoked.token),
    'a token of somebody who has left': bearer(tokenOfLeft),
    'a session of somebody who has left': left.credentials,
    'a password whose second factor is still to come': await halfSignedIn(app, await personWith('admin')),
    'a visitor of a site': { authorization: `Visitor ${'v'.repeat(43)}` },
    ...(await ofAnotherInstallation()),
  }
  const builtIn: Record<string, Credentials> = {}
  for (const role of ['readonly', 'staff', 'lead', 'admin']) builtIn[role] = bearer((await tokenFor(role)).token)

  return {
    strangers,
    sentByAnotherSite: { ...boss.credentials, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    admin: boss.credentials,
    personWithoutPermission: (await personWith(await roleWith([]))).credentials,
    builtIn,
    withoutPermission: await programWith([]),
    withOnly: programWith,
    withAllBut: (permission) => programWith(permissions.filter((other) => other !== permission)),
  }
}

export async function signIn(origin: string, email: string, withPassword: string): Promise<Credentials> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password: withPassword }),
  })
  expect(response.status).toBe(200)
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  return { cookie: cookies.join('; '), origin, 'sec-fetch-site': 'same-origin' }
}

async function madeBy(app: TestApp, credentials: Credentials): Promise<string> {
  const response = await fetch(`${app.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...credentials, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Theirs', role: 'admin' }),
  })
  expect(response.status).toBe(201)
  const { token }: { token: string } = JSON.parse(await response.text())
  return token
}

/** What a browser has after the right password of somebody with a second factor. */
async function halfSignedIn(app: TestApp, { id, email }: { id: string; email: string }): Promise<Credentials> {
  await app.database.pool.query('update staff set two_factor_enabled = true where id = $1', [id])
  const credentials = await signIn(app.url, email, password)
  expect(credentials['cookie']).toContain('two_factor')
  return credentials
}

async function ofAnotherInstallation(): Promise<Record<string, Credentials>> {
  const other = await bootStaff()
  try {
    const browser = other.browser()
    const signedIn = await browser.post('sign-in/email', { email: 'maria@example.com', password: other.password })
    expect(signedIn.status).toBe(200)
    return {
      'a token of another installation': bearer(other.token),
      'a session of another installation': { cookie: browser.cookie },
    }
  } finally {
    await other.close()
  }
}
