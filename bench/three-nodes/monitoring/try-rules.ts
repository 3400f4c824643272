import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { secondMs } from '../../../server/src/lib/clock.ts'
import { rulesFile } from '../../../server/test/operating/alert-rules.ts'
import { stepMs, type Recording } from './recording.ts'

export const hasPromtool = spawnSync('promtool', ['--version']).status === 0

/** Something that was broken, from when to when, by the story's clock, and the alerts of it. */
export interface Broken {
  readonly what: string
  readonly fromMs: number
  readonly toMs: number
  /** These have to fire meanwhile, each for each of these nodes (null: for the installation as a whole). */
  readonly owed: readonly { alert: string; instances: readonly (string | null)[] }[]
  /** These follow from it and may fire as well. */
  readonly allowed?: readonly string[]
}

const ofSlowness = [
  'ThroughlineRequestsAreSlow',
  'ThroughlineNumbersAreMissing',
  'ThroughlineNodeIsBusy',
  'ThroughlineConnectionsAreShort',
  'ThroughlineScreensAreLate',
]

/**
 * Lets Prometheus try the alert rules that ship on what was recorded. Gives the empty text when every alert that is owed
 * fired while it was, and no other ever; else what Prometheus found instead. Where the machine had far more to do than this,
 * alerts of slowness tell the truth about it, and are let pass.
 */
export function tryRules(recording: Recording, broken: readonly Broken[], endMs: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-rules-'))
  const last = Math.floor(endMs / stepMs)
  try {
    const file = join(folder, 'story.yaml')
    writeFileSync(
      file,
      stringify({
        rule_files: [rulesFile],
        evaluation_interval: `${stepMs / secondMs}s`,
        tests: [
          {
            interval: `${stepMs / secondMs}s`,
            input_series: [...recording.series].map(([key, samples]) => ({
              series: key,
              values: valuesOf(samples, last),
            })),
            promql_expr_test: [...questionsAbout(broken, endMs, recording.isOverloaded() ? ofSlowness : [])],
          },
        ],
      }),
    )
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })
    return status === 0 ? '' : `${stdout}${stderr}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function valuesOf(samples: ReadonlyMap<number, number | 'stale'>, last: number): string {
  return Array.from({ length: last + 1 }, (_, step) => samples.get(step) ?? '_').join(' ')
}

interface Question {
  expr: string
  eval_time: string
  exp_samples: { labels: string; value: number }[]
}

function* questionsAbout(broken: readonly Broken[], endMs: number, tolerated: readonly string[]): Generator<Question> {
  let doneMs = 0
  for (const { fromMs, toMs, owed, allowed = [] } of broken) {
    yield* nothingFired({ fromMs: doneMs, toMs: fromMs }, tolerated)
    yield* nothingFired({ fromMs, toMs }, [...owed.map(({ alert }) => alert), ...allowed, ...tolerated])
    for (const { alert, instances } of owed) {
      yield {
        expr: `group by (alertname, instance) (${firedWithin({ fromMs, toMs }, `alertname="${alert}"`)})`,
        eval_time: seconds(toMs),
        exp_samples: instances.map((instance) => ({
          labels: `{alertname="${alert}"${instance === null ? '' : `,instance="${instance}"`}}`,
          value: 1,
        })),
      }
    }
    doneMs = toMs
  }
  yield* nothingFired({ fromMs: doneMs, toMs: endMs }, tolerated)
}

interface Span {
  fromMs: number
  toMs: number
}

function* nothingFired(span: Span, but: readonly string[]): Generator<Question> {
  // One thing breaks right after another was mended.
  if (seconds(span.toMs) === seconds(span.fromMs)) return
  const others = but.length === 0 ? '' : `alertname!~"${but.join('|')}"`
  yield { expr: firedWithin(span, others), eval_time: seconds(span.toMs), exp_samples: [] }
}

function firedWithin({ fromMs, toMs }: Span, matcher: string): string {
  return `count_over_time(ALERTS{alertstate="firing"${matcher === '' ? '' : `,${matcher}`}}[${seconds(toMs - fromMs)}])`
}

/** Prometheus knows whole seconds. */
const seconds = (ms: number): string => `${Math.round(ms / secondMs)}s`
