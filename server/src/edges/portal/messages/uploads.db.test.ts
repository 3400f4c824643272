import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { portOf } from '../../../../test/mail/ports.ts'
import { openDatabase, type Database } from '../../../platform/db/db.ts'
import { openFileStore, type FileStore } from '../../../platform/files/files.ts'
import { systemClock } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { silentLogger } from '../../../lib/logger.ts'
import { createReader } from '../../../lib/settings.ts'
import type { Jobs } from '../../../platform/jobs/jobs.ts'
import { readUploadLimits } from '../../../lib/upload-limits.ts'
import type { Permit } from '../../../record/timeline/timeline.ts'
import { beginSession } from '../visitors/sessions.ts'
import { upload } from './uploads.ts'
import type { Viewer } from './view-messages.ts'

let direct: TestDatabase
let cut: Database
let proxy: Server
let files: FileStore
let losesAnswers = false
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-uploads-'))
beforeAll(async () => {
  direct = await createTestDatabase()
  const { host, port, user, database, password } = new Client(direct.connection)
  // Takes a commit to the server, and loses the connection before the answer.
  proxy = createServer((socket) => {
    const onward = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    let hasCommitted = false
    socket.on('data', (sent: Buffer) => {
      hasCommitted ||= losesAnswers && sent.includes('\0commit\0')
      onward.write(sent)
    })
    onward.on('data', (answer: Buffer) => {
      if (hasCommitted) socket.destroy()
      else socket.write(answer)
    })
    for (const end of [socket, onward]) end.on('error', () => {})
    socket.on('close', () => onward.end())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const connection = { host: '127.0.0.1', port: portOf(proxy), user, database, password }
  cut = openDatabase({ connection, poolSize: 2, logger: silentLogger })
  files = await openFileStore({ dataDir, s3: null })
})
afterAll(async () => {
  await cut.close()
  await new Promise((resolve) => proxy.close(resolve))
  await direct.drop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a file whose storing was not answered is there when the visitor sends it again', async () => {
  const channelId = newId()
  await direct.pool.query(
    `insert into channels (id, kind, name, settings, enabled, created_at, updated_at)
     values ($1, 'webchat', 'Shop', '{}', true, now(), now())`,
    [channelId],
  )
  const session = await beginSession(direct.db, channelId, randomBytes(32).toString('base64url'), new Date())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what of the chat is used
  const viewer = { chat: { channel: { id: channelId } }, session } as Viewer
  const permit: Permit = { async stored() {}, async [Symbol.asyncDispose]() {} }
  const content = Buffer.from('a picture of the lamp')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is queued where files are not scanned
  const unscanned = { scansSince: null, jobs: {} as Jobs }
  const send = (database: Database) =>
    upload(
      { db: database.db, files, clock: systemClock, uploadLimits: readUploadLimits(createReader({})), ...unscanned },
      viewer,
      {
        from: { address: '192.0.2.1', channelId },
        name: 'lamp.txt',
        body: { announcedBytes: content.length, open: () => Readable.from([content]) },
        permit,
      },
    )
  losesAnswers = true
  await expect(send(cut)).rejects.toThrow('Connection terminated')
  losesAnswers = false
  const { id } = await send(direct)
  const rows = await direct.db.selectFrom('attachments').select(['id', 'storage_key']).execute()
  expect(rows.map((row) => row.id)).toEqual([id])
  expect(await buffer(await files.stream(rows[0]!.storage_key))).toEqual(content)
})
