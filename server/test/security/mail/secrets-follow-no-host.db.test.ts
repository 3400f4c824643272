import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { freePort } from '../../free-port.ts'
import { startImapServer, type ImapServer } from '../../mail/imap-server.ts'
import { portOf } from '../../mail/ports.ts'
import { startSmtpSink, type SmtpSink } from '../../mail/smtp-sink.ts'

// An admin, or a stolen admin token, that may change a channel but has never seen its passwords.

const password = 'TOP-SECRET-0b7d'
const closing: (() => Promise<void>)[] = []
let app: TestApp
let thiefSmtp: SmtpSink
let thiefImap: ImapServer

beforeAll(async () => {
  app = await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
})
afterAll(async () => {
  await app.stop()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function thieves() {
  ;[thiefSmtp, thiefImap] = await Promise.all([startSmtpSink(), startImapServer()])
  thiefSmtp.features.push('AUTH PLAIN LOGIN')
  closing.push(
    () => thiefSmtp.close(),
    () => thiefImap.close(),
  )
}

type Settings = { smtp?: Record<string, unknown>; imap?: Record<string, unknown> }

async function channelWith(settings: Settings): Promise<Channel> {
  return app.api<Channel>('POST', '/channels', {
    kind: 'email',
    name: 'Sends',
    settings: { address: 's@shop.example', ...settings },
  })
}

const patch = (id: string, change: object) => app.request('PATCH', `/channels/${id}`, change)
const tryOut = (id: string) =>
  app.api<{ ok: boolean; steps: { name: string; ok: boolean; sentence: string }[] }>('POST', `/channels/${id}/test`)

/** All that a client sent to a thief, with base64 decoded. */
function overheard(said: readonly string[]): string {
  return said.flatMap((line) => [line, ...line.split(' ').map((word) => Buffer.from(word, 'base64').toString())]).join()
}

const smtpOf = async () => ({ host: '127.0.0.1', port: await freePort(), security: 'none', user: 'u', password })
const imapOf = async () => ({ host: '127.0.0.1', port: await freePort(), security: 'none', user: 'u', password })

test('the password of an outgoing server is not sent to the one it is changed to', async () => {
  await thieves()
  const made = await channelWith({ smtp: await smtpOf() })
  const smtp = { host: '127.0.0.1', port: thiefSmtp.port, security: 'none', user: 'u' }
  const changed = await patch(made.id, { settings: { ...made.settings, smtp } })
  expect(changed.status).toBe(200)
  expect(await changed.json()).toMatchObject({
    secretsSet: [],
    secretsToGiveAgain: ['smtp.password'],
    health: { state: 'failing', sentence: expect.stringContaining('was removed') },
  })
  const { ok, steps } = await tryOut(made.id)
  expect(overheard(thiefSmtp.said)).not.toContain(password)
  expect(thiefSmtp.said.filter((line) => line.startsWith('AUTH'))).toEqual([])
  expect(ok).toBe(false)
  expect(steps.find(({ name }) => name === 'Sending')?.sentence).toMatch(/give it again/)

  // Given again, it is used again.
  const again = await patch(made.id, { settings: { ...made.settings, smtp: { ...smtp, password: 'another' } } })
  expect(await again.json()).toMatchObject({ secretsSet: ['smtp.password'], secretsToGiveAgain: [] })
  expect((await tryOut(made.id)).ok).toBe(true)
})

test('the password of a mailbox is not sent to the server it is changed to, neither by the test nor by watching', async () => {
  await thieves()
  const made = await channelWith({ imap: await imapOf() })
  const imap = { host: '127.0.0.1', port: thiefImap.port, security: 'none', user: 'u' }
  // Switched off, changed and switched on again, in three steps.
  await patch(made.id, { enabled: false })
  await patch(made.id, { settings: { ...made.settings, imap } })
  const on = await patch(made.id, { enabled: true })
  expect(await on.json()).toMatchObject({ secretsToGiveAgain: ['imap.password'], health: { state: 'failing' } })
  expect((await tryOut(made.id)).ok).toBe(false)
  expect(overheard(thiefImap.said)).not.toContain(password)
  expect(thiefImap.said).toEqual([])
})

test('an access token of a mailbox is sent neither to another mailbox nor to another outgoing server', async () => {
  await thieves()
  const { password: accessToken, ...place } = await imapOf()
  const made = await channelWith({ imap: { ...place, auth: 'xoauth2', accessToken } })
  const smtp = { host: '127.0.0.1', port: thiefSmtp.port, security: 'none', auth: 'xoauth2', user: 'u' }
  await patch(made.id, { settings: { ...made.settings, smtp } })
  await tryOut(made.id)
  expect(overheard(thiefSmtp.said)).not.toContain(accessToken)
})

test('a refresh token and a client secret are not sent to another token address, nor used for another mailbox', async () => {
  await thieves()
  const asked: string[] = []
  const thief: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(body)
      response.setHeader('content-type', 'application/json')
      response.end('{"access_token":"BOUGHT-TOKEN","expires_in":3600}')
    })
  })
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    thief.closeAllConnections()
    await new Promise((resolve) => thief.close(resolve))
  })
  const oauth = { tokenUrl: `http://127.0.0.1:${await freePort()}/token`, clientId: 'c' }
  const place = { host: '127.0.0.1', port: await freePort(), security: 'none', user: 'u', auth: 'xoauth2' }
  const secrets = { clientSecret: `${password}-client`, refreshToken: `${password}-refresh` }
  const made = await channelWith({ imap: { ...place, oauth: { ...oauth, ...secrets } } })

  const elsewhere = { ...oauth, tokenUrl: `http://127.0.0.1:${portOf(thief)}/token` }
  const refused = await patch(made.id, { settings: { ...made.settings, imap: { ...place, oauth: elsewhere } } })
  await tryOut(made.id)
  expect(asked).toEqual([])
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({
    errors: [{ path: 'settings.imap.oauth.refreshToken', message: expect.stringContaining('given again') }],
  })

  // The token server is the right one, and what it gives would be shown to another mailbox.
  const right = await channelWith({ imap: { ...place, oauth: { ...elsewhere, ...secrets } } })
  const imap = { ...place, port: thiefImap.port, oauth: elsewhere }
  expect((await patch(right.id, { settings: { ...right.settings, imap } })).status).toBe(400)
  await tryOut(right.id)
  expect(overheard(thiefImap.said)).not.toContain('BOUGHT-TOKEN')
})

