import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

// Meta's side of the Cloud API, from its documentation: it takes messages and media, refuses what Meta refuses, signs and
// hands in webhooks, repeats them, and can be told to be slow, away or forgetful. Nothing of the adapter is used here.

export interface Sent {
  id: string
  /** The phone number ID in the path. */
  by: string
  body: Record<string, unknown>
}

/** What becomes of the next call of `/messages`, once each. */
export type Mishap =
  | { kind: 'none' }
  | { kind: 'error'; status: number; code: number; details?: string; headers?: Record<string, string> }
  /** Meta takes the message, and the answer never arrives. */
  | { kind: 'answer-lost' }
  /** What stands before Meta answers. */
  | { kind: 'html'; status: number }

interface Stored {
  bytes: Buffer
  type: string
}

export interface WhatsAppSimulator {
  readonly url: string
  readonly token: string
  readonly appSecret: string
  /** Messages that Meta has taken, in their order. */
  readonly sent: Sent[]
  readonly uploads: Map<string, Stored & { name: string }>
  /** Media of customers, by their id. */
  readonly media: Map<string, Stored>
  readonly mishaps: Mishap[]
  /** Numbers and ids outside of whose window nothing but templates is taken. */
  readonly closedFor: Set<string>
  /** Signs a body as Meta does and hands it in; as often as asked for, one after the other. */
  deliver(inboundUrl: string, body: unknown, options?: { secret?: string; times?: number }): Promise<number[]>
  stop(): Promise<void>
}

export async function startWhatsApp(): Promise<WhatsAppSimulator> {
  const [token, appSecret] = ['EAAG-simulated-token', 'simulated-app-secret']
  const sent: Sent[] = []
  const uploads: WhatsAppSimulator['uploads'] = new Map()
  const media: WhatsAppSimulator['media'] = new Map()
  const mishaps: Mishap[] = []
  const closedFor = new Set<string>()
  let base = ''

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const { pathname } = new URL(request.url!, 'http://graph')
    const [, version = '', id = '', edge] = pathname.split('/')
    const json = (status: number, said: unknown, headers: Record<string, string> = {}): void =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
    const refuse = (status: number, code: number, details = '', headers?: Record<string, string>): void =>
      json(status, problem(code, details), headers)
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(401, 190, 'Error validating access token')
    if (version === 'file') {
      const file = media.get(id)
      if (!file) return json(404, {})
      return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
    }
    if (!/^v\d+\.0$/.test(version)) return refuse(400, 2500, 'Unknown path components')
    if (request.method === 'POST' && edge === 'media') return json(200, { id: upload(request, body) })
    if (request.method === 'POST' && edge === 'messages') return take(id, body, { response, json, refuse })
    if (request.method === 'GET' && media.has(id)) {
      const { bytes, type } = media.get(id)!
      const about = { mime_type: type, file_size: bytes.length, id, messaging_product: 'whatsapp' }
      return json(200, { url: `${base}/file/${id}`, ...about })
    }
    if (request.method === 'GET' && edge === undefined) {
      return json(200, { display_phone_number: '+1 555-000-1111', verified_name: 'Kettle', id })
    }
    refuse(400, 100, 'Unsupported request')
  }

  interface Answering {
    response: ServerResponse
    json: (status: number, said: unknown) => void
    refuse: (status: number, code: number, details?: string, headers?: Record<string, string>) => void
  }

  function take(by: string, bytes: Buffer, { response, json, refuse }: Answering): void {
    const mishap = mishaps.shift()
    if (mishap?.kind === 'error') return refuse(mishap.status, mishap.code, mishap.details, mishap.headers)
    if (mishap?.kind === 'html') return void response.writeHead(mishap.status).end('<html>Sorry</html>')
    const body: Record<string, unknown> = JSON.parse(bytes.toString())
    const wrong = whatIsWrong(body, uploads)
    if (wrong) return refuse(400, 100, wrong)
    const whom = String(body['recipient'] ?? body['to'])
    if (closedFor.has(whom) && body['type'] !== 'template') {
      return refuse(400, 131047, 'Message failed to send because more than 24 hours have passed')
    }
    const id = `wamid.${randomBytes(16).toString('base64')}`
    sent.push({ id, by, body })
    if (mishap?.kind === 'answer-lost') return void response.destroy()
    json(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: whom, wa_id: whom.replace('+', '') }],
      messages: [{ id }],
    })
  }

  function upload(request: IncomingMessage, body: Buffer): string {
    const id = String(1_000_000 + uploads.size)
    uploads.set(id, fileIn(request.headers['content-type'] ?? '', body))
    return id
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: base,
    token,
    appSecret,
    sent,
    uploads,
    media,
    mishaps,
    closedFor,
    async deliver(inboundUrl, body, { secret = appSecret, times = 1 } = {}) {
      const bytes = typeof body === 'string' ? body : JSON.stringify(body)
      const signature = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
      const statuses: number[] = []
      for (let time = 0; time < times; time++) {
        statuses.push((await fetch(inboundUrl, { method: 'POST', headers, body: bytes })).status)
      }
      return statuses
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function problem(code: number, details: string): unknown {
  return {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
    },
  }
}

const idOfPerson = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

/** Null: Meta would take it. */
function whatIsWrong(body: Record<string, unknown>, uploads: ReadonlyMap<string, unknown>): string | null {
  const { to, recipient, type } = body
  if (body['messaging_product'] !== 'whatsapp') return 'messaging_product'
  if (to === undefined && recipient === undefined) return 'to or recipient is required'
  if (recipient !== undefined && !idOfPerson.test(String(recipient))) return 'recipient is no BSUID'
  if (to !== undefined && !/^\+?\d{5,20}$/.test(String(to))) return 'to is no phone number'
  const content = body[String(type)]
  if (typeof content !== 'object' || content === null) return `no ${String(type)}`
  if (type === 'text') {
    const said: unknown = Reflect.get(content, 'body')
    return typeof said === 'string' && said !== '' && said.length <= 4096 ? null : 'text.body'
  }
  if (!uploads.has(String(Reflect.get(content, 'id')))) return 'no such media'
  const caption: unknown = Reflect.get(content, 'caption')
  return caption !== undefined && (type === 'audio' || String(caption).length > 1024) ? 'caption' : null
}

/** The file of a multipart form. */
function fileIn(contentType: string, body: Buffer): Stored & { name: string } {
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1] ?? ''
  const parts = body.toString('latin1').split(`--${boundary}`)
  const file = parts.find((part) => /name="file"/.test(part)) ?? ''
  const [head = '', ...rest] = file.split('\r\n\r\n')
  const name = Buffer.from(/filename="([^"]*)"/.exec(head)?.[1] ?? '', 'latin1').toString()
  const type = /content-type: (\S+)/i.exec(head)?.[1] ?? ''
  return { name, type, bytes: Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1') }
}
