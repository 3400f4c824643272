import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { alertRules } from '../../../server/test/operating/alert-rules.ts'
import { askedIn } from '../../../server/test/operating/asked-in.ts'
import { readMetrics } from '../../../server/test/operating/read-metrics.ts'
import { secondMs } from '../../../server/src/lib/clock.ts'
import type { Node } from '../services/node.ts'

/** How far apart the samples are that the rules are tried on. */
export const stepMs = 15 * secondMs

/** What Prometheus would have kept of the nodes, as far as the alert rules ask for it. */
export interface Recording {
  /** Scrapes every node now. */
  look(nowMs: number): Promise<void>
  /** Each series with its samples by number of the step; `stale` where it ended. */
  readonly series: ReadonlyMap<string, ReadonlyMap<number, number | 'stale'>>
  /** Whether the machine had far more to do than its processors can, on the average of all looks. */
  isOverloaded(): boolean
}

const names = [...new Set(alertRules.flatMap(({ expr }) => askedIn(expr).names))].filter((name) => name !== 'up')

export function recordMetrics(nodes: readonly Node[], token: string): Recording {
  const series = new Map<string, Map<number, number | 'stale'>>()
  const loads: number[] = []
  const keysOf = new Map<string, Set<string>>()

  function keep(key: string, step: number, value: number | 'stale'): void {
    const samples = series.get(key) ?? new Map<number, number | 'stale'>()
    series.set(key, samples.set(step, value))
  }

  async function scrape({ name, url }: Node, step: number): Promise<void> {
    const target = { instance: name, job: 'throughline' }
    const found = await readMetrics({ url, token }).catch(() => null)
    const before = keysOf.get(name) ?? new Set()
    const now = new Set<string>()
    for (const wanted of found === null ? [] : names) {
      for (const { labels, value } of found!.all(wanted)) {
        const key = keyOf(wanted, { ...labels, ...target })
        now.add(key)
        keep(key, step, value)
      }
    }
    for (const key of before) if (!now.has(key)) keep(key, step, 'stale')
    keysOf.set(name, now)
    keep(keyOf('up', target), step, found === null ? 0 : 1)
  }

  return {
    series,
    isOverloaded: () => loads.reduce((sum, load) => sum + load, 0) / loads.length > 2 * availableParallelism(),
    async look(nowMs) {
      loads.push(runnableNow())
      await Promise.all(nodes.map((node) => scrape(node, Math.floor(nowMs / stepMs))))
    },
  }
}

/** How many threads want a processor; where the system does not tell (only Linux does), how many did in the last minute. */
function runnableNow(): number {
  if (!existsSync('/proc/loadavg')) return loadavg()[0]!
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[3]!.split('/')[0])
}

/** As it is written in PromQL. */
function keyOf(name: string, labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return `${name}{${pairs.toSorted().join(',')}}`
}
