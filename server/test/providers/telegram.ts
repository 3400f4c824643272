import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * The Bot API as https://core.telegram.org/bots/api describes it, as far as a channel meets it. Like a Bot API server that a
 * company runs itself it delivers to addresses without https.
 */
export interface TelegramSimulator {
  readonly url: string
  readonly token: string
  /** What the bot has asked for, in order. Files stand for themselves, by their field. */
  readonly calls: { method: string; params: Record<string, unknown>; files: Record<string, SentFile> }[]
  /** Files that `getFile` finds, by their id. */
  readonly files: Map<string, { path: string; bytes: Buffer; size?: number }>
  /** Business connections, by their id. */
  readonly connections: Map<string, object>
  webhook: { url: string; secret: string; allowed: string[] } | null
  lastError: { date: number; message: string } | null
  pending: number
  /** The answer to the next calls of a method, instead of doing what they ask. `lost`: it is done, and the line is cut. */
  failNext(method: string, ...failures: (Failure | 'lost')[]): void
  /** Hands an update to the webhook, as often as asked. Calls in the answer are done, as for any other. */
  deliver(update: object, options?: { secret?: string; times?: number }): Promise<Response>
  /** A message of a customer, with the next number of the chat. */
  message(from: Person, more: object): { update_id: number; message: { message_id: number } }
  nextUpdateId(): number
  [Symbol.asyncDispose](): Promise<void>
}

export interface Person {
  id: number
  first_name: string
  username?: string
}

export interface SentFile {
  name: string
  type: string
  size: number
}

/** `raw`: not even JSON, as from a proxy in between. */
export type Failure = { status: number; description: string; retryAfter?: number } | { status: number; raw: string }

export async function startTelegram(): Promise<TelegramSimulator> {
  const token = '4711:AAF-simulated_token_of_a_bot'
  let [nextMessage, updateId] = [100, 1000]
  const failures = new Map<string, (Failure | 'lost')[]>()
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const simulator: TelegramSimulator = {
    url: `http://127.0.0.1:${port}`,
    token,
    calls: [],
    files: new Map(),
    connections: new Map(),
    webhook: null,
    lastError: null,
    pending: 0,
    failNext: (method, ...next) => void failures.set(method, [...(failures.get(method) ?? []), ...next]),
    async deliver(update, { secret, times = 1 } = {}) {
      const { webhook } = simulator
      if (!webhook) throw new Error('No webhook is set.')
      let answer: Response | null = null
      for (let time = 0; time < times; time++) {
        answer = await fetch(webhook.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-telegram-bot-api-secret-token': secret ?? webhook.secret,
          },
          body: JSON.stringify(update),
        })
        const said = await answer.clone().text()
        const { method, ...params } = answer.ok && said !== '' ? JSON.parse(said) : {}
        if (method) simulator.calls.push({ method, params, files: {} })
      }
      return answer!
    },
    message: (from, more) => ({
      update_id: ++updateId,
      message: {
        message_id: ++nextMessage,
        date: 1_767_600_000,
        chat: { ...from, type: 'private' },
        from: { ...from, is_bot: false },
        ...more,
      },
    }),
    nextUpdateId: () => ++updateId,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, ...rest] = request.url!.split('/')
    const body = await buffer(request)
    if (kind === 'file') return giveFile(rest, response)
    const method = rest.join('/')
    if (kind !== `bot${token}`) return say(response, 401, { description: 'Unauthorized' })
    const { params, files } = await read(request, body)
    simulator.calls.push({ method, params, files })
    const failure = failures.get(method)?.shift()
    if (failure === undefined || failure === 'lost') {
      const { status, ...answer } = answerTo(method, params, files)
      if (failure === 'lost') return void response.socket!.destroy()
      return say(response, status, answer)
    }
    if ('raw' in failure) return void response.writeHead(failure.status).end(failure.raw)
    const { status, description, retryAfter } = failure
    say(response, status, {
      description,
      ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
    })
  }

  function say(response: ServerResponse, status: number, answer: { result?: unknown; description?: string }): void {
    const ok = status === 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok, ...(ok ? {} : { error_code: status }), ...answer }))
  }

  function giveFile([bot, ...path]: string[], response: ServerResponse): void {
    const file = [...simulator.files.values()].find((one) => one.path === path.map(decodeURIComponent).join('/'))
    if (bot !== `bot${token}` || !file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
  }

  type Answer = { status: number; result?: unknown; description?: string }
  const bad = (description: string): Answer => ({ status: 400, description: `Bad Request: ${description}` })
  const good = (result: unknown): Answer => ({ status: 200, result })
  const sent = (params: Record<string, unknown>) => ({
    message_id: ++nextMessage,
    date: 1_767_600_000,
    chat: { id: Number(params['chat_id']), type: 'private' },
  })

  function answerTo(method: string, params: Record<string, unknown>, files: Record<string, SentFile>): Answer {
    if (method === 'getMe') return good({ id: 4711, is_bot: true, first_name: 'Acme', username: 'acme_bot' })
    if (method === 'setWebhook') {
      const { url, secret_token: secret, allowed_updates: allowed } = params
      if (!/^[\w-]{1,256}$/.test(String(secret))) return bad('secret token contains unallowed characters')
      simulator.webhook = { url: String(url), secret: String(secret), allowed: allowed as string[] }
      return good(true)
    }
    if (method === 'getWebhookInfo') {
      const { webhook, lastError, pending } = simulator
      return good({
        url: webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: pending,
        ...(webhook ? { allowed_updates: webhook.allowed } : {}),
        ...(lastError ? { last_error_date: lastError.date, last_error_message: lastError.message } : {}),
      })
    }
    if (method === 'getBusinessConnection') {
      const found = simulator.connections.get(String(params['business_connection_id']))
      return found ? good(found) : bad('business connection not found')
    }
    if (method === 'getFile') {
      const file = simulator.files.get(String(params['file_id']))
      if (!file) return bad('wrong file_id or the file is temporarily unavailable')
      const size = file.size ?? file.bytes.length
      if (size > 20 * 1024 * 1024) return bad('file is too big')
      return good({ file_id: params['file_id'], file_unique_id: 'u', file_size: size, file_path: file.path })
    }
    if (method === 'sendMessage') {
      const text = String(params['text'] ?? '')
      if (text === '') return bad('message text is empty')
      return text.length > 4096 ? bad('message is too long') : good(sent(params))
    }
    if (method === 'sendPhoto' || method === 'sendDocument') {
      const file = files[method === 'sendPhoto' ? 'photo' : 'document']
      if (!file) return bad('there is no file in the request')
      if (String(params['caption'] ?? '').length > 1024) return bad('message caption is too long')
      return good(sent(params))
    }
    if (method === 'sendMediaGroup') {
      const media = JSON.parse(String(params['media'])) as { type: string; media: string }[]
      if (media.length < 2 || media.length > 10) return bad('wrong number of items')
      if (media.some((item) => !files[item.media.replace('attach://', '')])) return bad('file not found')
      return good(media.map(() => sent(params)))
    }
    return { status: 404, description: 'Not Found: method not found' }
  }

  return simulator
}

async function read(
  request: IncomingMessage,
  body: Buffer,
): Promise<{ params: Record<string, unknown>; files: Record<string, SentFile> }> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { params: JSON.parse(body.toString() || '{}'), files: {} }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const [params, files]: [Record<string, unknown>, Record<string, SentFile>] = [{}, {}]
  for (const [name, value] of form) {
    if (typeof value === 'string') params[name] = value
    else files[name] = { name: value.name, type: value.type, size: value.size }
  }
  return { params, files }
}
