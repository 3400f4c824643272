import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootOpenIdProvider, comeBack, finish, signInAt, type OpenIdProvider } from '../../openid-provider.ts'
import { bootStaff, type Browser, type StaffServer } from '../../staff.ts'
import { totp } from '../../totp.ts'

const publicUrl = 'http://help.example.com'
const redirectUri = `${publicUrl}/api/auth/openid/callback`
const refused = (reason: string) => `${publicUrl}/sign-in?openid=${reason}`
const roles = { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'bosses=admin,support=staff', OIDC_CREATE_STAFF: 'true' }
const password = 'a long enough password'
let provider: OpenIdProvider
let server: StaffServer
beforeAll(async () => {
  provider = await bootOpenIdProvider({ redirectUri })
  server = await boot()
})
afterAll(async () => {
  await server.close()
  await provider.close()
})
let count = 0
beforeEach(() => {
  const email = `person${++count}@example.com`
  provider.person = { sub: `sub-${count}`, email, email_verified: true, name: 'Kim', groups: ['support'] }
  provider.lie = {}
})

const boot = (env: Record<string, string> = {}) =>
  bootStaff({ env: { PUBLIC_URL: publicUrl, ...provider.env, ...roles, ...env } })
const addPerson = async (email: string): Promise<string> =>
  (await server.ask(server.token, 'POST', '/staff', { name: 'Kim', email, password, role: 'staff' })).body.id

test('a token that is signed with the secret of the client signs nobody in, even where the provider says it does so', async () => {
  const fresh = await boot()
  provider.lie = {
    header: { alg: 'HS256' },
    discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'] },
  }
  const browser = fresh.browser()
  expect(await signInAt(provider, browser)).toBe(refused('failed'))
  expect((await browser.me()).status).toBe(401)
  await fresh.close()
})

test('an account whose address only looks like that of a colleague, or has the same small letters, is not theirs', async () => {
  await addPerson('mark@example.com')
  for (const email of ['mar\u212a@example.com', 'm\u0430rk@example.com', 'mark@example.com\u0000']) {
    provider.person = { ...provider.person, sub: `twin of ${email.codePointAt(3)}`, email }
    const browser = server.browser()
    expect(await signInAt(provider, browser)).toBe(refused('no-access'))
    expect((await browser.me()).status).toBe(401)
  }
})

test.each([
  ['a subject of 3,000 characters', { sub: 'x'.repeat(3000) }, 'failed'],
  ['a subject with the NUL character', { sub: 'a\u0000b' }, 'failed'],
  ['a list for its address', { email: ['maria@example.com'] }, 'no-access'],
  ['an address that reads as two', { email: 'kim,kim@example.com' }, 'no-access'],
  ['an address with markup', { email: '<script>@example.com' }, 'no-access'],
  ['an address in an object', { email: { toString: 'maria@example.com' } }, 'no-access'],
  ['the NUL character in its address', { email: 'ma\u0000ria@example.com' }, 'no-access'],
  ['an address that is verified by the text true', { email_verified: 'true' }, 'no-access'],
  ['roles in an object', { groups: { bosses: true } }, 'no-access'],
  ['roles in lists of lists', { groups: [['bosses']] }, 'no-access'],
  [
    'ten thousand roles, and none of ours',
    { groups: Array.from({ length: 10_000 }, (_, at) => `g${at}`) },
    'no-access',
  ],
  ['a role of another case', { groups: 'Bosses' }, 'no-access'],
])('an account with %s gets a page of ours and no session', async (_what, claims, reason) => {
  provider.person = { ...provider.person, ...claims }
  const browser = server.browser()
  expect(await signInAt(provider, browser)).toBe(refused(reason))
  expect((await browser.me()).status).toBe(401)
})

test('a name that cannot be stored, or changes the direction of text, is not taken over as it is', async () => {
  provider.person['name'] = 'Kim\u0000'
  const browser = server.browser()
  await signInAt(provider, browser)
  expect((await browser.me()).body.name).toBe(`person${count}`)
  provider.person = { ...provider.person, sub: 'other', email: 'other@example.com', name: '\u202eKim\u202c' }
  await signInAt(provider, browser)
  expect((await browser.me()).body.name).toBe('Kim')
})

test('user info that is elsewhere is not fetched from there', async () => {
  provider.lie = { userInfo: { status: 302, location: `${provider.issuer}/elsewhere` } }
  expect(await signInAt(provider, server.browser())).toBe(refused('failed'))
  provider.lie = { userInfo: { status: 307, location: 'http://169.254.169.254/latest/meta-data' } }
  expect(await signInAt(provider, server.browser())).toBe(refused('failed'))
})

