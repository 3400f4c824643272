/** Calls the product's API: as a program with a token, or as a person with a session. Throws on anything but 2xx. */
export interface Api {
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  upload(name: string, mediaType: string, bytes: Uint8Array): Promise<{ id: string }>
}

export function apiWith(url: string, credentials: Record<string, string>): Api {
  async function send<T>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...credentials, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    call: (method, path, body) =>
      body === undefined
        ? send(method, path, {})
        : send(method, path, { 'content-type': 'application/json' }, JSON.stringify(body)),
    upload: (name, mediaType, bytes) =>
      send(
        'POST',
        `/attachments?name=${encodeURIComponent(name)}`,
        { 'content-type': mediaType },
        new Uint8Array(bytes),
      ),
  }
}

/** Tries a password from an address; the product believes it because the story is its proxy. */
export async function tryPassword(
  url: string,
  person: { email: string; password: string },
  address: string,
): Promise<number> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(person),
  })
  await response.body?.cancel()
  return response.status
}

/** Signs a person in as the desk does. */
export async function signIn(url: string, person: { email: string; password: string }): Promise<Api> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(person),
  })
  if (!response.ok) throw new Error(`${person.email} could not sign in: ${await response.text()}`)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return apiWith(url, { cookie, origin: url, 'sec-fetch-site': 'same-origin' })
}
