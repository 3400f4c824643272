import { createPublicKey, type JsonWebKeyInput } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createLogger } from '../../../src/lib/logger.ts'
import { bootOpenIdProvider, comeBack, finish, signInAt, type OpenIdProvider } from '../../openid-provider.ts'
import { bootStaff, type StaffServer } from '../../staff.ts'
import { totp } from '../../totp.ts'

const publicUrl = 'http://help.example.com'
const refused = (reason: string) => `${publicUrl}/sign-in?openid=${reason}`
const roles = { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'bosses=admin,support=staff', OIDC_CREATE_STAFF: 'true' }
let provider: OpenIdProvider
let server: StaffServer
const lines: string[] = []
beforeAll(async () => {
  provider = await bootOpenIdProvider({ redirectUri: `${publicUrl}/api/auth/openid/callback` })
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
  lines.length = 0
})

const logger = createLogger('trace', { to: { write: (line) => void lines.push(line) } })
const boot = (env: Record<string, string> = {}) =>
  bootStaff({ env: { PUBLIC_URL: publicUrl, ...provider.env, ...roles, ...env }, logger })

test('a code that was made for another client, or that somebody else began, signs nobody in', async () => {
  const browser = server.browser()
  const begun = await browser.post('openid/begin', {})
  const elsewhere = new URL(begun.body.url)
  elsewhere.searchParams.set('client_id', 'another')
  expect(await finish(browser, new URL(await provider.visit(elsewhere.href)))).toBe(refused('failed'))

  const [victim, attacker] = [server.browser(), server.browser()]
  const [theirs, mine] = [await comeBack(provider, victim), await comeBack(provider, attacker)]
  mine.searchParams.set('code', theirs.searchParams.get('code')!)
  expect(await finish(attacker, mine)).toBe(refused('failed'))
  expect((await attacker.me()).status).toBe(401)
})

test('an answer that does not say which provider it is from, where this one always does, signs nobody in', async () => {
  const browser = server.browser()
  const at = await comeBack(provider, browser)
  expect(at.searchParams.get('iss')).toBe(provider.issuer)
  at.searchParams.delete('iss')
  expect(await finish(browser, at)).toBe(refused('failed'))
})

test('a token that is signed with the public key as a secret signs nobody in', async () => {
  const keys = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JsonWebKeyInput['key'][] }
  const hmacKey = String(createPublicKey({ key: keys.keys[0]!, format: 'jwk' }).export({ type: 'spki', format: 'pem' }))
  const fresh = await boot()
  provider.lie = { header: { alg: 'HS256' }, hmacKey, discovery: { id_token_signing_alg_values_supported: ['HS256'] } }
  const browser = fresh.browser()
  expect(await signInAt(provider, browser)).toBe(refused('failed'))
  expect((await browser.me()).status).toBe(401)
  await fresh.close()
})

test.each([['jwks_uri'], ['token_endpoint'], ['userinfo_endpoint']])(
  'a %s inside our network is not called',
  async (name) => {
    let calls = 0
    const inside = await serving((_request, response) => {
      calls++
      response.end('{}')
    })
    const fresh = await boot()
    provider.lie = { discovery: { [name]: `${inside}/` } }
    const browser = fresh.browser()
    expect(await signInAt(provider, browser)).toBe(refused('failed'))
    expect(calls).toBe(0)
    await fresh.close()
  },
)

