import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openFileStore, type FileStore } from '../files/files.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { writeMark } from './marks.ts'
import { joinNodes, type Nodes } from './nodes.ts'

let database: TestDatabase
let files: FileStore
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-nodes-'))
beforeAll(async () => {
  database = await createTestDatabase()
  files = await openFileStore({ dataDir, s3: null })
})
const joined: Nodes[] = []
afterEach(async () => {
  await Promise.all(joined.splice(0).map((nodes) => nodes.leave()))
})
afterAll(async () => {
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function joinWith(store: FileStore, patienceMs?: number): Promise<Nodes> {
  const node = { name: 'here:3000', version: '1', services: ['web'] }
  const more = patienceMs === undefined ? {} : { patienceMs }
  const nodes = await joinNodes({ db: database.db, files: store, logger: silentLogger, node, ...more })
  joined.push(nodes)
  return nodes
}

test('what is to begin when the node is ready begins, also when it is said while another part begins', async () => {
  const other = { id: newId(), mark: 'of another store, as it seems' }
  await sql`insert into nodes (id, name, version, services, mark, proven_at)
    values (${other.id}, 'there:3000', '1', '{web}', ${other.mark}, now())`.execute(database.db)
  const nodes = await joinWith(files)
  expect(nodes.whyNotReady()).not.toBeNull()
  const begun: string[] = []
  const worker = Promise.withResolvers<void>()
  await nodes.whenReady(async () => {
    begun.push('worker')
    await worker.promise
  })
  await writeMark(files, other)
  await expect.poll(() => begun, { timeout: 15_000 }).toEqual(['worker'])
  await nodes.whenReady(async () => void begun.push('listener'))
  worker.resolve()
  await expect.poll(() => begun, { timeout: 15_000 }).toEqual(['worker', 'listener'])
  await expect.poll(() => nodes.whyNotReady()).toBeNull()
})

test('a store that hangs does not hold up the start', async () => {
  const hanging: FileStore = { ...files, putUnder: () => new Promise(() => {}) }
  const nodes = await joinWith(hanging, 50)
  expect(nodes.whyNotReady()).not.toBeNull()
})

test('a store that hangs does not hold up the end', async () => {
  const nodes = await joinWith({ ...files, remove: () => new Promise(() => {}) })
  await nodes.leave()
  expect(nodes.present()).toEqual([])
})
