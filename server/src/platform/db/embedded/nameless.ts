import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messageOf, SettingError } from '../../../lib/errors.ts'
import type { Account } from './account.ts'
import { copyOnce } from './program-copy.ts'
import { tryPrograms, type Programs } from './programs.ts'

/**
 * initdb gives up for a user without an entry in /etc/passwd, which a container's user, or the number that root chose
 * for PostgreSQL, need not have. It wants the name only as a default for the one that we give it anyway. Copies of the
 * two programs that ask (initdb, and the postgres that it runs) ask for the first entry of the list instead; both
 * functions answer with the same structure. The server itself never asks, and runs from the original.
 * See docs/decisions/0014-closed-to-other-users.md.
 */
export async function forNamelessUser(
  programs: Programs,
  account: Account | undefined,
  copyDirs: string[],
): Promise<Programs> {
  const problems: string[] = []
  for (const copyDir of copyDirs) {
    try {
      return await tryPrograms(copyPrograms(dirname(dirname(programs.initdb)), programs.version, copyDir), account)
    } catch (error) {
      problems.push(messageOf(error).trim())
    }
  }
  throw new SettingError(
    'DATA_DIR',
    `A database cannot be made by user ${account?.uid ?? process.getuid?.()}, who has no name in /etc/passwd ` +
      `(${problems.join('; ')}). Start as a user who has one, or set DATABASE_URL.`,
  )
}

function copyPrograms(original: string, version: string, copyDir: string): string {
  // Links lead back to the original, so the name of the copy goes with the place of the original.
  const place = createHash('sha256').update(original).digest('hex').slice(0, 8)
  return copyOnce(copyDir, `initdb-${version}-${place}`, (folder) => {
    const native = join(folder, 'native')
    mkdirSync(join(native, 'bin'), { recursive: true })
    for (const part of ['lib', 'share']) symlinkSync(join(original, part), join(native, part))
    for (const name of ['initdb', 'postgres']) {
      writeFileSync(join(native, 'bin', name), askForFirstUser(readFileSync(join(original, 'bin', name)), name), {
        mode: 0o755,
      })
    }
  })
}

// The name of the function, as the loader looks it up, and one of the same length.
const asked = Buffer.from('\0getpwuid\0')
const instead = Buffer.from('\0getpwent\0')

function askForFirstUser(program: Buffer, name: string): Buffer {
  const at = program.indexOf(asked)
  if (at === -1 || program.includes(asked, at + 1)) throw new Error(`${name} is not built as expected`)
  instead.copy(program, at)
  return program
}