test('a description or keys that are elsewhere, endless or no description are given up', async () => {
  let asked = 0
  const outside = await serving((request, response) => {
    asked++
    if (request.url!.startsWith('/moved')) {
      response.writeHead(302, { location: `${provider.issuer}/jwks` }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    const more = (): void => {
      let goesOn = true
      while (goesOn && !response.destroyed) goesOn = response.write('['.repeat(64 * 1024))
    }
    response.on('drain', more)
    more()
  })
  const { host } = new URL(outside)
  const env = { ALLOWED_PRIVATE_HOSTS: `${provider.env['ALLOWED_PRIVATE_HOSTS']},${host}` }
  for (const path of ['moved', 'endless']) {
    const fresh = await boot(env)
    provider.lie = { discovery: { jwks_uri: `${outside}/${path}` } }
    const end = await signInAt(provider, fresh.browser())
    expect([refused('failed'), refused('unavailable')]).toContain(end)
    await fresh.close()
    const lost = await boot({ ...env, OIDC_ISSUER: `${outside}/${path}` })
    expect((await lost.browser().post('openid/begin', {})).status).toBe(502)
    await lost.close()
  }
  expect(asked).toBe(4)
})

test('somebody who can add people does not become an admin by adding one whom the provider makes an admin', async () => {
  const email = `boss${count}@example.com`
  const role = `helper${count}`
  await server.ask(server.token, 'POST', '/roles', { name: role, permissions: ['staff.manage', 'thread.read'] })
  const helper = { name: 'Helper', email: `helper${count}@example.com`, password: 'a password of the helper', role }
  expect((await server.ask(server.token, 'POST', '/staff', helper)).status).toBe(201)
  const browser = server.browser()
  await browser.post('sign-in/email', { email: helper.email, password: helper.password })
  const known = { name: 'Boss', email, password: 'a password that two know', role }
  expect((await browser.call('POST', '/staff', known)).status).toBe(201)
  const planted = server.browser()
  expect((await planted.post('sign-in/email', { email, password: known.password })).status).toBe(200)
  provider.person = { ...provider.person, email, groups: ['bosses'] }
  const boss = server.browser()
  expect(await signInAt(provider, boss)).toBe(`${publicUrl}/`)
  expect((await boss.me()).body.role).toBe('admin')
  expect((await planted.me()).status).toBe(401)
  expect((await server.browser().post('sign-in/email', { email, password: known.password })).status).toBe(401)
  expect((await boss.get('own-password')).body).toEqual({ isSet: false })
  const { items } = (await boss.call('GET', '/audit?limit=10')).body
  expect(items.map((item: { action: string }) => item.action)).toContain('staff.password_ended')
})

test('a claim that gives as much or less than before ends no password, and one that gives more takes no second factor', async () => {
  const { email } = provider.person
  const password = 'a long enough password'
  await server.ask(server.token, 'POST', '/staff', { name: 'Kim', email, password, role: 'lead' })
  const signIn = async () => (await server.browser().post('sign-in/email', { email, password })).status
  for (let times = 0; times < 2; times++) {
    expect(await signInAt(provider, server.browser())).toBe(`${publicUrl}/`)
    expect(await signIn()).toBe(200)
  }
  const browser = server.browser()
  await browser.post('sign-in/email', { email, password })
  const enabled = await browser.post('two-factor/enable', { password })
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await browser.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  provider.person['groups'] = ['bosses']
  const other = server.browser()
  expect(await signInAt(provider, other)).toContain('openid=code')
  expect(await signIn()).toBe(401)
  expect((await other.post('two-factor/verify-totp', { code: totp(secret, 1) })).status).toBe(200)
  expect((await other.me()).body.role).toBe('admin')
})

test('the code of a second factor is of no use when access was switched off meanwhile', async () => {
  const { email } = provider.person
  const password = 'a long enough password'
  const added = await server.ask(server.token, 'POST', '/staff', { name: 'Kim', email, password, role: 'staff' })
  const browser = server.browser()
  await browser.post('sign-in/email', { email, password })
  const enabled = await browser.post('two-factor/enable', { password })
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await browser.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  const other = server.browser()
  expect(await signInAt(provider, other)).toContain('openid=code')
  expect((await other.call('GET', '/staff')).status).toBe(401)
  expect((await other.post('two-factor/disable', { password })).status).toBe(401)
  await server.ask(server.token, 'PATCH', `/staff/${added.body.id}`, { active: false })
  expect((await other.post('two-factor/verify-totp', { code: totp(secret, 1) })).status).toBe(401)
  expect((await other.me()).status).toBe(401)
})

test('a person of a network from which too many sign in reads a sentence on our page, not the answer of a program', async () => {
  const busy = await boot({ RATE_LIMIT_SIGN_IN: '1' })
  const browser = busy.browser()
  expect(await finish(browser, await comeBack(provider, browser))).toBe(refused('busy'))
  expect((await browser.me()).status).toBe(401)
  await busy.close()
})

test('the path to come back to is no longer than a cookie can be', async () => {
  for (const next of [`/${'ä'.repeat(1900)}`, `/inbox?q=${'\\'.repeat(1900)}`]) {
    const browser = server.browser()
    const begun = await browser.post('openid/begin', { next })
    expect(begun.status).toBe(200)
    expect(begun.headers.get('set-cookie')!.length).toBeLessThan(4096)
  }
})

test('the log says what the provider refused, and repeats no secret, code or token', async () => {
  const wrong = await boot({ OIDC_CLIENT_SECRET: 'not-the-secret-of-the-client' })
  const browser = wrong.browser()
  const at = await comeBack(provider, browser)
  expect(await finish(browser, at)).toBe(refused('failed'))
  const log = lines.join('')
  expect(log).toContain('invalid_client')
  for (const [, value] of at.searchParams) if (value !== provider.issuer) expect(log).not.toContain(value)
  expect(log).not.toContain('not-the-secret')
  await wrong.close()

  lines.length = 0
  for (const lie of [{ claims: { aud: 'another' } }, { header: { alg: 'none' } }, { claims: { nonce: 'another' } }]) {
    provider.lie = lie
    await signInAt(provider, server.browser())
  }
  expect(lines).toHaveLength(3)
  expect(lines.join('')).not.toMatch(/eyJ|\[object/)
})

async function serving(answer: RequestListener): Promise<string> {
  const web = createServer(answer).listen(0, '127.0.0.1')
  await once(web, 'listening')
  onTestFinished(() => {
    web.closeAllConnections()
    web.close()
  })
  const address = web.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}`
}
