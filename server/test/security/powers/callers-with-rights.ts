import { expect } from 'vitest'
import { startTestApp } from '../../app.ts'
import { signIn, type Credentials } from '../api/callers.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
export type Json = any

export type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>

export const password = 'a long password of theirs'

/** The product, and people and programs of it who have some rights and no others. */
export async function startWithCallers() {
  const app = await startTestApp()
  let count = 0

  /** Calls with these headers. */
  const asking =
    (credentials: Credentials): Ask =>
    async (method, path, body) => {
      const response = await fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: { ...credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    }
  const askWith = (token: string): Ask => asking({ authorization: `Bearer ${token}` })
  const admin = askWith(app.token)

  async function made(path: string, body: object): Promise<Json> {
    const answer = await admin('POST', path, body)
    expect(answer.status).toBe(201)
    return answer.body
  }

  async function roleWith(permissions: string[]): Promise<string> {
    return (await made('/roles', { name: `attacker-${++count}`, permissions })).name
  }

  return {
    app,
    stop: () => app.stop(),
    admin,
    askWith,
    roleWith,
    /** A program with a role of these permissions and no others. */
    programWith: async (...permissions: string[]): Promise<Ask> =>
      askWith((await made('/tokens', { name: 'A program', role: await roleWith(permissions) })).token),
    /** A person who has signed in in a browser. */
    personWith: async (role: string, name = `Person ${++count}`): Promise<{ id: string; ask: Ask }> => {
      const email = `person-${++count}@example.com`
      const { id } = await made('/staff', { name, email, password, role })
      return { id, ask: asking(await signIn(app.url, email, password)) }
    },
    customerWith: (...identities: object[]): Promise<Json> =>
      made('/customers', { displayName: `Customer ${++count}`, identities }),
    /** A token that somebody makes for themselves. */
    tokenOf: async (who: Ask, role: string): Promise<{ id: string; token: string; ask: Ask }> => {
      const { status, body } = await who('POST', '/tokens', { name: `Token ${++count}`, role })
      expect(status).toBe(201)
      return { id: body.id, token: body.token, ask: askWith(body.token) }
    },
  }
}
