import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { expect } from 'vitest'
import type { TestApp } from './app.ts'

/** A member of staff, signed in as in a browser. */
export interface Colleague {
  id: string
  cookie: string
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  told(): Promise<Notification[]>
}

const password = 'correct horse battery staple'

/** The app has to be started with `publicOrigin` as its `PUBLIC_URL`. */
export async function colleague(app: TestApp, publicOrigin: string, name: string): Promise<Colleague> {
  const email = `${name.toLowerCase()}@example.com`
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, email, password })
  const origin = app.url
  const signedIn = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: publicOrigin, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin: publicOrigin,
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.ok, `${method} ${path} ${response.status}`).toBe(true)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (await response.json()) as T
  }
  const told = async () => (await call<{ items: Notification[] }>('GET', '/notifications')).items
  return { id, cookie, call, told }
}
