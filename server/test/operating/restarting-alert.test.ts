import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { rulesFile } from './alert-rules.ts'

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

// Values of a minute each: when the process that was scraped then had started.
test.skipIf(!hasPromtool).each([
  ['is killed every five minutes', '1x5 2x5 3x5 4x5 5x5', '28m', 1],
  ['is killed, replaced and restarted twice within a quarter of an hour', '1x5 2x5 3x5 4x20', '28m', 0],
  ['is restarted once in a quarter of an hour for hours', '1x15 2x15 3x15 4x15 5x15', '75m', 0],
])('a node that %s: the alert for restarts fires as it should', (_what, runs, at, times) => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-rules-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const values = runs.split(' ').map((run) => run.replace('x', '+0x'))
  const labels = { job: 'throughline', instance: 'node-1:3000' }
  const series = `process_start_time_seconds{job="throughline",instance="node-1:3000"}`
  const file = join(folder, 'test.yaml')
  const fired = Array.from({ length: times }, () => ({
    exp_labels: { ...labels, severity: 'ticket' },
    exp_annotations: { summary: 'node-1:3000 was started 4 times within half an hour' },
  }))
  writeFileSync(
    file,
    stringify({
      rule_files: [rulesFile],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [{ series, values: values.join(' ') }],
          alert_rule_test: [{ eval_time: at, alertname: 'ThroughlineKeepsRestarting', exp_alerts: fired }],
        },
      ],
    }),
  )
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })
  expect(status, `${stdout}${stderr}`).toBe(0)
})