test('a secret is kept while the settings it is bound to stay the same', async () => {
  const made = await channelWith({ smtp: await smtpOf() })
  const { smtp } = made.settings as { smtp: Record<string, unknown> }
  // A default that is spelled out is no change.
  const settings = { ...made.settings, senderName: 'Acme', smtp: { ...smtp, auth: 'password' } }
  const changed = await patch(made.id, { name: 'Renamed', settings })
  expect(await changed.json()).toMatchObject({ secretsSet: ['smtp.password'], secretsToGiveAgain: [] })
})

test.each([
  ['smtp', { smtp: { host: 'mail.example', security: 'none', user: 'u', password } }, 'smtp'],
  ['smtp by OAuth', { smtp: { host: 'mail.example', security: 'none', user: 'u', auth: 'xoauth2' } }, 'smtp'],
  ['imap', { imap: { host: '203.0.113.9', security: 'none', user: 'u', password } }, 'imap'],
  [
    'a token address',
    {
      imap: {
        host: 'mail.example',
        user: 'u',
        auth: 'xoauth2',
        oauth: { tokenUrl: 'http://login.example/token', clientId: 'c', refreshToken: password },
      },
    },
    'imap.oauth',
  ],
] as const)(
  '%s: a password goes to another machine without encryption only where that is allowed',
  async (_name, settings, group) => {
    const body = { kind: 'email', name: 'Clear', enabled: false, settings }
    const refused = await app.request('POST', '/channels', body)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ errors: [{ path: `settings.${group}.allowUnencrypted` }] })
    const allowed = structuredClone<Settings>(settings)
    group.split('.').reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, allowed)[
      'allowUnencrypted'
    ] = true
    expect((await app.request('POST', '/channels', { ...body, settings: allowed })).status).toBe(201)
  },
)
