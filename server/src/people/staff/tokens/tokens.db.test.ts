import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootStaff, type StaffServer } from '../../../../test/staff.ts'
import { hourMs, manualClock } from '../../../lib/clock.ts'

const clock = manualClock('2026-01-05T08:00:00Z')
let server: StaffServer
beforeAll(async () => {
  server = await bootStaff({ clock })
})
afterAll(() => server.close())

const asAdmin = (method: string, path: string, body?: unknown) => server.ask(server.token, method, path, body)

test('the value of a token is shown once and stored as a digest only', async () => {
  const made = await asAdmin('POST', '/tokens', { name: 'Shop', role: 'staff' })
  expect(made.body.token).toMatch(/^tl_[\w-]{43}$/)
  const listed = await asAdmin('GET', '/tokens')
  expect(JSON.stringify(listed.body)).not.toContain(made.body.token)
  const rows = await server.database.db.selectFrom('api_tokens').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(made.body.token)
  expect(rows.every((row) => row.token_hash.length === 32)).toBe(true)
  expect((await server.ask(made.body.token, 'GET', '/me')).body).toMatchObject({
    kind: 'token',
    name: 'Shop',
    role: 'staff',
    email: null,
  })
})

test('the role of a token is asked for by name: no token is an admin’s by default', async () => {
  const made = await asAdmin('POST', '/tokens', { name: 'Nameless' })
  expect(made).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ path: 'role' }] } })
  expect(JSON.stringify((await asAdmin('GET', '/tokens')).body)).not.toContain('Nameless')
})

test('a revoked token stops working at once, although it was used a moment ago', async () => {
  const { token, id } = (await asAdmin('POST', '/tokens', { name: 'Old', role: 'admin' })).body
  expect((await server.ask(token, 'GET', '/me')).status).toBe(200)
  expect((await asAdmin('DELETE', `/tokens/${id}`)).status).toBe(204)
  expect((await server.ask(token, 'GET', '/me')).status).toBe(401)
  expect((await asAdmin('DELETE', `/tokens/${id}`)).body.code).toBe('not_found')
  const listed = (await asAdmin('GET', '/tokens')).body.items
  expect(listed.map((item: { name: string }) => item.name)).not.toContain('Old')
})

test('a token ends when it was said to end, also while it is remembered', async () => {
  const expiresAt = new Date(clock.now().getTime() + hourMs).toISOString()
  const { token } = (await asAdmin('POST', '/tokens', { name: 'Hour', expiresAt, role: 'admin' })).body
  clock.advance(hourMs - 1000)
  expect((await server.ask(token, 'GET', '/me')).status).toBe(200)
  clock.advance(1000)
  expect((await server.ask(token, 'GET', '/me')).status).toBe(401)
  const past = await asAdmin('POST', '/tokens', { name: 'Past', expiresAt, role: 'admin' })
  expect(past.body.errors).toMatchObject([{ path: 'expiresAt', message: 'is in the past' }])
})

test('when a token was used last is written down to the minute', async () => {
  const { token, id } = (await asAdmin('POST', '/tokens', { name: 'Used', role: 'admin' })).body
  await server.ask(token, 'GET', '/me')
  const used = async () =>
    (await asAdmin('GET', '/tokens')).body.items.find((item: { id: string }) => item.id === id).lastUsedAt
  await expect.poll(used).toBe(clock.now().toISOString())
})

test('what looks like a token and is none is nobody', async () => {
  for (const value of ['', 'x', `${server.token}x`, 'tl_', ' ', '\t', 'x'.repeat(4000)]) {
    const response = await fetch(`${server.origin}/api/v1/me`, { headers: { authorization: `Bearer ${value}` } })
    expect(response.status, value).toBe(401)
  }
  for (const authorization of [server.token, `Basic ${btoa(`x:${server.token}`)}`, `Token ${server.token}`]) {
    expect((await fetch(`${server.origin}/api/v1/me`, { headers: { authorization } })).status).toBe(401)
  }
})
