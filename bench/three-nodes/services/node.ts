import { freePort } from '../../../server/test/free-port.ts'
import { startCommand, type StartedCommand } from '../../../server/test/operating/start-command.ts'

/** One node: a process that is killed, stopped and started again at its ports, in whatever version. */
export interface Node {
  readonly name: string
  readonly url: string
  readonly port: number
  readonly smtpPort: number
  /** Resolves when it says that it is ready. `folder` is the checkout or release to start; the one before, if left out. */
  start(folder?: string): Promise<void>
  kill(): Promise<void>
  /** With SIGTERM; gives the code that it ended with. */
  stop(): Promise<number | NodeJS.Signals>
  /** Everything that all of its processes have printed. */
  printed(): string
}

export async function makeNode(
  name: string,
  { dataDir, env }: { dataDir: string; env: Record<string, string> },
): Promise<Node> {
  const ports = { port: await freePort(), smtpPort: await freePort() }
  let running: StartedCommand | null = null
  let runs: string | undefined
  let before = ''

  async function end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    if (running === null) return 0
    running.child.kill(signal)
    const how = await running.ended
    before += running.printed()
    running = null
    return how
  }

  return {
    name,
    url: `http://127.0.0.1:${ports.port}`,
    ...ports,
    async start(folder = runs) {
      runs = folder
      running = await startCommand({ dataDir, ports, env, ...(folder === undefined ? {} : { folder }) })
    },
    async kill() {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    printed: () => before + (running?.printed() ?? ''),
  }
}
