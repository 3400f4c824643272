import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeDataFolder, openPartsOf, privateFolderMode } from './data-folder.ts'
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

test.each(['files', 'lab', 'secret.key', 'postgres'])('a link in place of %s is refused and not followed', (name) => {
  const elsewhere = join(parent, 'elsewhere')
  for (const folder of [dataDir, elsewhere]) mkdirSync(folder)
  chmodSync(elsewhere, 0o755)
  symlinkSync(elsewhere, join(dataDir, name))
  for (const look of [openPartsOf, (folder: string) => closeDataFolder(folder, silentLogger)])
    expect(() => look(dataDir)).toThrow(`${join(dataDir, name)} is a symbolic link`)
  expect(modeOf(elsewhere)).toBe(0o755)
})

test('the data folder itself may be a link', () => {
  const link = join(parent, 'link')
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o755)
  symlinkSync(dataDir, link)
  closeDataFolder(link, silentLogger)
  expect(modeOf(dataDir)).toBe(privateFolderMode)
})

test('to look which parts are open changes nothing', () => {
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o755)
  expect(openPartsOf(dataDir)).toEqual([dataDir])
  expect(modeOf(dataDir)).toBe(0o755)
})

test.runIf(process.getuid?.() === 0)('root refuses a folder, and a key, of another user and changes neither', () => {
  const key = join(dataDir, 'secret.key')
  mkdirSync(dataDir)
  writeFileSync(key, 'k'.repeat(64))
  chmodSync(key, 0o644)
  chownSync(key, 23_456, 23_456)
  expect(() => closeDataFolder(dataDir, silentLogger)).toThrow(`${key} belongs to another user (uid 23456).`)
  expect(modeOf(key)).toBe(0o644)
  chmodSync(dataDir, 0o755)
  chownSync(dataDir, 23_456, 23_456)
  expect(() => closeDataFolder(dataDir, silentLogger)).toThrow(`${dataDir} belongs to another user (uid 23456).`)
  expect(modeOf(dataDir)).toBe(0o755)
})

test('a folder that does not exist yet is not made', () => {
  closeDataFolder(dataDir, silentLogger)
  expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined()
})
