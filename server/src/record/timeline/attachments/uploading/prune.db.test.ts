import { sql } from 'kysely'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../../test/database.ts'
import { openFileStore, type FileStore } from '../../../../platform/files/files.ts'
import { dayMs, hourMs, manualClock, minuteMs } from '../../../../lib/clock.ts'
import { newId } from '../../../../lib/ids.ts'
import { transact } from '../../../../platform/db/db.ts'
import { createReader } from '../../../../lib/settings.ts'
import { readUploadLimits } from '../../../../lib/upload-limits.ts'
import { insertUpload, uploadsOf } from '../queries.ts'
import { admitUpload, type UploadDeps } from './admit.ts'
import { pruneUploads } from './prune.ts'
import { receiveUpload } from './receive.ts'

let database: TestDatabase
let deps: UploadDeps
let files: FileStore
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-prune-'))
const clock = manualClock('2026-03-02T08:00:00Z')
const channelId = newId()
beforeAll(async () => {
  database = await createTestDatabase()
  files = await openFileStore({ dataDir, s3: null })
  deps = { db: database.db, files, clock, uploadLimits: readUploadLimits(createReader({})) }
})
afterAll(async () => {
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Uploaded, and not sent. */
async function uploaded(uploadedBy: string, content: string, address?: string): Promise<string> {
  const body = { announcedBytes: content.length, open: () => Readable.from([Buffer.from(content)]) }
  await using arrived = await receiveUpload(files, 'a.txt', body)
  await arrived.keep()
  await insertUpload(deps.db, arrived.file, { uploadedBy, at: clock.now(), ...(address && { address, channelId }) })
  return arrived.file.storageKey
}

const failed: string[] = []
const prune = (): Promise<number> => pruneUploads(deps, (_error, key) => failed.push(key))

async function keys(): Promise<string[]> {
  const found: string[] = []
  for await (const key of files.keys()) found.push(key)
  return found
}

test('a visitor’s file that was not sent within a day is removed, with its bytes, and no other is', async () => {
  const old = await uploaded('visitor:a', 'never sent', '127.0.0.1')
  const draft = await uploaded('maria', 'of a draft')
  clock.advance(20 * hourMs)
  const young = await uploaded('visitor:a', 'to be sent', '127.0.0.1')
  clock.advance(5 * hourMs)
  expect(await keys()).toHaveLength(3)
  // On two nodes at once: one of them does it.
  const pruned = await Promise.all([prune(), prune()])
  expect(pruned.toSorted()).toEqual([0, 1])
  expect((await keys()).toSorted()).toEqual([draft, young].toSorted())
  expect(await keys()).not.toContain(old)
  expect((await uploadsOf(deps.db, 'visitor:a')).map((row) => row.storage_key)).toEqual([young])
  clock.advance(30 * dayMs)
  expect(await prune()).toBe(2)
  expect(await keys()).toEqual([])
})

test('a file that the store does not remove does not stop the removal of others, and is tried again', async () => {
  const stuck = await uploaded('visitor:c', 'stuck', '127.0.0.1')
  await uploaded('visitor:c', 'behind it', '127.0.0.1')
  clock.advance(2 * dayMs)
  const remove = (key: string) => (key === stuck ? Promise.reject(new Error('refused')) : files.remove(key))
  expect(await pruneUploads({ ...deps, files: { ...files, remove } }, (_error, key) => failed.push(key))).toBe(1)
  expect(failed).toEqual([stuck])
  expect(await keys()).toEqual([stuck])
  expect(await prune()).toBe(1)
  expect(await keys()).toEqual([])
})

test('uploads of the last hour count even when they were sent, older ones do not', async () => {
  const from = { address: '192.0.2.9', channelId: newId() }
  for (let count = 0; count < 4; count++) {
    await using permit = await admitUpload(deps, from, 300 * 2 ** 20)
    await permit.stored(300 * 2 ** 20)
  }
  await expect(admitUpload(deps, from, 1)).rejects.toMatchObject({ scope: 'address' })
  clock.advance(66 * minuteMs)
  await using _permit = await admitUpload(deps, from, 1)
})

test('while visitors wait for each other, an upload of staff is let in', async () => {
  await transact(deps.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('upload admissions', 0))`.execute(tx)
    await using _permit = await admitUpload(deps, { callerId: 'maria' }, 1)
  })
})

test('bytes that a message names stay, although the row of the upload was left behind', async () => {
  const key = await uploaded('visitor:b', 'sent', '127.0.0.1')
  const row = await deps.db
    .selectFrom('attachments')
    .selectAll()
    .where('storage_key', '=', key)
    .executeTakeFirstOrThrow()
  // As after a crash between recording the message and dropping the upload.
  await deps.db
    .insertInto('attachments')
    .values({ ...row, id: newId(), entry_id: newId(), customer_id: newId() })
    .execute()
  clock.advance(2 * dayMs)
  expect(await prune()).toBe(1)
  expect(await keys()).toEqual([key])
})

test('a partial file that a crash left is removed once it is no longer being written', async () => {
  const left = join(dataDir, 'files/incoming/left-behind')
  const running = join(dataDir, 'files/incoming/running')
  await writeFile(left, 'half of a film')
  await writeFile(running, 'half of another')
  const before = new Date(Date.now() - 11 * minuteMs)
  await utimes(left, before, before)
  expect(await keys()).not.toContain('incoming/running')
  await openFileStore({ dataDir, s3: null })
  expect(await readdir(join(dataDir, 'files/incoming'))).toEqual(['running'])
})

test('an upload that fails half-way leaves no file, and no longer counts', async () => {
  const from = { address: '192.0.2.1', channelId }
  const broken = async () => {
    await using _permit = await admitUpload(deps, from, 300 * 2 ** 20)
    const open = (): Readable =>
      Readable.from(
        (async function* () {
          yield Buffer.from('half')
          throw new Error('cut off')
        })(),
      )
    await receiveUpload(files, 'a.txt', { announcedBytes: 10, open })
  }
  // Each takes all the room that its address has.
  for (let attempt = 0; attempt < 3; attempt++) await expect(broken()).rejects.toThrow('cut off')
  expect(await readdir(join(dataDir, 'files/incoming'))).toEqual(['running'])
})

test('two uploads that are admitted at once on two nodes share the room', async () => {
  const from = { address: '192.0.2.2', channelId }
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => admitUpload(deps, from, 100 * 2 ** 20)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('uploads of a node that died stop counting after their time limit', async () => {
  const from = { address: '192.0.2.3', channelId }
  await admitUpload(deps, from, 300 * 2 ** 20)
  await expect(admitUpload(deps, from, 1)).rejects.toThrow('Too many files')
  clock.advance(4 * hourMs)
  await using permit = await admitUpload(deps, from, 1)
  await permit.stored(1)
})

test('a file is kept whole under its key, readable by its owner only while it arrives', async () => {
  const content = Buffer.alloc(3 * 2 ** 20, 'x')
  const arrived = await files.receive(Readable.from([content.subarray(0, 2 ** 20), content.subarray(2 ** 20)]))
  const [name] = (await readdir(join(dataDir, 'files/incoming'))).filter((found) => found !== 'running')
  expect((await stat(join(dataDir, 'files/incoming', name!))).mode & 0o777).toBe(0o600)
  await arrived.keep('uploads/aa/whole')
  expect(Buffer.compare(await files.read('uploads/aa/whole'), content)).toBe(0)
})

test('a file that a crash cut off is written again when it comes again', async () => {
  const { key } = await files.put(Buffer.from('the whole text'))
  await writeFile(join(dataDir, 'files', key), 'the who')
  await files.put(Buffer.from('the whole text'))
  expect(Buffer.from(await files.read(key)).toString()).toBe('the whole text')
})
