import type { TestApp } from './app.ts'

/** A member of staff in a browser, whose refusals are looked at too. */
export type SignedIn = Awaited<ReturnType<typeof signedIn>>

/** Adds a member of staff and signs them in. */
export async function signedIn(app: TestApp, name: string, role = 'staff') {
  const [email, password] = [`${name.toLowerCase()}@acme.example`, 'a long enough password']
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, email, password, role })
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
  return {
    id,
    async upload(name: string, content: string) {
      const response = await fetch(`${app.url}/api/v1/attachments?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/octet-stream' },
        body: content,
      })
      return { status: response.status, body: JSON.parse(await response.text()) }
    },
    async ask(method: string, path: string, body?: unknown) {
      const answer = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: { cookie, origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    },
  }
}
