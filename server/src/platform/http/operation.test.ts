import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../lib/config.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createHttpServer, createMetrics, serveOperation, type HttpServer } from './http.ts'

let app: HttpServer
let origin: string
let database: () => Promise<unknown> = async () => {}
let feed: () => Promise<unknown> = async () => {}

beforeAll(async () => {
  const metrics = createMetrics()
  app = await createHttpServer({ config: readConfig({}), logger: silentLogger, authenticate: () => null, metrics })
  app.get('/things/:id', async () => ({}))
  serveOperation(app, {
    metrics,
    services: ['web'],
    checks: { database: () => database() },
    warnings: { feed: () => feed() },
    metricsAccess: { token: null, isPublic: false, authenticate: () => null },
  })
  metrics.counter('messages_total', 'Messages that came in.', ['channel']).inc({ channel: 'email' }, 3)
  metrics.gauge('jobs_waiting', 'Jobs that wait.', async () => 7)
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

test('a node is alive while it answers, and ready while its checks pass', async () => {
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  const well = { name: 'feed', ok: true, detail: 'ok' }
  expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({
    ready: true,
    services: ['web'],
    checks: { database: 'ok' },
    details: [{ name: 'database', ok: true, detail: 'ok' }, well],
  })
  database = async () => {
    throw new Error('migration 12 is missing')
  }
  const notReady = await fetch(`${origin}/readyz`)
  expect(notReady.status).toBe(503)
  expect(await notReady.json()).toMatchObject({
    ready: false,
    checks: { database: 'migration 12 is missing' },
    details: [{ name: 'database', ok: false, detail: 'migration 12 is missing' }, well],
  })
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
})

test('strangers who ask again and again whether it is ready share one look', async () => {
  const looking = Promise.withResolvers<void>()
  let looks = 0
  database = async () => {
    looks++
    await looking.promise
  }
  let arrived = 0
  app.server.on('request', () => arrived++)
  const asked = Array.from({ length: 20 }, () => fetch(`${origin}/readyz`))
  await expect.poll(() => arrived).toBe(20)
  looking.resolve()
  for (const { status } of await Promise.all(asked)) expect(status).toBe(200)
  expect(looks).toBe(1)
  await fetch(`${origin}/readyz`)
  expect(looks).toBe(2)
})

test('what another node would suffer from as well is told, and keeps nobody out', async () => {
  database = async () => {}
  feed = async () => {
    throw new Error('Events have waited for 75 s.')
  }
  const told = await fetch(`${origin}/readyz`)
  expect(told.status).toBe(200)
  expect(await told.json()).toMatchObject({
    ready: true,
    details: [
      { name: 'database', ok: true },
      { name: 'feed', ok: false, detail: 'Events have waited for 75 s.' },
    ],
  })
})

test('the numbers say for each check whether it is well', async () => {
  database = async () => {
    throw new Error('migration 12 is missing')
  }
  expect(await (await fetch(`${origin}/metrics`)).text()).toContain('throughline_ready{check="database"} 0')
  database = async () => {}
  expect(await (await fetch(`${origin}/metrics`)).text()).toContain('throughline_ready{check="database"} 1')
})

test('numbers are told by route, never by what was in the address', async () => {
  const id = newId()
  await fetch(`${origin}/things/${id}`)
  await fetch(`${origin}/nothing/${id}`)
  const response = await fetch(`${origin}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain')
  const text = await response.text()
  expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/things/:id",status="200"} 1')
  expect(text).toContain('route="none",status="404"} 1')
  expect(text).toContain('messages_total{channel="email"} 3')
  expect(text).toContain('jobs_waiting 7')
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
  expect(text).not.toContain(id)
})

test('numbers stay small, however many kinds of answers there were', async () => {
  const metrics = createMetrics()
  for (let kind = 0; kind < 200; kind++) {
    for (let status = 200; status < 225; status++) metrics.observeRequest('GET', `/api/v1/things/${kind}`, status, 5)
  }
  const text = await metrics.registry.metrics()
  expect(text.length).toBeLessThan(250_000)
  expect(text).toContain('route="other",status="0"} 4000')
  expect(text).toContain('http_duration_seconds_count{status="2xx"} 5000')
})
