import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootStaff, type Browser, type StaffServer } from '../../../../test/staff.ts'
import { totp } from '../../../../test/totp.ts'
import { dayMs } from '../../../lib/clock.ts'
import { maxByScope } from './attempts/attempt-policy.ts'

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff()
})
afterAll(() => server.close())

const email = 'maria@example.com'

async function signedIn(): Promise<Browser> {
  const browser = server.browser()
  const answer = await browser.post('sign-in/email', { email, password: server.password })
  expect(answer.status).toBe(200)
  return browser
}

test('a person signs in with their password, is known by the cookie, and signs out', async () => {
  const browser = server.browser()
  const answer = await browser.post('sign-in/email', { email: 'Maria@Example.com', password: server.password })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toMatch(/^throughline\.session_token=.*; HttpOnly; SameSite=Lax/i)
  expect((await browser.me()).body).toMatchObject({ kind: 'staff', email: 'maria@example.com', role: 'admin' })
  const before = browser.cookie
  expect((await browser.post('sign-out')).status).toBe(200)
  expect((await browser.me()).status).toBe(401)
  // Not only in this browser: the session itself is over.
  browser.cookie = before
  expect((await browser.me()).status).toBe(401)
})

test('a session cookie that was forged, changed or cut is nobody', async () => {
  const browser = await signedIn()
  const genuine = browser.cookie.split('; ').find((cookie) => cookie.startsWith('throughline.session_token='))!
  const [name, value] = [genuine.slice(0, genuine.indexOf('=')), genuine.slice(genuine.indexOf('=') + 1)]
  const token = decodeURIComponent(value).split('.')[0]!
  const { token: stored } = await server.database.db
    .selectFrom('staff_sessions')
    .select('token')
    .where('token', '=', token)
    .executeTakeFirstOrThrow()
  // Who steals the database has the token, and still not the signature.
  const forged = createHmac('sha256', 'guess').update(stored).digest('base64')
  for (const other of [stored, `${stored}.`, `${stored}.${forged}`, `x${value}`, value.slice(0, -4), '']) {
    browser.cookie = `${name}=${other.includes('%') ? other : encodeURIComponent(other)}`
    expect((await browser.me()).status, other).toBe(401)
  }
  browser.cookie = genuine
  expect((await browser.me()).status).toBe(200)
})

test('a wrong password, an unknown person and a malformed address look the same', async () => {
  const browser = server.browser()
  const wrong = await browser.post('sign-in/email', { email, password: 'wrong password' })
  const unknown = await browser.post('sign-in/email', { email: 'nobody@example.com', password: 'wrong password' })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'unauthenticated', reason: 'INVALID_EMAIL_OR_PASSWORD' } })
  expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' })
  expect(wrong.headers.get('content-type')).toContain('application/problem+json')
  expect(wrong.headers.get('set-cookie')).toBeNull()
})

test('after ten wrong passwords an account waits, also one that does not exist, and others do not', async () => {
  const browser = server.browser()
  const guess = { email: 'ghost@example.com', password: 'guess' }
  for (let i = 0; i < maxByScope.password.accountFromAddress; i++) {
    expect((await browser.post('sign-in/email', guess)).status).toBe(401)
  }
  const stopped = await browser.post('sign-in/email', guess)
  expect(stopped).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(60)
  await signedIn()
})

test('a password that could not be checked does not count as wrong', async () => {
  const browser = server.browser()
  const person = { email, password: server.password }
  const { pool } = server.database
  await pool.query('alter table staff_accounts rename to staff_accounts_away')
  try {
    for (let i = 0; i <= maxByScope.password.accountFromAddress; i++) {
      expect((await browser.post('sign-in/email', person)).status).toBe(500)
    }
  } finally {
    await pool.query('alter table staff_accounts_away rename to staff_accounts')
  }
  expect((await browser.post('sign-in/email', person)).status).toBe(200)
})

test('there is no door but those we opened: no sign-up, no change of address, no deletion, no other provider', async () => {
  const browser = await signedIn()
  for (const path of [
    'sign-up/email',
    'change-email',
    'delete-user',
    'sign-in/social',
    'update-user',
    'reset-password',
  ]) {
    const body = { email: 'mallory@example.com', password: 'a long enough password', name: 'M', role: 'admin' }
    expect((await browser.post(path, body)).status, path).toBe(404)
  }
})

test('a page of another site signs nobody in and nobody out', async () => {
  const browser = await signedIn()
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const body = { email, password: server.password }
  expect((await browser.post('sign-in/email', body, evil)).body.code).toBe('csrf_rejected')
  expect((await browser.post('sign-out', undefined, evil)).body.code).toBe('csrf_rejected')
  expect((await browser.me()).status).toBe(200)
})

test('a new password ends the other sessions, and a short one is refused', async () => {
  const [here, elsewhere] = [await signedIn(), await signedIn()]
  const change = { currentPassword: server.password, revokeOtherSessions: true }
  expect((await here.post('change-password', { ...change, newPassword: 'short' })).status).toBe(400)
  expect(
    (await here.post('change-password', { ...change, currentPassword: 'x', newPassword: 'a new long one' })).status,
  ).toBe(400)
  expect((await here.post('change-password', { ...change, newPassword: `${server.password} 2` })).status).toBe(200)
  expect((await elsewhere.me()).status).toBe(401)
  expect((await here.me()).status).toBe(200)
  const back = { currentPassword: `${server.password} 2`, newPassword: server.password }
  expect((await here.post('change-password', back)).status).toBe(200)
})

