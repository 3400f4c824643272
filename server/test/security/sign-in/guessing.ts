import { startTestApp, type TestApp } from '../../app.ts'
import { totp } from '../../totp.ts'

/** Somebody at an address: the product believes the address because the tests sit behind a proxy of its own. */
export interface Stranger {
  cookies: Map<string, string>
  post(path: string, body: unknown): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>
}

export const behindProxy = { TRUST_PROXY: '127.0.0.1', RATE_LIMIT_SIGN_IN: '100000' }

export const startGuessedApp = (
  env: Record<string, string> = {},
  options: Pick<NonNullable<Parameters<typeof startTestApp>[0]>, 'hashCost'> = {},
): Promise<TestApp> => startTestApp({ env: { ...behindProxy, ...env }, ...options })

export function strangerAt(url: string, address: string): Stranger {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async post(path, body) {
      const response = await fetch(`${url}/api/auth/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': address,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        body: JSON.stringify(body),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sign-in answers objects, or null
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Record<string, unknown>,
      }
    },
  }
}

export interface Person {
  id: string
  email: string
  password: string
}

export async function addPerson(app: TestApp, name: string, role = 'staff'): Promise<Person> {
  const person = { email: `${name}@example.com`, password: 'the right one 12345' }
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, role, ...person })
  return { id, ...person }
}

/** Switches the second factor on, with the code of the step before this one. */
export async function enableTwoFactor(app: TestApp, { email, password }: Pick<Person, 'email' | 'password'>) {
  const owner = strangerAt(app.url, '203.0.113.200')
  await owner.post('sign-in/email', { email, password })
  const { body } = await owner.post('two-factor/enable', { password })
  const secret = new URL(String(body['totpURI'])).searchParams.get('secret')!
  const { status } = await owner.post('two-factor/verify-totp', { code: totp(secret, -1) })
  if (status !== 200) throw new Error(`the second factor was not switched on: ${status}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library's answer
  return { owner, secret, backupCodes: body['backupCodes'] as string[] }
}
