import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { readCommandLine, UsageError, type CommandLine } from './command-line.ts'

const line = {
  command: 'npx throughline pack',
  what: 'Packs files.',
  options: {
    json: { type: 'boolean', what: 'print one JSON document' },
    folder: { type: 'string', value: 'DIR', what: 'where to' },
  },
  positionals: { usage: 'FILE [FILE …]', min: 1, max: 2, missing: 'Name the file to pack.' },
} as const satisfies CommandLine

test.each([
  [['a.txt'], {}, ['a.txt']],
  [['a.txt', '--json', 'b.txt'], { json: true }, ['a.txt', 'b.txt']],
  [['--folder', '/tmp', 'a.txt'], { folder: '/tmp' }, ['a.txt']],
  [['--folder=/tmp', 'a.txt'], { folder: '/tmp' }, ['a.txt']],
  [['--folder=--json', 'a.txt'], { folder: '--json' }, ['a.txt']],
  [['--', '--json', '--help'], {}, ['--json', '--help']],
  [['./--json'], {}, ['./--json']],
])('%j is understood', (args, values, positionals) => {
  expect(readCommandLine(args, line)).toEqual({ values, positionals, help: null })
})

test.each([
  [['--bogus', 'a.txt'], 'There is no option --bogus.'],
  [['-x', 'a.txt'], 'There is no option -x.'],
  [['-', 'a.txt'], 'There is no option -.'],
  [['--json=yes', 'a.txt'], 'The option --json takes no value.'],
  [['a.txt', '--folder'], 'The option --folder needs a value: --folder=DIR.'],
  [['a.txt', '--folder='], 'The option --folder needs a value: --folder=DIR.'],
  [['a.txt', '--folder', '--json'], 'The option --folder needs a value: --folder=DIR.'],
  [['a', 'b', 'c'], '“c” is one word too many.'],
  [[], 'Name the file to pack.'],
  [['--__proto__', 'a'], 'There is no option --__proto__.'],
  [['--toString', 'a'], 'There is no option --toString.'],
])('%j is a mistake, said in one sentence before the usage', (args, sentence) => {
  expect(() => readCommandLine(args, line)).toThrow(UsageError)
  expect(() => readCommandLine(args, line)).toThrow(
    `${sentence}\n\nUsage: npx throughline pack FILE [FILE …] [--json] [--folder=DIR]\n`,
  )
})

test.each([[['--help']], [['-h']], [['a.txt', '-h', '--bogus']], [['--folder', 'x', '--help']]])(
  '%j asks for help',
  (args) => {
    const { help } = readCommandLine(args, line)
    expect(help).toMatch(/^Usage: .*\n\nPacks files\.\n\n {2}--json {8}print one JSON document\n/)
    expect(help).toContain('-h, --help    show this, and do nothing')
  },
)

test('whatever is given is read, refused with a usage error, or help: nothing that begins with a dash becomes a file', () => {
  const word = oneof(
    constantFrom('--json', '--folder', '--folder=x', '-j', '--', '--help', 'a', '-', '--json='),
    string(),
  )
  assert(
    property(array(word, { maxLength: 5 }), (args) => {
      try {
        const given = readCommandLine(args, line)
        if (given.help !== null) return
        const end = args.indexOf('--')
        const before = given.positionals.filter((value) => value.startsWith('-'))
        if (end === -1) expect(before).toEqual([])
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
    { numRuns: 2000, seed: 7 },
  )
})
