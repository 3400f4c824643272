import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestApp, type TestApp } from '../app.ts'
import { alertRules } from './alert-rules.ts'
import { askedIn } from './asked-in.ts'
import { readMetrics, type FoundMetrics } from './read-metrics.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const Panel = z.object({
  id: z.number(),
  title: z.string(),
  type: z.string(),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).optional(),
})
const { panels } = z.object({ panels: z.array(Panel) }).parse(JSON.parse(read('deploy/monitoring/dashboard.json')))
const guide = read('docs/operate/monitoring.md')

/** What Prometheus adds to what it scrapes. */
const addedLabels = ['instance', 'job', 'le']
const addedNames = ['up']

let app: TestApp
let found: FoundMetrics
let labels: Set<string>
beforeAll(async () => {
  // Where nothing listens: the numbers of NATS are there all the same.
  app = await startTestApp({ env: { NATS_URL: 'nats://127.0.0.1:1' } })
  found = await readMetrics(app)
  // Counters of channels have no series before something has happened.
  labels = new Set(['channel', 'outcome', 'kind', 'name', 'reason', ...addedLabels, ...found.labels])
})
afterAll(() => app.stop())

const isThere = (name: string): boolean =>
  addedNames.includes(name) || found.names.has(name) || found.names.has(name.replace(/_(?:count|sum|bucket)$/, ''))

test('a question is taken apart into the series and labels that it asks for', () => {
  expect(
    askedIn('sum by (le, a) (rate(x_total{b=~"c|d"}[5m])) / y_seconds > 2 unless max(z{e="f g"} offset 1h) > 0.5'),
  ).toEqual({ names: ['x_total', 'y_seconds', 'z'], labels: ['le', 'a', 'b', 'e'] })
})

test.each(alertRules)(
  'the alert $alert asks for numbers that exist, and the guide says what to do',
  ({ alert, expr }) => {
    const { names, labels: asked } = askedIn(expr)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !isThere(name))).toEqual([])
    expect(asked.filter((label) => !labels.has(label))).toEqual([])
    expect(guide).toMatch(new RegExp(`^### ${alert}$`, 'm'))
  },
)

test('the guide tells of no alert that is not there', () => {
  const told = [...guide.matchAll(/^### (\w+)$/gm)].map((match) => match[1]!)
  expect(told.toSorted()).toEqual(alertRules.map(({ alert }) => alert).toSorted())
})

test('every panel of the dashboard asks for numbers that exist', () => {
  const drawn = panels.filter(({ type }) => type !== 'row')
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  expect(drawn.length).toBeGreaterThan(15)
  for (const { title, targets = [] } of drawn) {
    const asked = targets.map(({ expr }) => askedIn(expr))
    expect(asked.length, title).toBeGreaterThan(0)
    expect(
      asked.flatMap(({ names }) => names.filter((name) => !isThere(name))),
      title,
    ).toEqual([])
    expect(
      asked.flatMap((one) => one.labels.filter((label) => !labels.has(label))),
      title,
    ).toEqual([])
    const shown = targets.flatMap(({ legendFormat }) =>
      [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, of]) => of!),
    )
    expect(
      shown.filter((label) => !labels.has(label)),
      title,
    ).toEqual([])
  }
})

test('every number of ours is in the dashboard, and named as Prometheus has it', () => {
  const drawn = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => askedIn(expr).names))
  const ours = [...found.names.keys()].filter((name) => name.startsWith('throughline_'))
  expect(ours.length).toBeGreaterThan(20)
  expect(ours.filter((name) => !drawn.some((one) => one.replace(/_(?:count|sum|bucket)$/, '') === name))).toEqual([])
  const misnamed = [...found.names]
    .filter(([name]) => ours.includes(name))
    .filter(([name, type]) => (type === 'counter') !== name.endsWith('_total'))
  expect(misnamed).toEqual([])
})
