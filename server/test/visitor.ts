import { createHmac, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { ServerFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { expect } from 'vitest'
import { WebSocket } from 'ws'

/** A visitor of a company's site, as far as the server sees one: a token that the widget made, HTTP and a WebSocket. */
export interface Visitor {
  readonly token: string
  /** Any call of the contract; `path` goes on after the channel. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<VisitorAnswer>
  say(text: string, more?: { echoId?: string; attachmentIds?: string[]; page?: string }): Promise<VisitorMessage>
  messages(): Promise<VisitorPage>
  texts(): Promise<string[]>
  identify(identityToken: string): Promise<VisitorAnswer>
  upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<VisitorAnswer>
  /** Connects and says hello; resolves with a welcome, a request to read anew, or a refusal. */
  live(cursor: string | null): Promise<Live>
}

// oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
export interface VisitorAnswer<Body = any> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface VisitorPage {
  readonly items: VisitorMessage[]
  readonly earlier: string | null
  readonly streamCursor: string
  readonly unread: number
  readonly firstUnreadId: string | null
}

export interface Live {
  readonly ws: WebSocket
  readonly frames: ServerFrame[]
  /** The newest cursor of all frames so far. */
  cursor(): string | null
  /** What a widget would show: each once, in its last version. A stream sends something twice rather than not at all. */
  messages(): VisitorMessage[]
  send(frame: object): void
  closed(): number | null
}

export function newVisitor(
  server: { readonly url: string },
  channelId: string,
  {
    token = randomBytes(32).toString('base64url'),
    origin,
    headers: more = {},
  }: { token?: string; origin?: string; headers?: Record<string, string> } = {},
): Visitor {
  const base = `${server.url}/api/v1/webchat/${channelId}`
  const fromSite: Record<string, string> = origin === undefined ? more : { ...more, origin }

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<VisitorAnswer> {
    const isBytes = body instanceof Uint8Array
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Visitor ${token}`,
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        ...fromSite,
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
  }

  async function messages(): Promise<VisitorPage> {
    const { status, body } = await ask('GET', '/messages')
    if (status !== 200) throw new Error(`The thread was answered with ${status}: ${JSON.stringify(body)}`)
    return body
  }

  return {
    token,
    ask,
    messages,
    texts: async () => (await messages()).items.map(({ text }) => text),
    async say(text, more = {}) {
      const { status, body } = await ask('POST', '/messages', { echoId: newEcho(), text, ...more })
      if (status !== 201 && status !== 200) throw new Error(`It was answered with ${status}: ${JSON.stringify(body)}`)
      return body
    },
    identify: (identityToken) => ask('POST', '/identification', { identityToken }),
    upload: (name, content) =>
      ask('POST', `/files?name=${encodeURIComponent(name)}`, new Uint8Array(Buffer.from(content))),
    live: (cursor) => goLive(`${base.replace(/^http/, 'ws')}/live`, { token, cursor, headers: fromSite }),
  }
}

async function goLive(
  address: string,
  { token, cursor, headers }: { token: string; cursor: string | null; headers: Record<string, string> },
): Promise<Live> {
  const ws = new WebSocket(address, { headers })
  const frames: ServerFrame[] = []
  let closedWith: number | null = null
  ws.on('message', (data) => frames.push(JSON.parse(String(data)) as ServerFrame))
  ws.on('close', (code) => (closedWith = code))
  await new Promise((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  const live: Live = {
    ws,
    frames,
    cursor: () => frames.flatMap((frame) => ('cursor' in frame ? [frame.cursor] : [])).at(-1) ?? cursor,
    messages() {
      const told = frames.flatMap((frame) => (frame.type === 'message' ? [frame.message] : []))
      return [...new Map(told.map((message) => [message.id, message])).values()]
    },
    send: (frame) => ws.send(JSON.stringify(frame)),
    closed: () => closedWith,
  }
  live.send({ type: 'hello', token, cursor })
  await expect.poll(() => frames.length > 0 || closedWith !== null).toBe(true)
  return live
}

const newEcho = (): string => randomBytes(9).toString('base64url')

export interface HostClaims {
  sub?: unknown
  exp?: unknown
  [claim: string]: unknown
}

/** What a host site's server makes for a signed-in visitor: valid for an hour unless the claims say otherwise. */
export function hostToken(
  key: string | KeyObject,
  claims: HostClaims,
  header: Record<string, unknown> = { alg: typeof key === 'string' ? 'HS256' : 'RS256', typ: 'JWT' },
): string {
  const nowSeconds = Math.floor(Date.now() / 1000)
  const signed = `${encoded(header)}.${encoded({ iat: nowSeconds, exp: nowSeconds + 3600, ...claims })}`
  const signature =
    typeof key === 'string'
      ? createHmac('sha256', key).update(signed).digest()
      : sign('sha256', Buffer.from(signed), key)
  return `${signed}.${signature.toString('base64url')}`
}

export const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
