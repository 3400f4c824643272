/** A number about the state of the installation, read when somebody asks for it; `/metrics` shows it as a gauge. */
export interface Measure {
  /** By the conventions of Prometheus: the unit at the end. */
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  readonly samples: readonly Sample[]
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export function measure(name: string, help: string, value: number): Measure {
  return { name, help, labels: [], samples: [{ labels: {}, value }] }
}

/** One number for each value of a label. The values must be few, and known: each is a series for ever. */
export function measureBy(
  label: string,
  { name, help, values }: { name: string; help: string; values: Readonly<Record<string, number>> },
): Measure {
  const samples = Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value }))
  return { name, help, labels: [label], samples }
}

/** Ages are of rows that other machines wrote: a clock that is ahead makes nothing younger than now. */
export function secondsSince(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1000)
}
