import { connect, createServer, type Socket } from 'node:net'
import { portOf } from '../server/test/mail/ports.ts'

/** A wire between browser and server that a test can cut and mend. */
export interface CuttableProxy {
  readonly url: string
  /** Every open connection breaks, and new ones are refused. */
  cut(): void
  mend(): void
  /** Every open connection breaks after so many pieces of traffic, again and again; new ones are let through. */
  breakAfter(pieces: readonly number[]): void
  close(): Promise<void>
}

export async function startCuttableProxy(targetPort: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>()
  let isCut = false
  let breaks: readonly number[] = []
  let passed = 0
  let turn = 0
  const server = createServer((browser) => {
    if (isCut) {
      browser.destroy()
      return
    }
    const product = connect(targetPort, '127.0.0.1')
    for (const [socket, other] of [
      [browser, product],
      [product, browser],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('data', count)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  function count(): void {
    if (breaks.length === 0) return
    passed += 1
    if (passed < breaks[turn % breaks.length]!) return
    passed = 0
    turn += 1
    breakAll()
  }

  return {
    url: `http://localhost:${portOf(server)}`,
    cut() {
      isCut = true
      breakAll()
    },
    mend() {
      isCut = false
    },
    breakAfter(pieces) {
      breaks = pieces
      passed = 0
    },
    async close() {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
