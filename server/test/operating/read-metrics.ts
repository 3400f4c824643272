import type { TestApp } from '../app.ts'

export interface FoundMetrics {
  /** Name and type, as `# TYPE` says. */
  readonly names: ReadonlyMap<string, string>
  /** Of all series. */
  readonly labels: ReadonlySet<string>
  all(name: string): { labels: Record<string, string>; value: number }[]
  /** Of the one series with these labels; undefined when there is none. */
  value(name: string, labels?: Record<string, string>): number | undefined
}

/** Scrapes as Prometheus does. */
export async function readMetrics(app: Pick<TestApp, 'url' | 'token'>): Promise<FoundMetrics> {
  const response = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${app.token}` } })
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`)
  return parse(await response.text())
}

function parse(text: string): FoundMetrics {
  const names = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!]))
  const series = [...text.matchAll(/^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gim)].map(([, name, labels = '', value]) => ({
    name: name!,
    labels: Object.fromEntries([...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, of]) => [key!, of!])),
    value: Number(value),
  }))
  const all = (wanted: string) => series.filter(({ name }) => name === wanted)
  return {
    names,
    labels: new Set(series.flatMap((one) => Object.keys(one.labels))),
    all,
    value: (name, labels = {}) =>
      all(name).find((one) => Object.entries(labels).every(([key, of]) => one.labels[key] === of))?.value,
  }
}
