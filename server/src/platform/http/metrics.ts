import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from 'prom-client'
import type { Measure } from '../../lib/measure.ts'

/** Numbers for Prometheus. Names and labels never hold anything of a customer. */
export interface Metrics {
  readonly registry: Registry
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>
  histogram<L extends string>(name: string, help: string, labels?: readonly L[], buckets?: number[]): Histogram<L>
  /** Read when it is asked for, such as the length of a queue. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void
  /** The same for numbers that are read together; what is not given any more is no longer shown. */
  measures(read: () => readonly Measure[] | Promise<readonly Measure[]>): void
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>
  observeRequest(method: string, route: string, status: number, durationMs: number): void
}

/** Kinds of answers with a series of their own; the kinds after these share one. */
const maxObserved = 1000

export function createMetrics(): Metrics {
  const registry = new Registry()
  // Memory, event loop lag, garbage collection.
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  // Two lines for each: with the buckets of a histogram it would be a dozen, and half a megabyte in all.
  const requests = new Summary({
    name: 'http_request_duration_seconds',
    help: 'How often each route was asked and how long it took in all, by status.',
    labelNames: ['method', 'route', 'status'],
    percentiles: [],
    registers,
  })
  const durations = new Histogram({
    name: 'http_duration_seconds',
    help: 'How long requests took, by the first digit of their status.',
    labelNames: ['status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  // Looked up once per route and status: matching labels costs more than observing.
  const observers = new Map<string, { observe(value: number): void }>()
  const observerOf = (method: string, route: string, status: string): { observe(value: number): void } => {
    const key = `${method} ${route} ${status}`
    const known = observers.get(key)
    if (known) return known
    if (observers.size >= maxObserved && route !== 'other') return observerOf('other', 'other', '0')
    const observer = requests.labels(method, route, status)
    observers.set(key, observer)
    return observer
  }
  const readers: (() => readonly Measure[] | Promise<readonly Measure[]>)[] = []
  const durationOf = ['1', '2', '3', '4', '5'].map((digit) => {
    // Shown from the start: of a series that appears with the first failure no rise can be seen.
    durations.zero({ status: `${digit}xx` })
    return durations.labels(`${digit}xx`)
  })

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
    measures: (read) => void readers.push(read),
    async text() {
      const measures = (await Promise.all(readers.map(async (read) => read()))).flat()
      return `${await registry.metrics()}${await textOf(measures)}`
    },
    observeRequest(method, route, status, durationMs) {
      observerOf(method, route, String(status)).observe(durationMs / 1000)
      durationOf[Math.floor(status / 100) - 1]?.observe(durationMs / 1000)
    },
  }
}

/** Made anew each time, so that nothing is shown that could not be read. */
async function textOf(measures: readonly Measure[]): Promise<string> {
  const registry = new Registry()
  for (const { name, help, labels, samples } of measures) {
    const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] })
    for (const sample of samples) gauge.set(sample.labels, sample.value)
  }
  return registry.metrics()
}
