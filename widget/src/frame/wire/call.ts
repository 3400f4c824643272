import { NoAnswer, Refusal } from './refusal.ts'

const answerWithinMs = 20_000

export interface CallOptions {
  readonly token?: string
  readonly body?: unknown
  /** Goes on when the page is closed. */
  readonly keepalive?: boolean
}

/** One call of the API. A network that swallows it is found out in time, so that it can be repeated. */
export async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { token, body, keepalive = false }: CallOptions = {},
): Promise<Response> {
  const headers = new Headers()
  if (token !== undefined) headers.set('authorization', `Visitor ${token}`)
  if (body !== undefined) headers.set('content-type', 'application/json')
  const response = await fetch(path, {
    method,
    headers,
    keepalive,
    credentials: 'omit',
    signal: AbortSignal.timeout(answerWithinMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new NoAnswer()
  })
  if (response.ok) return response
  const text = await response.text().catch(() => '')
  throw new Refusal({ status: response.status, text, retryAfter: response.headers.get('retry-after') })
}

/** The bytes of a file, and how far they are. Resolves with the answer's text. */
export function uploadBytes(
  path: string,
  token: string,
  file: File,
  progress: (share: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('authorization', `Visitor ${token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    let stalled = 0
    const watch = (): void => {
      clearTimeout(stalled)
      stalled = window.setTimeout(() => request.abort(), answerWithinMs)
    }
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      watch()
      progress(total > 0 ? loaded / total : 0)
    })
    request.addEventListener('loadend', () => {
      clearTimeout(stalled)
      const { status, responseText: text } = request
      if (status >= 200 && status < 300) resolve(text)
      else if (status === 0) reject(new NoAnswer())
      else reject(new Refusal({ status, text, retryAfter: request.getResponseHeader('retry-after') }))
    })
    watch()
    request.send(file)
  })
}
