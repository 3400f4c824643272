import { connect, createServer, type Socket } from 'node:net'
import { portOf } from '../server/test/mail/ports.ts'

/** A wire between browser and server that a test can cut and mend. */
export interface CuttableProxy {
  readonly url: string
  /** Every open connection breaks, and new ones are refused. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function startCuttableProxy(targetPort: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>()
  let isCut = false
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
  return {
    url: `http://localhost:${portOf(server)}`,
    cut() {
      isCut = true
      breakAll()
    },
    mend() {
      isCut = false
    },
    async close() {
      breakAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