test('the first person is an admin, or the set-up link would be gone and nobody could ever become one', async () => {
  const fresh = await boot()
  const { pool } = fresh.database
  await pool.query('delete from staff')
  expect(await signInAt(provider, fresh.browser())).toBe(refused('no-access'))
  expect((await fresh.ask(null, 'GET', '/setup')).body).toEqual({ needed: true })
  provider.person['groups'] = ['bosses']
  expect(await signInAt(provider, fresh.browser())).toBe(`${publicUrl}/`)
  expect((await fresh.ask(null, 'GET', '/setup')).body).toEqual({ needed: false })
  await fresh.close()
})

test('a session of a linked person is not made longer by a new password or a second factor', async () => {
  const email = String(provider.person['email'])
  const id = await addPerson(email)
  const browser = server.browser()
  await signInAt(provider, browser)
  const { pool } = server.database
  await pool.query(`update staff_sessions set ends_by = now() + interval '1 hour' where staff_id = $1`, [id])
  const stillEndsWithinTheHour = async (): Promise<void> => {
    const { rows } = await pool.query(
      `select ends_by <= now() + interval '1 hour' and expires_at <= ends_by as soon from staff_sessions where staff_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ soon: true }])
    expect((await browser.me()).body.id).toBe(id)
  }
  const newPassword = 'another long enough password'
  const changed = await browser.post('change-password', { currentPassword: password, newPassword })
  expect(changed.status).toBe(200)
  await stillEndsWithinTheHour()
  const enabled = await browser.post('two-factor/enable', { password: newPassword })
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await browser.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  await stillEndsWithinTheHour()
  expect((await browser.post('two-factor/disable', { password: newPassword })).status).toBe(200)
  await stillEndsWithinTheHour()
  // A new sign-in is one: it does not end with the session that this browser still has.
  await signInAt(provider, browser)
  const { rows } = await pool.query(
    `select max(expires_at) > now() + interval '11 hours' as is_long from staff_sessions where staff_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ is_long: true }])
})

test('a program of a person does no more than the claim allows them now', async () => {
  provider.person['groups'] = ['bosses']
  const browser = server.browser()
  await signInAt(provider, browser)
  const made = await browser.call('POST', '/tokens', { name: 'Export', role: 'admin' })
  expect(made.status).toBe(201)
  const { token } = made.body
  const audit = () => server.ask(token, 'GET', '/audit')
  expect((await audit()).status).toBe(200)
  provider.person['groups'] = ['support']
  await signInAt(provider, server.browser())
  expect((await audit()).status).toBe(403)
  provider.person['groups'] = []
  await signInAt(provider, server.browser())
  expect((await audit()).status).toBe(401)
})

test('signing in by the provider is a session of its own, whatever the browser had', async () => {
  const [victim, attacker] = [server.browser(), server.browser()]
  await signInAt(provider, attacker)
  // The attacker planted their own cookies before the victim signed in.
  victim.cookie = attacker.cookie
  provider.person = { ...provider.person, sub: 'victim', email: 'victim@example.com', name: 'Victim' }
  await signInAt(provider, victim)
  expect(sessionOf(victim)).not.toBe(sessionOf(attacker))
  expect((await victim.me()).body.name).toBe('Victim')
  expect((await attacker.me()).body.name).toBe('Kim')
})

test('a callback is told apart by the cookie alone: twice the same parameter, or one more, signs nobody in', async () => {
  for (const change of [
    (search: URLSearchParams) => search.append('code', 'another'),
    (search: URLSearchParams) => search.append('state', search.get('state')!),
    (search: URLSearchParams) => search.append('iss', 'https://evil.example'),
    (search: URLSearchParams) => search.set('response', 'a.b.c'),
  ]) {
    const browser = server.browser()
    const at = await comeBack(provider, browser)
    change(at.searchParams)
    expect(await finish(browser, at)).toBe(refused('failed'))
    expect((await browser.me()).status).toBe(401)
  }
})

test('no answer of the sign-in repeats the token of a session, but the list by which one is ended', async () => {
  const email = `person${count}@example.com`
  await addPerson(email)
  const browser = server.browser()
  const token = () => decodeURIComponent(sessionOf(browser)).split('.')[0]!
  const signedIn = await browser.post('sign-in/email', { email, password })
  expect(signedIn.body.user.email).toBe(email)
  const newPassword = 'another long enough password'
  const answers = [
    signedIn,
    await browser.get('get-session'),
    await browser.post('change-password', { currentPassword: password, newPassword }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain('"token"')
  }
  expect(JSON.stringify(answers.at(-1)!.body)).not.toContain(token())
  expect((await browser.get('list-sessions')).body[0].token).toBe(token())
})

function sessionOf({ cookie }: Browser): string {
  return /throughline\.session_token=([^;]+)/.exec(cookie)![1]!
}
