import { parseArgs } from 'node:util'

/** What a command takes; said once, for reading the words after its name and for its help. */
export interface CommandLine<O extends Options = Options> {
  /** How it is called, as in `npx throughline backup`. */
  command: string
  what: string
  options: O
  positionals?: Positionals
}

export type Options = Readonly<Record<string, Option>>

export type Option =
  | { type: 'boolean'; what: string }
  /** `value` names what is to be given, in the help. */
  | { type: 'string'; value: string; what: string }

export interface Positionals {
  /** As in the usage line: `FILE.tar.gz`. */
  usage: string
  min: number
  max: number
  /** The sentence when there are too few. */
  missing: string
}

export type Values<O extends Options> = { [K in keyof O]?: O[K]['type'] extends 'boolean' ? true : string }

export interface Given<O extends Options> {
  values: Values<O>
  positionals: readonly string[]
}

/** A command line that was not understood: a sentence, and how the command is called. The exit code is 2. */
export class UsageError extends Error {
  constructor(sentence: string, line: CommandLine) {
    super(`${sentence}\n\n${usageOf(line)}`)
    this.name = 'UsageError'
  }
}

/** What was given, or the text to print when help was asked for. After `--` nothing is an option. */
export function readCommandLine<O extends Options>(
  args: readonly string[],
  line: CommandLine<O>,
): (Given<O> & { help: null }) | { help: string } {
  const { options, positionals: { min, max, missing } = { min: 0, max: 0, missing: '' } } = line
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      help: { type: 'boolean', short: 'h' },
    },
    // Refused below, in our own words.
    strict: false,
    tokens: true,
  })
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help')) return { help: usageOf(line) }

  const values: Record<string, string | true> = {}
  const positionals: string[] = []
  let isOver = false
  for (const token of tokens) {
    if (token.kind === 'option-terminator') isOver = true
    else if (token.kind === 'option') values[token.name] = valueOf(token)
    else if (!isOver && token.value.startsWith('-')) throw new UsageError(`There is no option ${token.value}.`, line)
    else positionals.push(token.value)
  }
  if (positionals.length > max) throw new UsageError(`“${positionals[max]}” is one word too many.`, line)
  if (positionals.length < min) throw new UsageError(missing, line)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the declaration above, name by name
  return { values: values as Values<O>, positionals, help: null }

  function valueOf(token: { name: string; rawName: string; value?: string; inlineValue?: boolean }): string | true {
    const { name, rawName, value, inlineValue } = token
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (!option) throw new UsageError(`There is no option ${rawName}.`, line)
    if (option.type === 'boolean') {
      if (value === undefined) return true
      throw new UsageError(`The option ${rawName} takes no value.`, line)
    }
    // `--folder --json` forgot the value; one that begins so is given as `--folder=--json`.
    if (value !== undefined && value !== '' && (inlineValue || !value.startsWith('-'))) return value
    throw new UsageError(`The option ${rawName} needs a value: ${rawName}=${option.value}.`, line)
  }
}

/** For scripts: prints the help that was asked for or the mistake that was made, or does the work. */
export async function runScript<O extends Options>(
  line: CommandLine<O>,
  work: (given: Given<O>) => void | Promise<void>,
): Promise<void> {
  try {
    const given = readCommandLine(process.argv.slice(2), line)
    if (given.help === null) await work(given)
    else process.stdout.write(`${given.help}\n`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}

function usageOf({ command, what, options, positionals }: CommandLine): string {
  const rows = Object.entries(options).map(([name, option]) => [
    option.type === 'boolean' ? `--${name}` : `--${name}=${option.value}`,
    option.what,
  ])
  const all = [...rows, ['-h, --help', 'show this, and do nothing']]
  const width = Math.max(...all.map(([name]) => name!.length))
  return [
    `Usage: ${[command, positionals?.usage, ...rows.map(([name]) => `[${name}]`)].filter(Boolean).join(' ')}`,
    '',
    what,
    '',
    ...all.map(([name, text]) => `  ${name!.padEnd(width)}  ${text}`),
    ...(positionals ? ['', 'A name that begins with “-” is written after --, or with ./ before it.'] : []),
  ].join('\n')
}
