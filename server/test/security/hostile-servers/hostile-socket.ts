import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { portOf } from '../../mail/ports.ts'

/** A server that does as a test tells it, line by line, and remembers every byte it was sent. */
export interface HostileSocket {
  readonly port: number
  /** Everything that clients said, in clear or decrypted. */
  readonly heard: () => string
  readonly connections: () => number
  readonly open: () => number
  close(): Promise<void>
}

export type Say = (text: string) => void

export interface Behaviour {
  greet?: (say: Say, socket: Socket) => void
  /** One line without its end. */
  line?: (line: string, say: Say, socket: Socket) => void
}

export async function startHostileSocket(
  { greet, line }: Behaviour,
  tls?: { key: string; cert: string },
): Promise<HostileSocket> {
  const sockets = new Set<Socket>()
  let heard = ''
  let connections = 0
  const serve = (socket: Socket): void => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const say: Say = (text) => void (socket.destroyed || socket.write(text))
    let buffered = ''
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      buffered += chunk.toString('latin1')
      for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
        const one = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        line?.(one, say, socket)
      }
    })
    greet?.(say, socket)
  }
  const server = tls ? createTlsServer(tls, serve) : createServer(serve)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: portOf(server),
    heard: () => heard,
    connections: () => connections,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Writes as fast as the other side reads, until it hangs up: a stream without end. */
export function pour(socket: Socket, text: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(text));
  }
  socket.on('drain', more)
  more()
}
