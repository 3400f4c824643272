import { isDatabaseAway } from '../platform/db/database-errors.ts'
import { UsageError } from '../lib/command-line.ts'
import { messageOf, SettingError } from '../lib/errors.ts'
import type { Command } from './command.ts'
import { createPrinter } from './printer.ts'

// Each is loaded when it is called: reading mail, for one, brings much that a backup does not need.
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  doctor: async () => (await import('./doctor.ts')).doctor,
  'email inspect': async () => (await import('./email-inspect.ts')).inspectMails,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  upgrade: async () => (await import('./upgrade.ts')).upgrade,
}

async function usageOfAll(): Promise<string> {
  const lines = Object.entries(commands).map(async ([name, load]) => {
    const { line } = await load()
    const words = [name, line.positionals?.usage].filter(Boolean).join(' ')
    return `  ${words.padEnd(34)} ${line.what}`
  })
  return [
    'Usage: npx throughline <command> [options]',
    '',
    ...(await Promise.all(lines)),
    '',
    'More about one of them: npx throughline <command> --help',
    'Settings are read from the environment: docs/operate/settings.md.',
    '',
  ].join('\n')
}

async function main(words: readonly string[]): Promise<number> {
  const out = createPrinter({ isJson: false })
  // `--json` may stand before the command as well.
  const start = words.findIndex((word) => word !== '--json')
  const args = start === -1 ? [] : words.slice(start)
  const isHelpOf = args[0] === 'help'
  const named = isHelpOf ? args.slice(1) : args
  const name = Object.keys(commands).find((known) => known.split(' ').every((word, index) => named[index] === word))
  if (name === undefined) {
    const isAsked = named.length === 0 || named[0] === '--help' || named[0] === '-h' || named[1] === '--help'
    const usage = await usageOfAll()
    if (isAsked) out.help(usage)
    else out.complain(`${mistakeIn(named)}\n\n${usage}`)
    return isAsked ? 0 : 2
  }
  const leading = words.slice(0, Math.max(start, 0))
  const rest = isHelpOf ? ['--help'] : [...leading, ...named.slice(name.split(' ').length)]
  try {
    const command = await commands[name]!()
    return await command.run(rest)
  } catch (error) {
    if (error instanceof UsageError) {
      out.complain(error.message)
      return 2
    }
    out.complain(error instanceof SettingError ? error.message : `throughline ${name}: ${sentenceOf(error)}`)
    return 1
  }
}

function mistakeIn(words: readonly string[]): string {
  if (words[0]!.startsWith('-')) return `There is no option ${words[0]}.`
  const end = words.findIndex((word) => word.startsWith('-'))
  return `There is no command "${words.slice(0, end === -1 ? undefined : end).join(' ')}".`
}

function sentenceOf(error: unknown): string {
  if (!isDatabaseAway(error)) return messageOf(error)
  return `The database does not answer (${messageOf(error)}). To see what is wrong: npx throughline doctor`
}

process.umask(0o077)
process.exitCode = await main(process.argv.slice(2))
