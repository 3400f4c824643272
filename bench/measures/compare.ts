import type { Measure } from '../report/measure.ts'
import { percentile } from '../report/percentile.ts'

/** The p95 of a large installation against that of a small one. */
export function compareP95(
  name: string,
  [smallMs, largeMs]: readonly (readonly number[])[],
  options: { small: string; limit: number | null },
): Measure {
  return {
    name: `${name}, p95`,
    unit: 'ms',
    value: percentile(largeMs!, 0.95),
    baseline: { name: options.small, value: percentile(smallMs!, 0.95) },
    ...(options.limit === null ? {} : { owed: { of: 'ratio', is: 'at most', limit: options.limit } }),
  }
}

export function describeLatencies(name: string, latenciesMs: readonly number[]): string {
  const at = (share: number): string => percentile(latenciesMs, share).toFixed(2)
  return `${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms of ${latenciesMs.length}`
}

export function sizeName(count: number): string {
  if (count >= 1e6) return `${Number((count / 1e6).toFixed(1))} M`
  return count >= 1000 ? `${Number((count / 1000).toFixed(1))} k` : String(count)
}
