import { readFile } from 'node:fs/promises'
import { inspectMail } from '../channels/channels.ts'
import { messageOf } from '../lib/errors.ts'
import { fileProblem } from './file-problem.ts'
import type { Printer } from './printer.ts'

/**
 * How we read a mail, as JSON: it is what the listener and the mailboxes do, without a database. A file that cannot be
 * read gives a line with `error`, and the others go on.
 */
export async function inspectMails(files: readonly string[], out: Printer): Promise<number> {
  if (files.length === 0) {
    out.complain('Name one or more files: throughline email inspect FILE.eml')
    return 2
  }
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
