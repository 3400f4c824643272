import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Numbers for Prometheus. Names and labels never hold anything of a customer. */
export interface Metrics {
  readonly registry: Registry
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>
  histogram<L extends string>(name: string, help: string, labels?: readonly L[], buckets?: number[]): Histogram<L>
  /** Read when it is asked for, such as the length of a queue. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  observeRequest(method: string, route: string, status: number, durationMs: number): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  // Memory, event loop lag, garbage collection.
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  // Looked up once per route and status: matching labels costs more than observing.
  const observers = new Map<string, { observe(value: number): void }>()

  return {
    registry,
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    histogram: (name, help, labels = [], buckets) =>
      new Histogram({ name, help, labelNames: [...labels], registers, ...(buckets ? { buckets } : {}) }),
    gauge(name, help, read) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: async () => gauge.set(await read()),
      })
    },
    observeRequest(method, route, status, durationMs) {
      const key = `${method} ${route} ${status}`
      let observer = observers.get(key)
      if (!observer) {
        observer = requests.labels(method, route, String(status))
        observers.set(key, observer)
      }
      observer.observe(durationMs / 1000)
    },
  }
}
