import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { runScript, UsageError, type CommandLine, type Given } from '../server/src/lib/command-line.ts'
import { costs } from './measures/costs/costs.ts'
import { idle } from './measures/idle.ts'
import { inbox } from './measures/inbox.ts'
import { ingest } from './measures/ingest/ingest.ts'
import { push } from './measures/push.ts'
import { search } from './measures/search/search.ts'
import { signin } from './measures/signin.ts'
import { thread } from './measures/thread.ts'
import { timers } from './measures/timers.ts'
import { uploads } from './measures/uploads.ts'
import type { Bench, BenchOptions } from './measures/bench-options.ts'
import { allMet, isMet, ratioOf, type BenchResult, type Measure } from './report/measure.ts'
import { describeMachine } from './report/machine.ts'
import { describeProfiles } from './report/profile.ts'
import { owedOf, tableOf } from './report/table.ts'

/**
 * `npm run bench -- [name …] [--json] [--scale small|full] [--folder DIR] [--profile DIR]`
 *
 * Measures the product against what its design owes, each figure beside a baseline of the same run on the same
 * PostgreSQL. `--folder` names the disk to measure on, `--profile` a folder for CPU profiles of the servers, which are
 * summed up at the end. Ends with 1 when something owed was missed.
 */
const benches: Record<string, Bench> = { ingest, thread, inbox, search, push, idle, uploads, signin, costs, timers }

const benchCommand = {
  command: 'npm run bench --',
  what: `Measures the product against what its design owes. There are ${Object.keys(benches).join(', ')}; all, if none is named.`,
  options: {
    json: { type: 'boolean', what: 'print the figures as one JSON object on the last line' },
    scale: { type: 'string', value: 'small', what: 'small: minutes become seconds, for a look; full: as owed' },
    folder: { type: 'string', value: 'DIR', what: 'the disk to measure on' },
    profile: { type: 'string', value: 'DIR', what: 'a folder for CPU profiles of the servers' },
  },
  positionals: { usage: '[NAME …]', min: 0, max: Infinity, missing: '' },
} as const satisfies CommandLine

async function main({ values, positionals }: Given<(typeof benchCommand)['options']>): Promise<void> {
  const { scale = 'full' } = values
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name))
  if (unknown.length > 0) throw new UsageError(`There is no bench ${unknown.join(', ')}.`, benchCommand)
  if (scale !== 'small' && scale !== 'full') throw new UsageError('--scale is small or full.', benchCommand)

  const options: BenchOptions = {
    scale,
    say: (line) => process.stderr.write(`${line}\n`),
    ...(values.folder === undefined ? {} : { parent: values.folder }),
    profileFolder: values.profile === undefined ? null : resolve(values.profile),
  }
  if (options.profileFolder) mkdirSync(options.profileFolder, { recursive: true })
  const machine = describeMachine(values.folder)
  options.say(
    Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  )
  const done: { name: string; seconds: number; result: BenchResult }[] = []
  for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
    const bench = benches[name]!
    const startedMs = performance.now()
    const result = await bench.run(options)
    done.push({ name, seconds: (performance.now() - startedMs) / 1000, result })
    console.log(tableOf(bench.title, result))
  }
  if (options.profileFolder) console.log(describeProfiles(options.profileFolder))
  const isAllMet = done.every(({ result }) => allMet(result.measures))
  if (values.json) console.log(JSON.stringify({ scale, ok: isAllMet, machine, benches: done.map(summary) }))
  process.exitCode = isAllMet ? 0 : 1
}

function summary({ name, seconds, result }: { name: string; seconds: number; result: BenchResult }) {
  return {
    name,
    ok: allMet(result.measures),
    seconds,
    measures: result.measures.map((measure: Measure) => ({
      ...measure,
      ratio: ratioOf(measure),
      owedText: owedOf(measure),
      ok: isMet(measure),
    })),
    notes: result.notes,
  }
}

// So that a bench that is interrupted ends what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

runScript(benchCommand, main).catch((error: unknown) => {
  console.error(error)
  process.exit(2)
})
