import { setTimeout as after } from 'node:timers/promises'
import { AppError, messageOf } from '../../lib/errors.ts'
import type { HttpServer } from './http-server.ts'
import { refuseMetrics, type MetricsAccess } from './metrics-access.ts'
import type { Metrics } from './metrics.ts'

/** Throws, or rejects, with the reason in a sentence that everybody may read. */
export type ReadinessCheck = () => Promise<unknown>

export interface Operation {
  readonly metrics: Metrics
  readonly metricsAccess: MetricsAccess
  /** What this node does. */
  readonly services: readonly string[]
  /** While one of them fails, this node should get no traffic. */
  readonly checks: Record<string, ReadinessCheck>
  /** Reported, but the node stays ready: another node would be no better off. */
  readonly warnings?: Record<string, ReadinessCheck>
}

/** One thing that was looked at. `detail` is the reason when it is not well. */
interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

const checkTimeoutMs = 2000

/**
 * For operators: liveness and readiness, which answer everybody and reveal nothing about people; and metrics, which answer
 * this machine and certain tokens.
 */
export function serveOperation(
  app: HttpServer,
  { metrics, services, checks, warnings = {}, metricsAccess }: Operation,
): void {
  const options = { logLevel: 'silent', exposeHeadRoute: true } as const

  metrics.measures(async () => [
    {
      name: 'throughline_ready',
      help: '1 while what /readyz looks at is well on this node. With a 0 among them it should get no traffic.',
      labels: ['check'],
      samples: (await lookAtAll(checks)).map(({ name, ok }) => ({ labels: { check: name }, value: Number(ok) })),
    },
  ])

  app.get('/healthz', options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ alive: true }),
  )

  const lookAtBoth = (): Promise<[Finding[], Finding[]]> => Promise.all([lookAtAll(checks), lookAtAll(warnings)])
  let looking: ReturnType<typeof lookAtBoth> | null = null
  app.get('/readyz', options, async (_request, reply) => {
    // Anybody may ask, as often as they like: those who ask meanwhile share what one look finds.
    looking ??= lookAtBoth().finally(() => (looking = null))
    const [found, warned] = await looking
    const ready = found.every(({ ok }) => ok)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        ready,
        services,
        checks: Object.fromEntries(found.map(({ name, detail }) => [name, detail])),
        details: [...found, ...warned],
      })
  })

  const countGuesses = app.throughline.gate('public', 'anonymous')
  app.get('/metrics', options, async (request, reply) => {
    try {
      await refuseMetrics(request, metricsAccess)
    } catch (error) {
      await countGuesses(request, reply)
      reply.header('www-authenticate', 'Bearer')
      throw error
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.text())
  })
}

function lookAtAll(checks: Record<string, ReadinessCheck>): Promise<Finding[]> {
  return Promise.all(Object.entries(checks).map(([name, check]) => lookAt(name, check)))
}

/** Anybody may ask: the words of a driver, which name hosts and users, are for the log. */
function detailOf(error: unknown): string {
  if (error instanceof AppError) return error.publicMessage
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
}

async function lookAt(name: string, check: ReadinessCheck): Promise<Finding> {
  const timer = new AbortController()
  const timeout = after(checkTimeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${checkTimeoutMs / 1000} seconds`)
  })
  try {
    await Promise.race([check(), timeout])
    return { name, ok: true, detail: 'ok' }
  } catch (error) {
    return { name, ok: false, detail: detailOf(error) }
  } finally {
    timer.abort()
    timeout.catch(() => {})
  }
}
