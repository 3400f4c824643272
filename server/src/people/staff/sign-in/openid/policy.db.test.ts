import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootOpenIdProvider, signInAt, type OpenIdProvider } from '../../../../../test/openid-provider.ts'
import { bootStaff, type StaffServer } from '../../../../../test/staff.ts'
import { readConfig } from '../../../../lib/config.ts'
import { breakGlassWarning } from './break-glass.ts'
import { totp } from '../../../../../test/totp.ts'

const publicUrl = 'http://help.example.com'
const passwordsOff = { OIDC_PASSWORD_SIGN_IN: 'off', OIDC_BREAK_GLASS_EMAIL: 'Maria@example.com' }
const noAccess = `${publicUrl}/sign-in?openid=no-access`
const tom = { name: 'Tom', email: 'tom@example.com', password: 'a long enough password', role: 'lead' }
let provider: OpenIdProvider

/** Roles are given here, and Tom has an account already. */
async function boot(env: Record<string, string> = {}): Promise<StaffServer & { tomId: string }> {
  const server = await bootStaff({ env: { PUBLIC_URL: publicUrl, ...provider.env, ...env } })
  const added = await server.ask(server.token, 'POST', '/staff', tom)
  return { ...server, tomId: added.body.id }
}

let server: Awaited<ReturnType<typeof boot>>
beforeAll(async () => {
  provider = await bootOpenIdProvider({ redirectUri: `${publicUrl}/api/auth/openid/callback` })
  server = await boot()
})
afterAll(async () => {
  await server.close()
  await provider.close()
})
beforeEach(() => {
  provider.person = { sub: 'tom-there', email: tom.email, email_verified: true, name: 'Thomas' }
  provider.lie = {}
})

test('without a claim for roles, people who are here sign in with the role they have, and nobody is added', async () => {
  const browser = server.browser()
  expect(await signInAt(provider, browser)).toBe(`${publicUrl}/`)
  expect((await browser.me()).body).toMatchObject({ id: server.tomId, name: 'Tom', role: 'lead' })
  expect((await browser.get('own-password')).body).toEqual({ isSet: true })
  provider.person = { ...provider.person, sub: 'stranger', email: 'stranger@example.com' }
  expect(await signInAt(provider, server.browser())).toBe(noAccess)
})

test('whom an admin switched off stays out, and comes in again when they are switched on', async () => {
  const setActive = (active: boolean) => server.ask(server.token, 'PATCH', `/staff/${server.tomId}`, { active })
  await setActive(false)
  expect(await signInAt(provider, server.browser())).toBe(noAccess)
  await setActive(true)
  expect(await signInAt(provider, server.browser())).toBe(`${publicUrl}/`)
})

test('a second factor that a person switched on here is asked for after the provider, too', async () => {
  const { email, password } = tom
  const browser = server.browser()
  await browser.post('sign-in/email', { email, password })
  const enabled = await browser.post('two-factor/enable', { password })
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await browser.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)

  const other = server.browser()
  expect(await signInAt(provider, other, '/inbox')).toBe(`${publicUrl}/sign-in?openid=code&next=%2Finbox`)
  expect((await other.me()).status).toBe(401)
  expect((await other.post('two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await other.post('two-factor/verify-totp', { code: totp(secret, 1) })).status).toBe(200)
  expect((await other.me()).body).toMatchObject({ id: server.tomId })
  const { rows } = await server.database.pool.query('select ends_by from staff_sessions where staff_id = $1', [
    server.tomId,
  ])
  expect(rows.every((row) => row.ends_by !== null)).toBe(true)
  expect((await browser.post('two-factor/disable', { password })).status).toBe(200)
})

test('where passwords are off one account keeps its own, and the provider has no say over it', async () => {
  const strict = await boot(passwordsOff)
  const { email, password } = tom
  expect(await strict.browser().post('sign-in/email', { email, password })).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'Passwords are switched off. Sign in with Example ID.' },
  })
  expect((await strict.browser().post('sign-in/email', {})).status).toBe(403)
  const { db } = strict.database
  const { openId } = readConfig({ ...provider.env, ...passwordsOff })
  expect(await breakGlassWarning(db, openId)).toBeNull()
  expect(await breakGlassWarning(db, openId && { ...openId, breakGlassEmail: tom.email })).toContain('names no admin')
  const glass = { email: 'maria@example.com', password: strict.password }
  expect((await strict.browser().post('sign-in/email', glass)).status).toBe(200)
  expect((await strict.browser().get('ways')).body).toEqual({ passwordsFor: 'one', openId: { name: 'Example ID' } })
  expect(await signInAt(provider, strict.browser())).toBe(`${publicUrl}/`)
  provider.person = { ...provider.person, sub: 'not-maria', email: 'maria@example.com' }
  expect(await signInAt(provider, strict.browser())).toBe(noAccess)
  await strict.close()
})

