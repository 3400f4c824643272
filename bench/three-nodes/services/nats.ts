import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../../../server/test/free-port.ts'

export const hasNats = spawnSync('nats-server', ['--version']).status === 0

/** A server of NATS that is killed and started again at one port. */
export interface Nats {
  readonly url: string
  start(): Promise<void>
  kill(): Promise<void>
}

export async function makeNats(): Promise<Nats> {
  const port = await freePort()
  let child: ChildProcess | null = null
  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      const starting = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child = starting
      await new Promise<void>((resolve, reject) => {
        starting.stderr.on('data', (chunk: Buffer) => chunk.includes('Server is ready') && resolve())
        starting.once('error', reject)
        starting.once('exit', () => reject(new Error('nats-server did not start')))
      })
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
