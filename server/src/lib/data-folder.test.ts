import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDataFolder, privateFolderMode } from './data-folder.ts'
import { silentLogger, type Logger } from './logger.ts'

let parent: string
let dataDir: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'throughline-data-'))
  dataDir = join(parent, 'data')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const modeOf = (path: string): number => statSync(path).mode & 0o777

test('a folder, its files and its key are closed whatever their modes were, and the log says which were open', () => {
  for (const folder of ['', 'files', 'lab']) mkdirSync(join(dataDir, folder))
  writeFileSync(join(dataDir, 'secret.key'), 'k')
  for (const path of ['', 'files', 'secret.key']) chmodSync(join(dataDir, path), 0o777)
  chmodSync(join(dataDir, 'lab'), 0o700)
  const said: unknown[] = []
  const logger: Logger = Object.assign(Object.create(silentLogger), { warn: (what: unknown) => said.push(what) })
  closeDataFolder(dataDir, logger)
  expect(modeOf(dataDir)).toBe(privateFolderMode)
  expect(['files', 'lab'].map((name) => modeOf(join(dataDir, name)))).toEqual([0o700, 0o700])
  expect(modeOf(join(dataDir, 'secret.key'))).toBe(0o600)
  expect(said).toEqual([{ opened: ['', 'files', 'secret.key'].map((name) => join(dataDir, name)) }])

  closeDataFolder(dataDir, logger)
  expect(said).toHaveLength(1)
})

test('files that lie on another disk behind a link are closed there', () => {
  const elsewhere = join(parent, 'elsewhere')
  for (const folder of [dataDir, elsewhere]) mkdirSync(folder)
  chmodSync(elsewhere, 0o755)
  symlinkSync(elsewhere, join(dataDir, 'files'))
  closeDataFolder(dataDir, silentLogger)
  expect(modeOf(elsewhere)).toBe(0o700)
})

test('a folder that does not exist yet is not made', () => {
  closeDataFolder(dataDir, silentLogger)
  expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined()
})
