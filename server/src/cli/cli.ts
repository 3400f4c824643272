import { isDatabaseAway } from '../db/database-errors.ts'
import { messageOf, SettingError } from '../lib/errors.ts'
import { backup } from './backup.ts'
import { doctor } from './doctor.ts'
import { inspectMails } from './email-inspect.ts'
import { restore } from './restore.ts'
import { createPrinter, type Printer } from './printer.ts'

/** A command gets what stands after its name, and gives the exit code. */
type Command = (args: readonly string[], out: Printer) => Promise<number>

const commands: Record<string, { run: Command; usage: string; what: string }> = {
  doctor: { run: doctor, usage: 'doctor', what: 'check settings, database, ports, mail, storage and time' },
  'email inspect': {
    run: inspectMails,
    usage: 'email inspect FILE.eml [FILE …]',
    what: 'show how a mail is read; several files: one JSON line each',
  },
  backup: { run: backup, usage: 'backup FILE.tar.gz', what: 'save database and files as of this moment' },
  restore: { run: restore, usage: 'restore FILE.tar.gz', what: 'put a backup into an empty installation' },
}

const usage = [
  'Usage: throughline <command> [--json]',
  '',
  ...Object.values(commands).map(({ usage, what }) => `  ${usage.padEnd(34)} ${what}`),
  '',
  'The product itself is started with `npm start`. Settings are read from the environment, as there.',
  '',
].join('\n')

async function main(words: readonly string[]): Promise<number> {
  const args = words.filter((word) => word !== '--json')
  const out = createPrinter({ isJson: args.length < words.length })
  const name = Object.keys(commands).find((known) => known.split(' ').every((word, index) => args[index] === word))
  if (name === undefined) {
    const isAsked = args.length === 0 || args[0] === 'help' || args[0] === '--help' || args[0] === '-h'
    if (isAsked) out.help(usage)
    else out.complain(`There is no command "${args.join(' ')}".\n\n${usage}`)
    return isAsked ? 0 : 2
  }
  try {
    return await commands[name]!.run(args.slice(name.split(' ').length), out)
  } catch (error) {
    out.complain(error instanceof SettingError ? error.message : `throughline ${name}: ${sentenceOf(error)}`)
    return 1
  }
}

function sentenceOf(error: unknown): string {
  if (!isDatabaseAway(error)) return messageOf(error)
  return `The database does not answer (${messageOf(error)}). To see what is wrong: npx throughline doctor`
}

process.umask(0o077)
process.exitCode = await main(process.argv.slice(2))
