import type { RunningServer } from './server.ts'

/** Signs the admin in as a browser does and gives the cookie. */
export async function signIn({ url, admin }: RunningServer): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(admin),
  })
  if (!response.ok) throw new Error(`signing in was answered with ${response.status}: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
