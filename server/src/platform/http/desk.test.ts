import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { serveDesk } from './http.ts'

const distDir = mkdtempSync(join(tmpdir(), 'throughline-desk-'))
mkdirSync(join(distDir, 'assets'))
writeFileSync(join(distDir, 'index.html'), '<title>The desk</title>')
writeFileSync(join(distDir, 'assets', 'index-a1b2c3.js'), 'start()')
writeFileSync(join(distDir, 'favicon.svg'), '<svg/>')
writeFileSync(join(distDir, '..', 'throughline-outside.txt'), 'secret')

let built: TestServer
let missing: TestServer
beforeAll(async () => {
  built = await bootTestServer((app) => serveDesk(app, { distDir }))
  missing = await bootTestServer((app) => serveDesk(app, { distDir: join(distDir, 'nowhere') }))
})
afterAll(async () => {
  await built.close()
  await missing.close()
  rmSync(distDir, { recursive: true })
  rmSync(join(distDir, '..', 'throughline-outside.txt'))
})

async function open(path: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8') {
  const response = await fetch(built.origin + path, { headers: { accept } })
  return {
    status: response.status,
    cache: response.headers.get('cache-control'),
    body: await response.text(),
    response,
  }
}

test('every address that a browser opens is the workspace, asked for anew every time', async () => {
  for (const path of ['/', '/inbox', '/customers/7?tab=notes', '/setup?token=x', '/index.html']) {
    const page = await open(path)
    expect(page).toMatchObject({ status: 200, cache: 'no-cache', body: '<title>The desk</title>' })
    expect(page.response.headers.get('content-security-policy')).toContain("script-src 'self'")
  }
})

test('a file named after its content is kept for ever, any other is asked for', async () => {
  expect(await open('/assets/index-a1b2c3.js', '*/*')).toMatchObject({
    status: 200,
    cache: 'public, max-age=31536000, immutable',
    body: 'start()',
  })
  expect((await open('/favicon.svg', '*/*')).cache).toBe('no-cache')
})

test('what is missing in the API, at webhooks and among the files is 404, not the workspace', async () => {
  for (const path of ['/api/v1/nothing', '/api/auth/sign-up/email', '/in/7', '/assets/index-old.js']) {
    expect((await open(path)).status, path).toBe(404)
  }
  expect((await open('/nothing.js', '*/*')).status).toBe(404)
})

test('nothing outside of the folder is served', async () => {
  for (const path of [
    '/../throughline-outside.txt',
    '/%2e%2e/throughline-outside.txt',
    '/..%2fthroughline-outside.txt',
  ]) {
    expect((await built.app.inject({ url: path })).body).not.toContain('secret')
  }
})

test('a workspace that was not built says how to build it', async () => {
  const response = await fetch(missing.origin, { headers: { accept: 'text/html' } })
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm run build')
})
