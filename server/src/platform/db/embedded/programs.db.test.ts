import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fastFolder } from '../../../../test/fast-folder.ts'
import { SettingError } from '../../../lib/errors.ts'
import { accountFor } from './account.ts'
import { findPrograms, installedPackage } from './programs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(fastFolder(), 'throughline-programs-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the installed package runs as it is, once its libraries are linked', async () => {
  const packageDir = join(folder, 'package')
  cpSync(installedPackage(), packageDir, { recursive: true, verbatimSymlinks: true })
  rmSync(join(packageDir, 'native/lib/libicuuc.so.60'), { force: true })
  const programs = await findPrograms(accountFor(folder), [], packageDir)
  expect(programs).toMatchObject({
    version: expect.stringMatching(/^18\./),
    postgres: expect.stringContaining(packageDir),
  })
})

test.runIf(process.getuid?.() === 0)('a package that nobody can reach is copied to where it can', async () => {
  const packageDir = join(folder, 'private', 'package')
  mkdirSync(packageDir, { recursive: true })
  chmodSync(join(folder, 'private'), 0o700)
  cpSync(installedPackage(), packageDir, { recursive: true, verbatimSymlinks: true })
  chmodSync(join(packageDir, 'native', 'bin', 'postgres'), 0o700)
  const account = accountFor(join(folder, 'none'))
  const copyDirs = [join(folder, 'private', 'copy'), join(folder, 'open')]
  const first = await findPrograms(account, copyDirs, packageDir)
  expect(first.postgres).toContain(join(folder, 'open'))
  expect(existsSync(join(folder, 'open'))).toBe(true)
  expect(await findPrograms(account, copyDirs, packageDir)).toEqual(first)
})

test('programs that do not run are told with the reason and the way out', async () => {
  const packageDir = join(folder, 'package')
  mkdirSync(join(packageDir, 'native'), { recursive: true })
  const problem = await findPrograms(undefined, [], packageDir).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(SettingError)
  expect(String(problem)).toMatch(/cannot be run here .*pg-symlinks\.json.*Set DATABASE_URL/s)
})
