import type { Socket } from 'node:net'
import { minuteMs } from '../lib/clock.ts'
import type { Authenticate, Credentials } from './caller.ts'

/**
 * A socket outlives the request that opened it by hours, and must not outlive the right to it: who opened it is asked
 * again every minute, and at once when somebody's access changed on this node.
 */
export interface OpenSockets {
  add(open: OpenSocket): void
  /** Closes every socket whose caller is nobody now, or somebody with other rights. */
  recheck(): Promise<void>
  stop(): void
}

export interface OpenSocket {
  socket: Socket
  credentials: Credentials
  /** What may be done through it was decided by this role: with another one it is opened anew. */
  role: string
}

export function createOpenSockets(authenticate: Authenticate, { everyMs = minuteMs } = {}): OpenSockets {
  const opened = new Set<OpenSocket>()

  async function recheck(): Promise<void> {
    for (const open of opened) {
      if (!(await isStillAllowed(open))) open.socket.destroy()
    }
  }

  async function isStillAllowed({ credentials, role }: OpenSocket): Promise<boolean> {
    try {
      return (await authenticate(credentials))?.role === role
    } catch {
      // The database is away: nothing is known that speaks against it. The next look will tell.
      return true
    }
  }

  const timer = setInterval(() => void recheck(), everyMs)
  timer.unref()
  return {
    add(open) {
      opened.add(open)
      open.socket.once('close', () => opened.delete(open))
    },
    recheck,
    stop: () => clearInterval(timer),
  }
}
