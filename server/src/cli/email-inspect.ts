import { readFile } from 'node:fs/promises'
import { inspectMail } from '../channels/channels.ts'
import { messageOf } from '../lib/errors.ts'
import { command } from './command.ts'
import { fileProblem } from './file-problem.ts'
import type { Printer } from './printer.ts'

export const inspectMails = command(
  {
    command: 'npx throughline email inspect',
    what: 'Shows how a mail is read; of several files, one JSON line each.',
    options: {},
    positionals: { usage: 'FILE.eml [FILE …]', min: 1, max: Infinity, missing: 'Name one or more files.' },
  },
  ({ positionals }, out) => inspectFiles(positionals, out),
)

/**
 * How we read a mail, as JSON: it is what the listener and the mailboxes do, without a database. A file that cannot be
 * read gives a line with `error`, and the others go on.
 */
async function inspectFiles(files: readonly string[], out: Printer): Promise<number> {
  let failures = 0
  for (const file of files) {
    const named = files.length > 1 ? { file } : {}
    try {
      const description = await inspectMail(await bytesOf(file))
      if (files.length > 1 || out.isJson) out.jsonLine({ ...named, ...description })
      else out.result(description, [JSON.stringify(description, null, 2)])
    } catch (error) {
      failures++
      out.jsonLine({ file, error: messageOf(error) })
    }
  }
  return failures > 0 ? 1 : 0
}

function bytesOf(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw fileProblem(file, 'read', error)
  })
}
