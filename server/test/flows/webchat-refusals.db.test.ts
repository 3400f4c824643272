import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { encoded, hostToken, newVisitor, type HostClaims, type Visitor } from '../visitor.ts'

const secret = randomBytes(32).toString('base64url')
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const site = 'https://shop.example'

let app: TestApp
let channel: Channel
let plain: Channel
beforeAll(async () => {
  app = await startTestApp({ env: { RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000' } })
  const connect = (name: string, settings: object): Promise<Channel> =>
    app.api('POST', '/channels', { kind: 'webchat', name, settings })
  channel = await connect('Shop', { allowedOrigins: [site], identity: { secret, publicKeys: publicPem } })
  plain = await connect('Blog', { allowedOrigins: ['https://*.blog.example'] })
})
afterAll(() => app.stop())

const visitor = (channelId = channel.id, origin?: string): Visitor =>
  newVisitor(app, channelId, origin === undefined ? {} : { origin })
const nowSeconds = Math.floor(Date.now() / 1000)
const signed = (claims: HostClaims, header?: Record<string, unknown>): string => hostToken(secret, claims, header)
const tampered = (token: string, claims: object): string => {
  const [header, , signature] = token.split('.')
  return `${header}.${encoded(claims)}.${signature}`
}

test.each([
  ['by HS256', () => signed({ sub: 'a' })],
  ['by RS256', () => hostToken(privateKey, { sub: 'b' })],
  ['for this channel', () => signed({ sub: 'c', aud: channel.id })],
  ['by a clock a few seconds ahead', () => signed({ sub: 'd', iat: nowSeconds + 20, nbf: nowSeconds + 20 })],
])('a token that the site signed %s is taken', async (_how, token) => {
  const answer = await visitor().identify(token())
  expect(answer).toMatchObject({ status: 200, body: { standing: 'signed-in' } })
})

const forged: [string, () => string][] = [
  ['with another secret', () => hostToken(randomBytes(32).toString('hex'), { sub: 'x' })],
  ['with the public key as if it were a secret', () => hostToken(publicPem, { sub: 'x' })],
  ['with none', () => `${encoded({ alg: 'none' })}.${encoded({ sub: 'x', exp: nowSeconds + 60 })}.`],
  ['with NONE, and a signature', () => signed({ sub: 'x' }, { alg: 'NONE' })],
  ['with an algorithm that is not offered', () => signed({ sub: 'x' }, { alg: 'HS512' })],
  ['with RS256 in the header and a secret below', () => signed({ sub: 'x' }, { alg: 'RS256' })],
  ['with a key that it brings along', () => signed({ sub: 'x' }, { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } })],
  ['and changed after that', () => tampered(signed({ sub: 'x' }), { sub: 'victim', exp: nowSeconds + 60 })],
  ['an hour ago', () => signed({ sub: 'x', exp: nowSeconds - 3600 })],
  ['without an end', () => signed({ sub: 'x', exp: undefined })],
  ['with an end that is no number', () => signed({ sub: 'x', exp: 'never' })],
  ['for tomorrow', () => signed({ sub: 'x', nbf: nowSeconds + 86_400, exp: nowSeconds + 90_000 })],
  ['for another channel', () => signed({ sub: 'x', aud: plain.id })],
  ['for nobody', () => signed({})],
  ['for an empty name', () => signed({ sub: '' })],
  ['for something that is no name', () => signed({ sub: { $ne: null } })],
  ['with a NUL in the name', () => signed({ sub: 'a\u0000b' })],
  ['as three dots', () => '...'],
  ['as words', () => 'let me in'],
]

test.each(forged)('a token signed %s is refused, and nobody is let in', async (_how, token) => {
  const someone = visitor()
  const answer = await someone.identify(token())
  // A key that travels with the token is not looked at: what counts is whose signature it is.
  if (_how.includes('brings along')) return expect([200, 401]).toContain(answer.status)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(['identity_refused', 'invalid_request']).toContain(answer.body.code)
  expect((await someone.ask('GET', '/session')).status).toBe(401)
})

test('a channel without a key believes no site', async () => {
  expect((await visitor(plain.id).identify(signed({ sub: 'x' }))).body.code).toBe('identity_refused')
})

test('a refused token leaves the session and what was said in it as they were', async () => {
  const someone = visitor()
  await someone.say('still here')
  await someone.identify(signed({ sub: 'x', exp: nowSeconds - 60_000 }))
  expect((await someone.ask('GET', '/session')).body.standing).toBe('anonymous')
  expect(await someone.texts()).toEqual(['still here'])
})

test('pages of other sites are refused, by HTTP and by WebSocket; those of the channel and our own are not', async () => {
  for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null']) {
    const foreign = visitor(channel.id, origin)
    const answer = await foreign.ask('POST', '/messages', { echoId: 'a', text: 'hello' })
    expect(answer).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    await expect(upgrade(origin)).rejects.toThrow('403')
  }
  for (const origin of [site, app.url]) {
    const answer = await visitor(channel.id, origin).ask('POST', '/messages', { echoId: 'a', text: 'hello' })
    expect(answer.status).toBe(201)
  }
  const fromSite = await visitor(channel.id, site).ask('GET', '')
  expect(fromSite.headers.get('access-control-allow-origin')).toBe(site)
  expect(fromSite.headers.get('vary')?.toLowerCase()).toContain('origin')
  expect(fromSite.headers.get('access-control-allow-credentials')).toBeNull()
  expect((await visitor(plain.id, 'https://one.blog.example').ask('GET', '')).status).toBe(200)
  expect((await visitor(plain.id, 'https://blog.example.evil.example').ask('GET', '')).status).toBe(403)
})

test('a browser may ask beforehand whether a call is allowed', async () => {
  const ask = (origin: string) =>
    fetch(`${app.url}/api/v1/webchat/${channel.id}/messages`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
  const allowed = await ask(site)
  expect(allowed.ok).toBe(true)
  expect(allowed.headers.get('access-control-allow-origin')).toBe(site)
  expect(allowed.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
})

test('no cookie is set and none is believed', async () => {
  const someone = visitor()
  const answer = await someone.ask('POST', '/messages', { echoId: 'a', text: 'hello' })
  expect(answer.headers.get('set-cookie')).toBeNull()
  const bare = await fetch(`${app.url}/api/v1/webchat/${channel.id}/messages`, {
    headers: { cookie: `token=${someone.token}` },
  })
  expect(bare.status).toBe(401)
})

test.each([
  ['text that is too long', { text: 'x'.repeat(100_001) }, 400],
  ['a NUL', { text: 'a\u0000b' }, 400],
  ['half a surrogate pair', { text: '\ud83d' }, 400],
  ['nothing at all', { text: '  ' }, 400],
  ['five hundred files', { text: 'a', attachmentIds: Array.from({ length: 500 }, () => newId()) }, 400],
  ['somebody else’s file', { text: 'a', attachmentIds: ['01900000-0000-7000-8000-000000000001'] }, 400],
  ['no echoId', { text: 'a', echoId: undefined }, 400],
  ['a field that is not there', { text: 'a', customerId: 'x' }, 400],
])('%s is refused with a problem, and nothing is kept', async (_what, body, status) => {
  const someone = visitor()
  const answer = await someone.ask('POST', '/messages', { echoId: 'e', ...body })
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ code: 'invalid_request', detail: expect.any(String) })
  expect((await someone.ask('GET', '/messages')).status).toBe(401)
})

test('100,000 characters are one message, whole', async () => {
  const text = '😀x'.repeat(33_333)
  const said = await visitor().say(text)
  expect(said.text).toBe(text)
})

test('files that wait unsent are bounded', async () => {
  const someone = visitor()
  const statuses: number[] = []
  for (let i = 0; i < 12; i++) statuses.push((await someone.upload(`${i}.txt`, `file ${i}`)).status)
  expect(statuses.filter((status) => status === 201).length).toBe(10)
  expect((await someone.upload('more.txt', 'x')).body.code).toBe('too_many_files')
})

test('a token that was never used, is malformed, or is staff’s, opens nothing', async () => {
  expect((await visitor().ask('GET', '/session')).body.code).toBe('unauthenticated')
  for (const authorization of ['Visitor short', 'Visitor', `Bearer ${app.token}`, '']) {
    const answer = await visitor().ask('GET', '/messages', undefined, { authorization })
    expect(answer.status).toBe(401)
  }
  const someone = visitor()
  await someone.say('hi')
  const response = await fetch(`${app.url}/api/v1/customers`, {
    headers: { authorization: `Visitor ${someone.token}` },
  })
  expect(response.status).toBe(401)
})

test('a token is good for its own channel only', async () => {
  const here = visitor()
  await here.say('hi')
  const there = newVisitor(app, plain.id, { token: here.token })
  expect((await there.ask('GET', '/messages')).status).toBe(401)
})

test('what is said on the socket before hello, or is no frame, is refused and tells nothing', async () => {
  const ws = await upgrade(site)
  const frames: string[] = []
  ws.on('message', (data) => frames.push(String(data)))
  ws.send('{"type":"seen","id":"x"}')
  ws.send('not json')
  ws.send(JSON.stringify({ type: 'hello', token: 'a'.repeat(43), cursor: null }))
  await expect.poll(() => ws.readyState === ws.CLOSED || frames.length > 2).toBe(true)
  expect(frames.join('')).not.toMatch(/"message"|"welcome"/)
  ws.terminate()
})

test('logging out closes the connections of the token, here and now', async () => {
  const someone = visitor()
  await someone.say('hi')
  const live = await someone.live(null)
  expect((await someone.ask('DELETE', '/session')).status).toBe(204)
  await expect.poll(() => live.closed()).toBe(4401)
  expect((await someone.ask('POST', '/messages', { echoId: 'z', text: 'again' })).body.code).toBe('session_over')
})

test('a log-out that could not be done is not answered as if it were', async () => {
  const someone = visitor()
  await someone.say('hi')
  await app.database.pool.query('alter table visitor_sessions rename to visitor_sessions_away')
  const answer = await someone.ask('DELETE', '/session')
  await app.database.pool.query('alter table visitor_sessions_away rename to visitor_sessions')
  expect(answer.status).toBe(500)
  expect((await someone.ask('GET', '/session')).status).toBe(200)
})

test('a channel that is off, gone, or no chat is not there', async () => {
  expect((await visitor('01900000-0000-7000-8000-000000000009').ask('GET', '')).status).toBe(404)
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  const mail = items.find(({ kind }) => kind === 'email')!
  expect((await visitor(mail.id).ask('GET', '')).status).toBe(404)
})

test('one flood is slowed down, with the time to wait', async () => {
  await using small = await startTestApp({ env: { RATE_LIMIT_VISITOR: '5', RATE_LIMIT_ANONYMOUS: '5' } })
  const { id } = await small.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  const flooder = newVisitor(small, id)
  const answers = []
  for (let i = 0; i < 8; i++) answers.push(await flooder.ask('POST', '/messages', { echoId: `${i}`, text: 'spam' }))
  const last = answers.at(-1)!
  expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
})

function upgrade(origin: string): Promise<WebSocket> {
  const ws = new WebSocket(`${app.url.replace(/^http/, 'ws')}/api/v1/webchat/${channel.id}/live`, {
    headers: { origin },
  })
  return new Promise((resolve, reject) => {
    ws.once('open', () => resolve(ws))
    ws.once('error', reject)
  })
}

test('a file that is uploaded again after a cut is the same file', async () => {
  const someone = visitor()
  const first = await someone.upload('receipt.txt', 'paid')
  for (let i = 0; i < 12; i++) expect((await someone.upload('receipt.txt', 'paid')).body.id).toBe(first.body.id)
  expect((await someone.upload('receipt.txt', 'not paid')).body.id).not.toBe(first.body.id)
})
