import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  bootOpenIdProvider,
  comeBack,
  finish,
  signInAt,
  type OpenIdProvider,
} from '../../../../../test/openid-provider.ts'
import { bootStaff, type Browser, type StaffServer } from '../../../../../test/staff.ts'

const publicUrl = 'http://help.example.com'
const callback = `${publicUrl}/api/auth/openid/callback`
let provider: OpenIdProvider
let server: StaffServer

beforeAll(async () => {
  provider = await bootOpenIdProvider({ redirectUri: callback })
  const roles = { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'leads=lead,support=staff', OIDC_CREATE_STAFF: 'true' }
  server = await bootStaff({ env: { PUBLIC_URL: publicUrl, ...provider.env, ...roles } })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})
let count = 0
beforeEach(() => {
  const name = `person${++count}`
  provider.person = {
    sub: `sub-${count}`,
    email: `${name}@example.com`,
    email_verified: true,
    name,
    groups: ['support'],
  }
  provider.lie = {}
})

const signIn = (browser: Browser, next?: string) => signInAt(provider, browser, next)
const refused = (reason: string) => `${publicUrl}/sign-in?openid=${reason}`
async function nobodyIsSignedIn(browser: Browser): Promise<void> {
  expect((await browser.me()).status).toBe(401)
}
const lastAudit = async (action: string) =>
  (await server.ask(server.token, 'GET', '/audit?limit=50')).body.items.find(
    (item: { action: string }) => item.action === action,
  )

test('a person of the provider is added with the role of their claim, and is signed in where they wanted to go', async () => {
  const browser = server.browser()
  expect(await signIn(browser, '/inbox?view=mine')).toBe(`${publicUrl}/inbox?view=mine`)
  expect((await browser.me()).body).toMatchObject({ kind: 'staff', role: 'staff', name: provider.person['name'] })
  expect((await browser.get('own-password')).body).toEqual({ isSet: false })
  expect(await lastAudit('staff.signed_in')).toMatchObject({ details: { by: 'Example ID' } })
  expect((await browser.post('sign-out')).status).toBe(200)
  await nobodyIsSignedIn(browser)
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'inbox', '/.//evil.example'])(
  'nobody is sent to %s afterwards',
  async (next) => {
    const location = new URL(await signIn(server.browser(), next))
    expect(location.origin).toBe(publicUrl)
    expect(location.pathname).toBe('/')
  },
)

test('another state, a missing one and somebody else’s are refused', async () => {
  const [browser, other] = [server.browser(), server.browser()]
  const at = await comeBack(provider, browser)
  const theirs = await comeBack(provider, other)
  const changed = new URL(at)
  changed.searchParams.set('state', 'another')
  expect(await finish(browser, changed)).toBe(refused('failed'))
  // The beginning is used up by the failure.
  expect(await finish(browser, at)).toBe(refused('expired'))
  // A link with a code of the attacker's own account signs nobody in who did not begin it.
  expect(await finish(server.browser(), theirs)).toBe(refused('expired'))
  const mine = server.browser()
  await comeBack(provider, mine)
  expect(await finish(mine, theirs)).toBe(refused('failed'))
  await nobodyIsSignedIn(browser)
  await nobodyIsSignedIn(mine)
})

test('a code works once, also with the cookie of its beginning', async () => {
  const browser = server.browser()
  const at = await comeBack(provider, browser)
  const { cookie } = browser
  expect(await finish(browser, at)).toBe(`${publicUrl}/`)
  const thief = server.browser()
  thief.cookie = cookie
  expect(await finish(thief, at)).toBe(refused('failed'))
  await nobodyIsSignedIn(thief)
})

test('a beginning that was cut or changed is none', async () => {
  const browser = server.browser()
  const at = await comeBack(provider, browser)
  browser.cookie = browser.cookie.slice(0, -4)
  expect(await finish(browser, at)).toBe(refused('expired'))
})

