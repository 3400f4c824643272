import fs from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openFileStore } from './files.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-files-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
  await rm(dataDir, { recursive: true, force: true })
})

test('a file that is removed while it is opened fails for its reader, and does not end the process', async () => {
  const broken: string[] = []
  const files = await openFileStore({ dataDir, s3: null, onBroken: (key) => broken.push(key) })
  const { key } = await files.put(Buffer.from('a picture of the lamp'))
  const open = fs.createReadStream
  vi.spyOn(fs, 'createReadStream').mockImplementation((path, options) => {
    fs.rmSync(path)
    return open(path, options)
  })
  syncBuiltinESMExports()
  const stream = await files.stream(key)
  // By then the system has said that it is not there.
  for (let i = 0; i < 20; i++) await stat(dataDir)
  await expect(buffer(stream)).rejects.toMatchObject({ code: 'upstream_failed' })
  expect(broken).toEqual([key])
})
