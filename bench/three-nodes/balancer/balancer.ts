import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { portOf } from '../../../server/test/mail/ports.ts'
import type { Node } from '../services/node.ts'
import { readCaddyfile } from './caddyfile.ts'
import { forward } from './forward.ts'
import { chooseAmong } from './targets.ts'
import { tunnel } from './tunnel.ts'

/** What a client outside saw of one request. */
export interface Seen {
  readonly request: string
  readonly status: number
  /** The answer ended in the middle. */
  readonly isCut: boolean
  readonly retryAfter: string | null
  /** Where the balancer, and no node, answered. */
  readonly why: string | null
  /** Of `performance.now()`, when the client asked and when it had its answer. */
  readonly fromMs: number
  readonly toMs: number
}

/**
 * In front of the nodes, as `deploy/proxy` has it: HTTP and WebSockets as Caddy does with its file, mail as nginx does
 * with `nginx-smtp.conf`.
 */
export interface Balancer {
  readonly url: string
  readonly smtpPort: number
  readonly seen: readonly Seen[]
  close(): Promise<void>
}

/** `max_fails=1 fail_timeout=5s` and `proxy_connect_timeout 3s` */
const mail = { failMs: 5000, tryMs: 3000 }

export async function startBalancer(
  nodes: readonly Pick<Node, 'name' | 'port' | 'smtpPort'>[],
  port: number,
): Promise<Balancer> {
  const settings = readCaddyfile()
  const forHttp = chooseAmong(nodes, settings)
  const forMail = chooseAmong(
    nodes.map(({ name, smtpPort }) => ({ name, port: smtpPort })),
    mail,
  )
  const agent = new Agent({ keepAlive: true })
  const seen: Seen[] = []
  const sockets = new Set<Socket>()

  const http = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fromMs = performance.now()
    const { why = null, ...outcome } = await forward(request, response, { targets: forHttp, settings, agent })
    seen.push({
      request: `${request.method} ${request.url}`,
      ...outcome,
      why,
      retryAfter: response.getHeader('retry-after')?.toString() ?? null,
      fromMs,
      toMs: performance.now(),
    })
  }
  http.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    void tunnel(socket, { targets: forHttp, tryMs: settings.tryMs, first: Buffer.concat([headOf(request), head]) })
  })
  const smtp = createTcpServer((socket) => void tunnel(socket, { targets: forMail, tryMs: mail.tryMs }))
  for (const server of [http, smtp]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(server === http ? port : 0, '127.0.0.1', resolve))
  }
  return {
    url: `http://127.0.0.1:${port}`,
    smtpPort: portOf(smtp),
    seen,
    async close() {
      forHttp.stop()
      forMail.stop()
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await Promise.all([http, smtp].map(closed))
    },
  }
}

const closed = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve))

/** The request as it came, with the address of its sender. */
function headOf({ method, url, rawHeaders, socket }: IncomingMessage): Buffer {
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []))
  return Buffer.from(
    [`${method} ${url} HTTP/1.1`, ...lines, `x-forwarded-for: ${socket.remoteAddress}`, '', ''].join('\r\n'),
  )
}