const nowSeconds = (): number => Math.floor(Date.now() / 1000)
test.each<[string, () => OpenIdProvider['lie']]>([
  ['for another audience', () => ({ claims: { aud: 'another-client' } })],
  ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
  ['with another nonce', () => ({ claims: { nonce: 'another' } })],
  ['without a nonce', () => ({ claims: { nonce: undefined } })],
  ['that has expired', () => ({ claims: { exp: nowSeconds() - 3600 } })],
  ['that is not signed', () => ({ header: { alg: 'none' } })],
  ['signed with another key', () => ({ otherKey: true })],
  ['about another person than the rest of the answer', () => ({ claims: { sub: 'somebody-else' } })],
  ['signed with the secret of the client', () => ({ header: { alg: 'HS256' } })],
  ['that was made for another client', () => ({ claims: { azp: 'another-client' } })],
  ['for others as well, which does not say for whom', () => ({ claims: { aud: ['desk', 'another-client'] } })],
  ['from tomorrow', () => ({ claims: { nbf: nowSeconds() + 86_400 } })],
])('a token %s signs nobody in', async (_what, lie) => {
  const browser = server.browser()
  provider.lie = lie()
  expect(await signIn(browser)).toBe(refused('failed'))
  await nobodyIsSignedIn(browser)
})

test('a clock that is half a minute off is no obstacle', async () => {
  provider.lie = { claims: { iat: nowSeconds() + 30, nbf: nowSeconds() + 30 } }
  expect(await signIn(server.browser())).toBe(`${publicUrl}/`)
})

test('an answer that names another issuer is refused', async () => {
  const browser = server.browser()
  const at = await comeBack(provider, browser)
  at.searchParams.set('iss', 'https://evil.example')
  expect(await finish(browser, at)).toBe(refused('failed'))
})

test('an error of the provider, and a person who turns back, get a sentence and no session', async () => {
  const browser = server.browser()
  for (const [error, failure] of [
    ['access_denied', 'cancelled'],
    ['server_error', 'unavailable'],
    ['invalid_scope', 'failed'],
  ] as const) {
    const at = await comeBack(provider, browser)
    at.searchParams.delete('code')
    at.searchParams.set('error', error)
    expect(await finish(browser, at)).toBe(refused(failure))
  }
})

test('an address that the provider has not verified reaches no account, and is not told whether there is one', async () => {
  const answers: string[] = []
  for (const email of ['maria@example.com', 'nobody-here@example.com']) {
    provider.person = { ...provider.person, email, email_verified: false, groups: ['leads'] }
    const browser = server.browser()
    answers.push(await signIn(browser))
    await nobodyIsSignedIn(browser)
  }
  expect(answers).toEqual([refused('no-access'), refused('no-access')])
  expect(await lastAudit('staff.openid_refused')).toMatchObject({ details: { reason: 'unverified_email' } })
})

test('the role follows the claim at each sign-in, and a claim that is gone takes access and open sessions', async () => {
  const browser = server.browser()
  provider.person['groups'] = ['support', 'leads']
  await signIn(browser)
  const me = (await browser.me()).body
  expect(me.role).toBe('lead')
  provider.person['groups'] = ['support']
  await signIn(server.browser())
  expect((await browser.me()).body.role).toBe('staff')

  provider.person['groups'] = []
  expect(await signIn(server.browser())).toBe(refused('no-access'))
  await nobodyIsSignedIn(browser)
  const member = async () =>
    (await server.ask(server.token, 'GET', '/staff?limit=200')).body.items.find(
      (item: { id: string }) => item.id === me.id,
    )
  expect((await member()).active).toBe(false)

  // With the claim access comes back, unless an admin has decided meanwhile.
  provider.person['groups'] = ['support']
  expect(await signIn(server.browser())).toBe(`${publicUrl}/`)
  expect((await member()).active).toBe(true)
  provider.person['groups'] = []
  await signIn(server.browser())
  await server.ask(server.token, 'PATCH', `/staff/${me.id}`, { active: false })
  provider.person['groups'] = ['support']
  expect(await signIn(server.browser())).toBe(refused('no-access'))
  expect((await member()).active).toBe(false)
})

