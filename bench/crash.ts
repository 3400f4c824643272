import { runScript, UsageError, type CommandLine, type Given } from '../server/src/lib/command-line.ts'
import { runCrash, type CrashReport } from './crash/run-crash.ts'

/**
 * `npm run crash -- [rounds] [--seed S] [--folder DIR] [--keep] [--json]`
 *
 * `kill -9` at random moments under mail, messages and answers whose senders retry; then everything acknowledged has
 * to be there, once. Ends with 1 on any violation.
 */
const crashCommand = {
  command: 'npm run crash --',
  what: 'Kills the product at random moments under traffic, and checks that nothing acknowledged was lost or doubled.',
  options: {
    seed: { type: 'string', value: 'NUMBER', what: 'the moments of an earlier run' },
    folder: { type: 'string', value: 'DIR', what: 'where to make the data folder' },
    keep: { type: 'boolean', what: 'leave the data folder there' },
    json: { type: 'boolean', what: 'print the report as JSON on the last line' },
  },
  positionals: { usage: '[ROUNDS]', min: 0, max: 1, missing: '' },
} as const satisfies CommandLine

async function main({ values, positionals }: Given<(typeof crashCommand)['options']>): Promise<void> {
  const rounds = Number(positionals[0] ?? 20)
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError('ROUNDS is a whole number, 20 for one.', crashCommand)
  if (!Number.isInteger(seed)) throw new UsageError('--seed is a whole number.', crashCommand)
  console.error(`seed ${seed}`)
  const report = await runCrash({
    rounds,
    seed,
    keep: values.keep === true,
    say: (line) => console.error(line),
    ...(values.folder === undefined ? {} : { parent: values.folder }),
  })
  console.log(describe(report))
  if (values.json) console.log(JSON.stringify(report))
  process.exitCode = report.violations.length === 0 ? 0 : 1
}

function describe(report: CrashReport): string {
  const { kills, effects, violations } = report
  return [
    `\ncrash: ${report.rounds} rounds with seed ${report.seed} in ${Math.round(report.seconds)} s`,
    `  killed: the server ${kills.server} times, with its database ${kills['server and database']}, while starting ${kills['while starting']}`,
    `  acknowledged: ${report.mails} mails, ${report.messages} messages, ${report.answers} answers of staff`,
    `  in ${report.attempts} attempts, ${report.cut} of them cut, ${report.repeatedBySenders} repeated by senders`,
    `  automatic answers owed and sent: ${effects.acknowledgementsOwed}; mails sent: ${effects.mailsSent}`,
    `  webhooks owed and sent: ${effects.webhooksOwed}`,
    `  poison events: ${report.poison.planted}; kept with those behind them until mended: ${report.poison.kept}`,
    `  repeated by crash, recognisable by their id: ${effects.mailsRepeated} mails, ${effects.webhooksRepeated} webhooks`,
    violations.length === 0 ? '  no violation' : `  VIOLATIONS: ${violations.length}`,
    ...violations.slice(0, 50).map((violation) => `    ${violation}`),
    ...(report.folder === null ? [] : [`  the data folder is ${report.folder}`]),
  ].join('\n')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

runScript(crashCommand, main).catch((error: unknown) => {
  console.error(error)
  process.exit(2)
})