test('what was linked at one provider means nothing at another', async () => {
  await signInAt(provider, server.browser())
  const other = await bootOpenIdProvider({ redirectUri: `${publicUrl}/api/auth/openid/callback` })
  await server.database.pool.query('update staff_accounts set provider_id = $1 where provider_id = $2', [
    `openid:${other.issuer}`,
    `openid:${provider.issuer}`,
  ])
  provider.person = { sub: 'tom-there', email: 'elsewhere@example.com', email_verified: true }
  expect(await signInAt(provider, server.browser())).toBe(noAccess)
  await server.database.pool.query('delete from staff_accounts where provider_id = $1', [`openid:${other.issuer}`])
  await other.close()
})

test('a provider that takes the secret of the client in the body only gets it there', async () => {
  const redirectUri = `${publicUrl}/api/auth/openid/callback`
  const picky = await bootOpenIdProvider({ redirectUri, takesSecretBy: 'client_secret_post' })
  picky.person = provider.person
  const there = await boot(picky.env)
  expect(await signInAt(picky, there.browser())).toBe(`${publicUrl}/`)
  await there.close()
  await picky.close()
})

test('a provider that is away is said in a sentence, and passwords go on', async () => {
  const away = await boot({ OIDC_ISSUER: 'http://127.0.0.1:1', ALLOWED_PRIVATE_HOSTS: '127.0.0.1:1' })
  const browser = away.browser()
  expect(await browser.post('openid/begin', {})).toMatchObject({
    status: 502,
    body: { code: 'upstream_failed', detail: 'Example ID cannot be reached. Nothing was changed; try again.' },
  })
  const { email, password } = tom
  expect((await browser.post('sign-in/email', { email, password })).status).toBe(200)
  await away.close()
})

test('a provider on the inner network is asked only when the operator named its host', async () => {
  const guarded = await boot({ ALLOWED_PRIVATE_HOSTS: 'crm.internal' })
  expect((await guarded.browser().post('openid/begin', {})).status).toBe(502)
  await guarded.close()
})

test.each([
  ['names another issuer', { issuer: 'https://evil.example' }],
  ['has a script for a page', { authorization_endpoint: 'javascript:alert(1)' }],
])('a provider whose description %s is not used', async (_what, discovery) => {
  const fresh = await boot()
  provider.lie = { discovery }
  expect((await fresh.browser().post('openid/begin', {})).status).toBe(502)
  await fresh.close()
})

test('a description that sends the secret inside is refused by the guard on outbound calls', async () => {
  const fresh = await boot()
  provider.lie = { discovery: { token_endpoint: 'http://169.254.169.254/token' } }
  expect(await signInAt(provider, fresh.browser())).toBe(`${publicUrl}/sign-in?openid=failed`)
  await fresh.close()
})

test('without a provider there is no way to begin, and the sign-in page learns of none', async () => {
  const plain = await bootStaff({ env: { PUBLIC_URL: publicUrl } })
  expect((await plain.browser().get('ways')).body).toEqual({ passwordsFor: 'all', openId: null })
  expect((await plain.browser().post('openid/begin', {})).status).toBe(404)
  await plain.close()
})
