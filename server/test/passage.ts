import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Connection } from '../src/platform/db/db.ts'
import { portOf } from './mail/ports.ts'

/** A port that leads to a server of PostgreSQL, until it is closed. */
export interface Passage {
  readonly port: number
  /** By way of it. */
  readonly connection: Connection
  /** Ends what goes through it, as well. */
  close(): Promise<void>
}

/** `at`: the port that another one had, for a server that comes back. */
export async function openPassage(url: string, at = 0): Promise<Passage> {
  const { host, port, user, database, password } = new Client({ connectionString: url })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    open.add(socket)
    socket.pipe(onward).pipe(socket)
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(socket)
      onward.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  const own = portOf(server)
  return {
    port: own,
    connection: { host: '127.0.0.1', port: own, user, database, password },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
