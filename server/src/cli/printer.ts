export interface Printer {
  readonly isJson: boolean
  /** A result: lines for people, or one JSON value for scripts. */
  result(value: unknown, lines: readonly string[]): void
  /** One JSON line, whatever was asked for. */
  jsonLine(value: unknown): void
  /** What was asked for, as it is. */
  help(text: string): void
  /** To standard error, so that it never mixes with a result. */
  complain(line: string): void
}

export function createPrinter({ isJson }: { isJson: boolean }): Printer {
  const print = (text: string): void => void process.stdout.write(`${text}\n`)
  return {
    isJson,
    result: (value, lines) => print(isJson ? JSON.stringify(value) : lines.join('\n')),
    jsonLine: (value) => print(JSON.stringify(value)),
    help: print,
    complain: (line) => void process.stderr.write(`${line}\n`),
  }
}
