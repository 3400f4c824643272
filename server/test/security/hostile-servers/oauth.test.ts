import { expect, test } from 'vitest'
import { createEmailAdapter } from '../../../src/channels/adapters/email/email.ts'
import { createGuardedFetch } from '../../../src/lib/guarded-fetch.ts'
import { emailChannel, noOthers } from '../../mail/email-channel.ts'
import { useHostileHttp } from './hostile-http.ts'

// A provider's token address that lies, redirects, never ends or says back what it was told.

const secrets = { refreshToken: 'REFRESH-0b7d-secret', clientSecret: 'CLIENT-0b7d-secret' }
const provider = useHostileHttp()

/** What the test of the channel says of its mailbox. */
async function tryMailbox(): Promise<string> {
  const fetch = createGuardedFetch({ allowPrivateHosts: [`127.0.0.1:${provider.port}`] })
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null, fetch })
  const oauth = { tokenUrl: `http://127.0.0.1:${provider.port}/token`, clientId: 'c', ...secrets }
  const imap = { host: '127.0.0.1', port: 1, security: 'none' as const, user: 'help', auth: 'xoauth2' as const, oauth }
  const steps = await adapter.test!(emailChannel({ imap }).context, noOthers)
  const { ok, sentence } = steps.find(({ name }) => name.sentence === 'Mailbox')!
  expect(ok).toBe(false)
  expect(sentence.length).toBeLessThan(500)
  for (const secret of Object.values(secrets)) expect(sentence).not.toContain(secret)
  return sentence
}

test.each(['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:1/', '/elsewhere'])(
  'a redirect to %s is not followed',
  async (location) => {
    provider.answer = (_request, response) => response.writeHead(307, { location }).end()
    expect(await tryMailbox()).toContain('no access token')
    expect(provider.requests.map(({ path }) => path)).toEqual(['/token'])
  },
)

test('an answer without end is given up', async () => {
  provider.answer = (_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('{"access_token":"'.repeat(5000)));
    }
    response.on('drain', more)
    more()
  }
  expect(await tryMailbox()).toContain('No access token')
})

test.each([200, 400, 500])(
  'what the server repeats with %s is not shown, and no control character in it either',
  async (status) => {
    const error_description = `${secrets.refreshToken} ${secrets.clientSecret} \u202e\u0007 ${'z'.repeat(9000)}`
    provider.answer = (_request, response) => {
      response.writeHead(status).end(JSON.stringify({ error: 'no', error_description }))
    }
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(await tryMailbox()).not.toMatch(/[\u0000-\u001f\u202e]/)
  },
)

test('a token of a megabyte is refused', async () => {
  provider.answer = (_request, response) => response.end(JSON.stringify({ access_token: 'x'.repeat(900_000) }))
  expect(await tryMailbox()).toContain('no access token')
})
