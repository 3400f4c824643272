import { connect } from 'node:net'
import { once } from 'node:events'

export interface HttpAnswer {
  status: number
  body: Buffer
}

/** One kept-alive connection, one request at a time, with as little work of our own as possible. */
export interface HttpConnection {
  ask(request: string): Promise<HttpAnswer>
  close(): void
}

export async function openHttp(url: string): Promise<HttpConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  let received: Buffer[] = []
  let missing = 0
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | null = null

  socket.on('data', (chunk: Buffer) => {
    received.push(chunk)
    missing -= chunk.length
    if (missing > 0) return
    const all = received.length === 1 ? chunk : Buffer.concat(received)
    const headEnd = all.indexOf('\r\n\r\n')
    if (headEnd === -1) return
    const head = all.toString('latin1', 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)
    if (length === null) return fail(new Error(`an answer of unknown length: ${head}`))
    const end = headEnd + 4 + Number(length[1])
    missing = end - all.length
    if (missing > 0) {
      received = [all]
      return
    }
    received = []
    missing = 0
    const { resolve } = waiting!
    waiting = null
    resolve({ status: Number(head.slice(9, 12)), body: all.subarray(headEnd + 4, end) })
  })
  const fail = (error: Error): void => {
    waiting?.reject(error)
    waiting = null
    socket.destroy()
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => void socket.destroy(),
  }
}

/** The head of a request is the same each time: made once. */
export function requestMaker(url: string, headers: Record<string, string>) {
  const { host } = new URL(url)
  const fixed = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const lines = fixed.join('')
  return {
    get: (path: string): string => `GET ${path} HTTP/1.1\r\n${lines}\r\n`,
    /** With a `key` a proxy knows as well that it may be sent again. */
    post(path: string, body: unknown, { key }: { key?: string } = {}): string {
      const text = JSON.stringify(body)
      const again = key === undefined ? '' : `idempotency-key: ${key}\r\n`
      const head = `POST ${path} HTTP/1.1\r\n${lines}${again}content-type: application/json\r\n`
      return `${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
    },
  }
}
