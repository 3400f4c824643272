import { createServer, type Socket } from 'node:net'
import { portOf } from '../../mail/ports.ts'

/** As much of a NATS server as nodes need, and a stranger on it: hears everything, and says what it likes. */
export interface TinyNats {
  readonly url: string
  /** Every message that a client published. */
  readonly published: Buffer[]
  /** Subscriptions that are open now. */
  readonly subscriptions: number
  readonly connections: number
  /** To every subscriber. */
  say(message: Buffer | string): void
  close(): Promise<void>
}

export async function startTinyNats({
  maxPayload = 1048576,
  isWelcome = () => true,
}: {
  maxPayload?: number
  /** Asked when a client connects; one that is not greeted waits. */
  isWelcome?: () => boolean
} = {}): Promise<TinyNats> {
  const published: Buffer[] = []
  const subscribers = new Map<Socket, Map<string, string>>()

  function send(message: Buffer): void {
    for (const [socket, subscriptions] of subscribers) {
      for (const [id, subject] of subscriptions) {
        socket.write(
          Buffer.concat([Buffer.from(`MSG ${subject} ${id} ${message.length}\r\n`), message, Buffer.from('\r\n')]),
        )
      }
    }
  }

  const server = createServer((socket) => {
    const subscriptions = new Map<string, string>()
    subscribers.set(socket, subscriptions)
    socket.on('close', () => subscribers.delete(socket))
    socket.on('error', () => socket.destroy())
    const about = { server_id: 'tiny', version: '2.10.0', proto: 1, headers: true, max_payload: maxPayload }
    const greet = (): void => {
      if (isWelcome()) socket.write(`INFO ${JSON.stringify(about)}\r\n`)
      else if (!socket.destroyed) setTimeout(greet, 5)
    }
    greet()
    let buffered = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk])
      for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
        const [verb = '', ...words] = buffered.subarray(0, end).toString().split(' ')
        const body = Number(verb === 'PUB' ? words.at(-1) : NaN)
        const whole = end + 2 + (Number.isNaN(body) ? 0 : body + 2)
        if (buffered.length < whole) return
        if (verb === 'PING') socket.write('PONG\r\n')
        if (verb === 'SUB') subscriptions.set(words.at(-1)!, words[0]!)
        if (verb === 'UNSUB') subscriptions.delete(words[0]!)
        if (verb === 'PUB') {
          const message = Buffer.from(buffered.subarray(end + 2, end + 2 + body))
          published.push(message)
          send(message)
        }
        buffered = buffered.subarray(whole)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `nats://127.0.0.1:${portOf(server)}`,
    published,
    get subscriptions() {
      return [...subscribers.values()].reduce((sum, { size }) => sum + size, 0)
    },
    get connections() {
      return subscribers.size
    },
    say: (message) => send(Buffer.from(message)),
    async close() {
      for (const socket of subscribers.keys()) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
