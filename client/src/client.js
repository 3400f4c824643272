/** See `client.d.ts` for the types, and `docs/guides/use-the-api.md` for how it is used. */
export function createClient({ url, token, fetch = globalThis.fetch }) {
  const base = `${url.replace(/\/$/, '')}/api/v1`

  const call =
    (method) =>
    async (path, { params = {}, body, headers = {}, signal } = {}) => {
      const isBytes = body instanceof Blob || body instanceof Uint8Array
      const init = {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
          ...params.header,
          ...headers,
        },
        body: body === undefined || isBytes ? body : JSON.stringify(body),
        signal,
      }
      const response = await fetch(base + filled(path, params.path) + searchOf(params.query), init)
      const content = await contentOf(response)
      return response.ok ? { data: content, response } : { error: content, response }
    }

  return { GET: call('GET'), POST: call('POST'), PUT: call('PUT'), PATCH: call('PATCH'), DELETE: call('DELETE') }
}

function filled(path, values = {}) {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name]))
}

function searchOf(query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : ''
}

async function contentOf(response) {
  if (response.status === 204) return undefined
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  return isJson ? response.json() : response.blob()
}
