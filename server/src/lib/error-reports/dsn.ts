export interface Dsn {
  readonly key: string
  readonly envelopeUrl: string
}

/** `https://<key>@<host>/<path>/<project>`; null when it is not one. */
export function parseDsn(text: string): Dsn | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const [, path = '', project] = /^(.*)\/(\w+)$/.exec(url?.pathname ?? '') ?? []
  if (url === null || !/^https?:$/.test(url.protocol) || url.username === '' || project === undefined) return null
  return { key: url.username, envelopeUrl: `${url.origin}${path}/api/${project}/envelope/` }
}
