import { readCommandLine, type CommandLine, type Given, type Options } from '../lib/command-line.ts'
import { createPrinter, type Printer } from './printer.ts'

/** One command: how it is called, and what it does with the words after its name. The number is the exit code. */
export interface Command {
  readonly line: CommandLine
  run(args: readonly string[]): Promise<number>
}

const json = { json: { type: 'boolean', what: 'print one JSON document, for scripts' } } as const

/** Every command takes `--json` and `--help` besides its own options. */
export function command<O extends Options>(
  declared: CommandLine<O>,
  run: (given: Given<O>, out: Printer) => Promise<number>,
): Command {
  const line = { ...declared, options: { ...declared.options, ...json } }
  return {
    line,
    async run(args) {
      const given = readCommandLine(args, line)
      const out = createPrinter({ isJson: given.help === null && given.values.json === true })
      if (given.help === null) return run(given, out)
      out.help(given.help)
      return 0
    },
  }
}
