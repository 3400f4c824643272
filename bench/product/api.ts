import type { RunningServer } from './server.ts'

/** Calls the API as a program does; throws on anything but 2xx. Not for measuring: `load/http-connection.ts` is. */
export async function callApi<T>(
  server: Pick<RunningServer, 'url' | 'token'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** All items of a list, page by page. */
export async function* pagesOf<T>(server: Pick<RunningServer, 'url' | 'token'>, path: string): AsyncGenerator<T> {
  let cursor: string | null = null
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: T[]; nextCursor: string | null } = await callApi(server, 'GET', `${path}limit=200${more}`)
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}