test('a session is listed and ended from another one', async () => {
  const [here, elsewhere] = [await signedIn(), await signedIn()]
  const sessions = (await here.get('list-sessions')).body
  expect(sessions.length).toBeGreaterThanOrEqual(2)
  expect(sessions[0]).toMatchObject({ ipAddress: '127.0.0.1' })
  expect((await here.post('revoke-other-sessions')).status).toBe(200)
  expect((await elsewhere.me()).status).toBe(401)
  expect((await here.me()).status).toBe(200)
})

test('with a second factor the password alone opens nothing', async () => {
  const person = { name: 'Tom', email: 'tom@example.com', password: 'a long enough password', role: 'lead' }
  await server.ask(server.token, 'POST', '/staff', person)
  const { email: name, password } = person
  const browser = server.browser()
  await browser.post('sign-in/email', { email: name, password })
  const enabled = await browser.post('two-factor/enable', { password })
  expect(enabled.status).toBe(200)
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await browser.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  const me = (await browser.me()).body
  const members = (await server.ask(server.token, 'GET', '/staff?limit=200')).body.items
  expect(members.find((member: { id: string }) => member.id === me.id).twoFactorEnabled).toBe(true)

  const other = server.browser()
  const half = await other.post('sign-in/email', { email: name, password })
  expect(half.body).toMatchObject({ twoFactorRedirect: true })
  expect((await other.me()).status).toBe(401)
  expect((await other.post('two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await other.me()).status).toBe(401)
  // The code that switched it on was used: the app's next one is right already.
  expect((await other.post('two-factor/verify-totp', { code: totp(secret, 1) })).status).toBe(200)
  expect((await other.me()).body).toMatchObject({ kind: 'staff', name: 'Tom' })

  // A backup code works once.
  const [code] = enabled.body.backupCodes
  for (const status of [200, 401]) {
    const third = server.browser()
    await third.post('sign-in/email', { email: name, password })
    expect((await third.post('two-factor/verify-backup-code', { code })).status).toBe(status)
  }
  const stored = JSON.stringify(
    await server.database.pool.query('SELECT * FROM staff_two_factors').then(({ rows }) => rows),
  )
  expect(stored).not.toContain(secret)
  expect(stored).not.toContain(code)
})

test('a session ends after thirty days without use', async () => {
  const browser = await signedIn()
  const past = new Date(Date.now() - dayMs)
  await server.database.db.updateTable('staff_sessions').set({ expires_at: past }).execute()
  expect((await browser.me()).status).toBe(401)
})

test('a password that is easy to guess is refused where one is chosen, and nothing is changed', async () => {
  const browser = await signedIn()
  const change = { currentPassword: server.password, newPassword: 'maria@example.com' }
  expect(await browser.post('change-password', change)).toMatchObject({
    status: 400,
    body: { code: 'guessable_password', detail: expect.stringContaining('four words') },
  })
  await signedIn()
  const person = { name: 'Tilda Ek', email: 'tilda@example.com', password: 'TildaEk12345', role: 'staff' }
  const added = await server.ask(server.token, 'POST', '/staff', person)
  expect(added).toMatchObject({ status: 400, body: { code: 'guessable_password' } })
})

test('a session ends ninety days after signing in, however much it is used', async () => {
  const browser = await signedIn()
  const { db } = server.database
  const began = new Date(Date.now() - 89.5 * dayMs)
  await server.database.pool.query('update staff_sessions set created_at = $1', [began])
  // As the library does when the browser asks who is signed in.
  const extended = new Date(Date.now() + 30 * dayMs)
  await db.updateTable('staff_sessions').set({ expires_at: extended }).execute()
  const { expires_at: end } = await db.selectFrom('staff_sessions').select('expires_at').executeTakeFirstOrThrow()
  expect(end.getTime()).toBe(began.getTime() + 90 * dayMs)
  expect((await browser.me()).status).toBe(200)
})

test('behind https the session cookie is bound to this very host', async () => {
  const origin = 'https://help.example.com'
  const secure = await bootStaff({ env: { PUBLIC_URL: origin } })
  const browser = secure.browser()
  const from = { origin, 'sec-fetch-site': 'same-origin' }
  const answer = await browser.post('sign-in/email', { email, password: secure.password }, from)
  const cookies = answer.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThanOrEqual(2)
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-throughline\.\w+=[^;]+;/)
    expect(cookie).toMatch(/; Path=\/(;|$)/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain=/i)
  }
  expect((await browser.me()).status).toBe(200)
  // A cookie that a neighbouring subdomain could have planted is nobody's.
  browser.cookie = browser.cookie.replaceAll('__Host-', '')
  expect((await browser.me()).status).toBe(401)
  await secure.close()
})

test('signing in, failing to, and signing out are in the audit log without a password', async () => {
  const browser = await signedIn()
  await browser.post('sign-in/email', { email, password: 'guessed-password' })
  await browser.post('sign-out')
  const { items } = (await server.ask(server.token, 'GET', '/audit?limit=3')).body
  expect(items.map((item: { action: string }) => item.action)).toEqual([
    'staff.signed_out',
    'staff.sign_in_failed',
    'staff.signed_in',
  ])
  expect(items[0]).toMatchObject({ actor: { kind: 'staff' }, address: '127.0.0.1' })
  expect(items[1]).toMatchObject({ actor: { kind: 'anonymous' }, details: { email } })
  expect(JSON.stringify(items)).not.toContain('guessed-password')
})