test('an account is linked to the person with its verified address once, and followed by its subject afterwards', async () => {
  const email = `linked${count}@example.com`
  const person = { name: 'Lin', email, password: 'a long enough password', role: 'staff' }
  const added = await server.ask(server.token, 'POST', '/staff', person)
  const before = server.browser()
  await before.post('sign-in/email', { email, password: person.password })
  provider.person = { ...provider.person, email: email.toUpperCase() }
  const browser = server.browser()
  await signIn(browser)
  expect((await browser.me()).body.id).toBe(added.body.id)
  const { rows } = await server.database.pool.query(
    `select expires_at < now() + interval '13 hours' as ends from staff_sessions where staff_id = $1`,
    [added.body.id],
  )
  expect(rows).toEqual([{ ends: true }, { ends: true }])
  // The password goes on, and the sign-in of the provider does not depend on the address any more.
  expect((await server.browser().post('sign-in/email', { email, password: person.password })).status).toBe(200)
  provider.person['email'] = 'changed@example.com'
  const again = server.browser()
  await signIn(again)
  expect((await again.me()).body).toMatchObject({ id: added.body.id, email })
  // Another account there that gets the address later is somebody else.
  provider.person = { ...provider.person, sub: 'newcomer', email }
  expect(await signIn(server.browser())).toBe(refused('no-access'))
})

test('the last admin keeps their role, whatever the claim says', async () => {
  provider.person = { ...provider.person, email: 'maria@example.com', groups: ['support'] }
  expect(await signIn(server.browser())).toBe(refused('no-access'))
  expect(await lastAudit('staff.openid_refused')).toMatchObject({ details: { reason: 'last_admin' } })
  const browser = server.browser()
  await browser.post('sign-in/email', { email: 'maria@example.com', password: server.password })
  expect((await browser.me()).body.role).toBe('admin')
})

test('a session of a linked person ends after the hours that are set, however much it is used', async () => {
  const browser = server.browser()
  await signIn(browser)
  const { id } = (await browser.me()).body
  const { pool } = server.database
  const hours = async () => {
    const { rows } = await pool.query(
      `select extract(epoch from expires_at - created_at) / 3600 as hours from staff_sessions where staff_id = $1`,
      [id],
    )
    return Number(rows[0].hours)
  }
  expect(await hours()).toBeCloseTo(12, 1)
  // As the library does when the browser asks who is signed in.
  const changes = async () =>
    (await pool.query(`select version from access_changes where kind = 'staff'`)).rows[0].version
  const before = await changes()
  expect((await browser.get('get-session')).body.user.id).toBe(id)
  expect((await browser.get('list-sessions')).status).toBe(200)
  // Nothing was extended: other nodes need not forget whom they know.
  expect(await changes()).toBe(before)
  await pool.query(`update staff_sessions set expires_at = expires_at + interval '30 days' where staff_id = $1`, [id])
  expect(await hours()).toBeCloseTo(12, 1)
})

test('a person who comes from two browsers at once is added once', async () => {
  const browsers = [server.browser(), server.browser(), server.browser()]
  const back = await Promise.all(browsers.map((browser) => comeBack(provider, browser)))
  const ends = await Promise.all(browsers.map((browser, index) => finish(browser, back[index]!)))
  expect(new Set(ends)).toEqual(new Set([`${publicUrl}/`]))
  const ids = await Promise.all(browsers.map(async (browser) => (await browser.me()).body.id))
  expect(new Set(ids).size).toBe(1)
})

test('nothing of the provider is stored but whose account it is', async () => {
  await signIn(server.browser())
  const { rows } = await server.database.pool.query(`select * from staff_accounts where account_id = $1`, [
    provider.person.sub,
  ])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    provider_id: `openid:${provider.issuer}`,
    access_token: null,
    refresh_token: null,
    id_token: null,
    password: null,
  })
})

test('a page of another site begins no sign-in, and the cookie is for this browser alone', async () => {
  const browser = server.browser()
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await browser.post('openid/begin', {}, evil)).body.code).toBe('csrf_rejected')
  const begun = await browser.post('openid/begin', {})
  expect(begun.headers.get('set-cookie')).toMatch(
    /^throughline\.openid=v1\.[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const asked = new URL(begun.body.url)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    code_challenge_method: 'S256',
    response_type: 'code',
    redirect_uri: callback,
    state: expect.stringMatching(/^.{43}$/),
    nonce: expect.stringMatching(/^.{43}$/),
  })
})

test('the sign-in page learns what there is to sign in with', async () => {
  expect((await server.browser().get('ways')).body).toEqual({ passwordsFor: 'all', openId: { name: 'Example ID' } })
})
