import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { urlOf, withClient } from '../../../test/test-cluster.ts'
import { silentLogger as logger } from '../../lib/logger.ts'
import { reachDatabase } from './reach.ts'

test('a database that is not there is waited for, and refused by name when patience ends', async () => {
  const reaching = reachDatabase({ host: '127.0.0.1', port: 1 }, { logger, patienceMs: 150 })
  await expect(reaching).rejects.toMatchObject({ setting: 'DATABASE_URL' })
})

test('a database that comes up late is reached', async () => {
  await using real = await createTestDatabase({ empty: true })
  const client = new Client({ connectionString: real.url })
  const where = client.host.startsWith('/')
    ? { path: join(client.host, `.s.PGSQL.${client.port}`) }
    : { host: client.host, port: client.port }
  // A door that is opened later and hands every connection on to the real server.
  const folder = mkdtempSync(join(tmpdir(), 'throughline-reach-'))
  const door = createServer((socket) => {
    const onward = connect(where)
    socket.pipe(onward).pipe(socket)
  })
  const { user, password, database } = client
  const connection = { user, password, database, host: folder, port: 5432 }
  // It says that it waits: then the door is opened.
  const waits = vi.spyOn(logger, 'warn').mockImplementationOnce(() => void door.listen(join(folder, '.s.PGSQL.5432')))
  const reached = await reachDatabase(connection, { logger, patienceMs: 30_000 })
  expect(waits).toHaveBeenCalledOnce()
  expect(reached).toMatchObject({ isPooled: false, room: { max: expect.any(Number) } })
  door.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a database in another encoding, or one that does not exist, is refused with a sentence', async () => {
  await using database = await createTestDatabase({ empty: true })
  const name = `${new URL(database.url).pathname.slice(1)}_latin`
  await withClient(database.url, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'`),
  )
  const latin = { connectionString: urlOf(database.url, name) }
  await expect(reachDatabase(latin, { logger, patienceMs: 30_000 })).rejects.toThrow(
    'in UTF8; that of DATABASE_URL is in SQL_ASCII',
  )
  await withClient(database.url, (client) => client.query(`DROP DATABASE ${name}`))

  const none = { connectionString: urlOf(database.url, 'none') }
  await expect(reachDatabase(none, { logger, patienceMs: 30_000 })).rejects.toThrow('database "none" does not exist')
})
