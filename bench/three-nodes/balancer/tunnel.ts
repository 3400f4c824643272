import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { betweenTriesMs } from './forward.ts'
import type { Targets } from './targets.ts'

/** Leads a connection to a node that can be reached; once it is open nothing moves it to another one. */
export async function tunnel(
  client: Socket,
  { targets, tryMs, first = '' }: { targets: Targets; tryMs: number; first?: string | Uint8Array },
): Promise<void> {
  const untilMs = performance.now() + tryMs
  client.on('error', () => client.destroy())
  while (!client.destroyed) {
    const taken = targets.take()
    const onward = taken && (await open(taken.target.port))
    if (taken && onward) {
      onward.on('error', () => client.destroy())
      onward.on('close', () => client.destroy())
      client.on('close', () => onward.destroy())
      onward.write(first)
      client.pipe(onward).pipe(client)
      return
    }
    taken?.failed()
    if (performance.now() > untilMs) client.destroy()
    else await delay(betweenTriesMs)
  }
}

function open(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}
