/** One figure of a benchmark, and what is owed of it: a ratio to a baseline of the same run, or a plain value. */
export interface Measure {
  name: string
  unit: Unit
  value: number
  baseline?: { name: string; value: number }
  owed?: { of: 'ratio' | 'value'; is: 'at least' | 'at most'; limit: number }
}

export type Unit = '/s' | 'ms' | 'MiB' | 'KiB' | 'count' | 'each'

export interface BenchResult {
  measures: Measure[]
  /** What a reader of the figures should know: CPU shares, sizes, durations. */
  notes: string[]
}

export function ratioOf({ value, baseline }: Measure): number | null {
  return baseline === undefined || baseline.value === 0 ? null : value / baseline.value
}

/** null: nothing is owed of it. */
export function isMet(measure: Measure): boolean | null {
  const { owed } = measure
  if (owed === undefined) return null
  const judged = owed.of === 'ratio' ? ratioOf(measure) : measure.value
  if (judged === null || !Number.isFinite(judged)) return false
  return owed.is === 'at least' ? judged >= owed.limit : judged <= owed.limit
}

export function allMet(measures: readonly Measure[]): boolean {
  return measures.every((measure) => isMet(measure) !== false)
}

/** Something that must not happen at all. */
export function none(name: string, value: number): Measure {
  return { name, unit: 'count', value, owed: { of: 'value', is: 'at most', limit: 0 } }
}

/** Something that is known beforehand to the last one. */
export function exactly(name: string, value: number, expected: number): Measure[] {
  return [
    { name, unit: 'count', value, baseline: { name: 'true', value: expected } },
    none(`${name}: off by`, Math.abs(value - expected)),
  ]
}
