import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { newId } from '../../lib/ids.ts'

const password = 'a long enough password'
const tokens = { readonly: '', staff: '' }
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  for (const role of ['readonly', 'staff'] as const) {
    tokens[role] = (await app.api<{ token: string }>('POST', '/tokens', { name: role, role })).token
  }
})
afterAll(() => app.stop())

/** A person with a session: their own replies are theirs. */
async function signIn(name: string, role: string) {
  const email = `${name.toLowerCase()}@acme.example`
  await app.api('POST', '/staff', { name, email, password, role })
  const origin = app.url.replace('127.0.0.1', 'localhost')
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
}

const names = (answer: { body: { items: { name: string }[] } }): string[] => answer.body.items.map((item) => item.name)

test('one sees everybody’s replies and one’s own, and nobody sees another’s own', async () => {
  const [ben, noor] = [await signIn('Ben', 'staff'), await signIn('Noor', 'staff')]
  const shared = await app.api<{ id: string }>('POST', '/saved-replies', {
    name: 'Refund',
    text: 'Hello',
    shared: true,
  })
  const own = await ben('POST', '/saved-replies', {
    name: 'My greeting',
    text: 'Hi {{customer.firstName}}',
    shortcut: 'hi',
  })
  expect(own).toMatchObject({ status: 201, body: { ownerId: expect.any(String), shortcut: 'hi', html: '' } })
  expect(names(await ben('GET', '/saved-replies'))).toEqual(['My greeting', 'Refund'])
  expect(names(await noor('GET', '/saved-replies'))).toEqual(['Refund'])
  expect((await noor('PATCH', `/saved-replies/${own.body.id}`, { name: 'Mine now' })).status).toBe(404)
  expect((await noor('DELETE', `/saved-replies/${own.body.id}`)).status).toBe(404)

  // Everybody's are changed by those who may.
  expect((await ben('PATCH', `/saved-replies/${shared.id}`, { text: 'Bye' })).status).toBe(403)
  expect((await ben('DELETE', `/saved-replies/${shared.id}`)).status).toBe(403)
  expect((await ben('PATCH', `/saved-replies/${own.body.id}`, { shared: true })).status).toBe(403)
  const lead = await signIn('Lena', 'lead')
  expect(await lead('PATCH', `/saved-replies/${shared.id}`, { text: 'Bye' })).toMatchObject({ body: { text: 'Bye' } })
  expect((await ben('DELETE', `/saved-replies/${own.body.id}`)).status).toBe(204)
  expect(names(await ben('GET', '/saved-replies'))).toEqual(['Refund'])
})

test('a variable that stands for nothing is refused beside its field', async () => {
  const answer = await app.request('POST', '/saved-replies', { name: 'X', text: 'Dear {{custmer.name}}', shared: true })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    errors: [{ path: 'text', message: '{{custmer.name}} stands for nothing' }],
  })
})

test('two of one name are refused, but one’s own may be called like everybody’s', async () => {
  await app.api('POST', '/saved-replies', { name: 'Shipping', text: 'a', shared: true })
  const again = await app.request('POST', '/saved-replies', { name: 'shipping', text: 'b', shared: true })
  expect(again.status).toBe(409)
  const ida = await signIn('Ida', 'staff')
  expect((await ida('POST', '/saved-replies', { name: 'Shipping', text: 'mine' })).status).toBe(201)
  expect((await ida('POST', '/saved-replies', { name: 'SHIPPING', text: 'mine' })).status).toBe(409)
})

test('a token saves for everybody only, with the permission; a new text drops the old rich one', async () => {
  expect((await app.request('POST', '/saved-replies', { name: 'Own', text: 'x' })).status).toBe(403)
  const staff = { authorization: `Bearer ${tokens.staff}` }
  expect((await app.request('POST', '/saved-replies', { name: 'S', text: 'x', shared: true }, staff)).status).toBe(403)
  const made = await app.api<{ id: string }>('POST', '/saved-replies', {
    name: 'Rich',
    text: 'bold',
    html: '<p><b>bold</b></p>',
    shared: true,
  })
  expect(await app.api('PATCH', `/saved-replies/${made.id}`, { text: 'plain' })).toMatchObject({ html: '' })
  expect((await app.request('PATCH', `/saved-replies/${newId()}`, { text: 'x' })).status).toBe(404)
  const { items } = await app.api<{ items: { action: string }[] }>('GET', '/audit?action=saved_reply.updated')
  expect(items.length).toBeGreaterThan(0)
})
