import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootStaff, type StaffServer } from '../../../test/staff.ts'

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff()
})
afterAll(() => server.close())

test('a person signs in with their password, is known by the cookie, and signs out', async () => {
  const browser = server.browser()
  const signedIn = await browser.post('sign-in/email', { email: 'Maria@Example.com', password: server.password })
  expect(signedIn.status).toBe(200)
  expect(signedIn.headers.get('set-cookie')).toMatch(/^throughline\.session_token=.*HttpOnly; SameSite=Lax/)
  expect(await browser.me()).toMatchObject({
    status: 200,
    body: { kind: 'staff', name: 'Maria', email: 'maria@example.com', role: 'admin' },
  })
  expect((await browser.post('sign-out')).status).toBe(200)
  expect((await browser.me()).status).toBe(401)
})
