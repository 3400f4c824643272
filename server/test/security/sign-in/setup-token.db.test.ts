import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'

let app: TestApp
let token: string
beforeAll(async () => {
  app = await startTestApp({ env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '', RATE_LIMIT_SIGN_IN: '10000' } })
  token = new URL(app.setupUrl ?? '').searchParams.get('token') ?? ''
})
afterAll(() => app.stop())

const setUp = (given: string): Promise<Response> =>
  app.request('POST', '/setup', {
    token: given,
    name: 'Mallory',
    email: 'mallory@example.com',
    password: 'a long enough password',
  })

test('a shortened set-up token makes no admin, the whole one does', async () => {
  const bytes = Buffer.from(token, 'base64url')
  expect(bytes.length).toBe(32)
  const parts = [10, 11, 16, 20, 31].map((length) => bytes.subarray(0, length))
  for (const part of [...parts, bytes.subarray(1), Buffer.concat([bytes, bytes]), Buffer.alloc(32)]) {
    expect((await setUp(part.toString('base64url'))).status, `${part.length} bytes`).toBe(403)
  }
  expect(await (await app.request('GET', '/setup')).json()).toEqual({ needed: true })
  expect((await setUp(token)).status).toBe(201)
})
