import { setTimeout as after } from 'node:timers/promises'
import { messageOf } from '../lib/errors.ts'
import type { HttpServer } from './http.ts'
import { refuseMetrics, type MetricsAccess } from './metrics-access.ts'
import type { Metrics } from './metrics.ts'

/** Throws, or rejects, with the reason why this node should get no traffic. */
export type ReadinessCheck = () => Promise<unknown>

export interface Operation {
  readonly metrics: Metrics
  readonly metricsAccess: MetricsAccess
  /** What this node does. */
  readonly services: readonly string[]
  readonly checks: Record<string, ReadinessCheck>
}

const checkTimeoutMs = 2000

/**
 * For whoever runs it: alive and ready, which answer everybody and tell nothing of anybody; and numbers, which answer
 * this machine and its tokens.
 */
export function serveOperation(app: HttpServer, { metrics, services, checks, metricsAccess }: Operation): void {
  const options = { logLevel: 'silent', exposeHeadRoute: true } as const

  app.get('/healthz', options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ alive: true }),
  )

  app.get('/readyz', options, async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check)] as const),
    )
    const ready = results.every(([, outcome]) => outcome === 'ok')
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, services, checks: Object.fromEntries(results) })
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
      .send(await metrics.registry.metrics())
  })
}

async function outcomeOf(check: ReadinessCheck): Promise<string> {
  const timer = new AbortController()
  const timeout = after(checkTimeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${checkTimeoutMs / 1000} seconds`)
  })
  try {
    await Promise.race([check(), timeout])
    return 'ok'
  } catch (error) {
    // Anybody may ask: the words of a driver, which name hosts and users, are for the log of whoever made the check.
    return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
  } finally {
    timer.abort()
    timeout.catch(() => {})
  }
}
