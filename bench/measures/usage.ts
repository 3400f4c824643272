import { setTimeout as delay } from 'node:timers/promises'
import { cpuSecondsOf } from '../apart/process-usage.ts'

interface Watched {
  server: { pid: number }
  workplace: { postgresPid: number }
}

/** Runs something and says how much of the processors the server and PostgreSQL took meanwhile. */
export async function withUsage<T>(watched: Watched, run: () => Promise<T>): Promise<{ result: T; usage: Usage }> {
  const before = cpuOf(watched)
  const startedMs = performance.now()
  const result = await run()
  const seconds = (performance.now() - startedMs) / 1000
  const after = cpuOf(watched)
  return {
    result,
    usage: { seconds, server: spent(before.server, after.server), postgres: spent(before.postgres, after.postgres) },
  }
}

function spent(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before
}

/** CPU seconds; null where the system does not tell. */
export interface Usage {
  seconds: number
  server: number | null
  postgres: number | null
}

/** In percent of one core. */
export function describeUsage({ seconds, server, postgres }: Usage, senderCpuSeconds: number): string {
  const share = (cpuSeconds: number | null): string =>
    cpuSeconds === null ? 'unknown' : `${Math.round((cpuSeconds / seconds) * 100)} %`
  return `of one core: server ${share(server)}, PostgreSQL ${share(postgres)}, sender ${share(senderCpuSeconds)}`
}

/** Waits until what runs behind the acknowledgements (indexing, jobs, the log writer) has come to rest. */
export async function untilQuiet(watched: Watched, timeoutMs = 60_000): Promise<number> {
  const startedMs = performance.now()
  const windowMs = 500
  for (;;) {
    const { usage } = await withUsage(watched, () => delay(windowMs))
    const waitedMs = performance.now() - startedMs
    const busy = (usage.server ?? 0) + (usage.postgres ?? 0)
    if (busy / usage.seconds < 0.06 || waitedMs > timeoutMs) return waitedMs
  }
}

function cpuOf({ server, workplace }: Watched): { server: number | null; postgres: number | null } {
  return {
    server: cpuSecondsOf(server.pid, { withChildren: false }),
    postgres: cpuSecondsOf(workplace.postgresPid, { withChildren: true }),
  }
}
