import { messageOf } from '../../../lib/errors.ts'
import { startServer, type Server } from './server.ts'

export interface SupervisedServer {
  readonly pid: number
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Keeps the server up: when it dies under us (out of memory, a stray kill) it is started again and recovers by its
 * log, while the pool's connections fail and are made anew. One that keeps dying is left alone, and `ended` says so.
 */
export async function supervise(...start: Parameters<typeof startServer>): Promise<SupervisedServer> {
  const { logger } = start[1]
  let server: Server = await startServer(...start)
  let isStopping = false

  async function keepUp(): Promise<string> {
    const deathsMs: number[] = []
    for (;;) {
      const reason = await server.exited
      if (isStopping) return 'stopped'
      logger.error({ reason }, 'the database server died')
      deathsMs.push(Date.now())
      if (deathsMs.filter((ms) => ms > Date.now() - windowMs).length > deathsAllowed) {
        return `it died ${deathsMs.length} times, last with ${reason}`
      }
      try {
        server = await startServer(...start)
        if (isStopping) await server.stop()
      } catch (error) {
        return messageOf(error)
      }
      logger.info('the database server runs again')
    }
  }
  const ended = keepUp()

  return {
    get pid() {
      return server.pid
    },
    ended,
    stop: async () => {
      isStopping = true
      await server.stop()
      await ended
    },
  }
}

const deathsAllowed = 5
const windowMs = 60_000
