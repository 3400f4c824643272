import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { createMetrics } from '../../platform/http/metrics.ts'
import { systemClock } from '../../lib/clock.ts'
import { readConfig } from '../../lib/config.ts'
import { silentLogger } from '../../lib/logger.ts'
import { layFoundations } from '../../run/foundations.ts'

const secretKey = 'k'.repeat(32)
const used: (string | null)[] = []
/** Gives another refresh token each time, and refuses every one but the last. */
const provider = createServer((request, response) => {
  void (async () => {
    let form = ''
    for await (const chunk of request) form += String(chunk)
    const given = new URLSearchParams(form).get('refresh_token')
    used.push(given)
    const isValid = given === `r-${used.length}`
    response
      .writeHead(isValid ? 200 : 400)
      .end(
        JSON.stringify(
          isValid
            ? { access_token: 'a', expires_in: 3600, refresh_token: `r-${used.length + 1}` }
            : { error: 'invalid_grant' },
        ),
      )
  })()
})
let app: TestApp
let channelId: string
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  provider.listen(0, '127.0.0.1')
  await once(provider, 'listening')
  app = await startTestApp({ env: { SECRET_KEY: secretKey, ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  const tokenUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/token`
  const oauth = { tokenUrl, clientId: 'app', refreshToken: 'r-1' }
  const imap = { host: '127.0.0.1', port: 1, security: 'none', user: 'help', auth: 'xoauth2', oauth }
  const settings = { address: 'help@example.com', imap }
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'email', name: 'Help', settings })).id
})
afterAll(async () => {
  await stops.disposeAsync()
  await app.stop()
  provider.close()
})

test('a refresh token that the provider replaced is there for the next process, and for other nodes', async () => {
  await expect.poll(() => used.length).toBeGreaterThan(0)
  const config = readConfig({ DATA_DIR: app.dataDir, SMTP_PORT: '0', SERVICES: 'worker', SECRET_KEY: secretKey })
  const node = { metrics: createMetrics(), version: '0.0.0-test' }
  const { connection } = app.database
  const other = await layFoundations({ config, logger: silentLogger, connection, clock: systemClock, ...node }, stops)
  const kept = async (): Promise<unknown> => {
    other.store.refresh()
    const settings = (await other.store.byId(channelId)).settings as { imap: { oauth: { refreshToken: string } } }
    return settings.imap.oauth.refreshToken
  }
  await expect.poll(kept).toBe('r-2')
  // What is kept is what is held: the provider is not asked again for each use.
  await app.request('POST', `/channels/${channelId}/test`)
  expect(used).toEqual(['r-1'])
  expect(JSON.stringify(await app.api('GET', `/channels/${channelId}`))).not.toContain('r-2')
})
