import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, test, vi } from 'vitest'
import { isRoot, newFolder, query, useEmbeddedFolders } from '../../../../test/embedded-folders.ts'
import { silentLogger as logger } from '../../../lib/logger.ts'
import { runningEmbedded, startEmbedded, type EmbeddedDatabase } from './embedded.ts'
import { findPrograms } from './programs.ts'

// Folders as versions before 0014 left them: no password, and as root everything of PostgreSQL belongs to nobody.
const nobody = 65_534
const trust = 'local all all trust\n'

let earlier: string
beforeAll(async () => {
  earlier = newFolder()
  const embedded = await startEmbedded({ dataDir: earlier, logger, fsync: false })
  await query(embedded.url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n')
  await query(embedded.url, 'ALTER ROLE throughline PASSWORD NULL')
  await embedded.stop()
  rmSync(join(earlier, 'postgres/password'))
  writeFileSync(join(earlier, 'postgres/cluster/pg_hba.conf'), trust)
  if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, join(earlier, 'postgres')])
  chmodSync(earlier, 0o755)
})
afterAll(() => rmSync(earlier, { recursive: true, force: true }))

const { makeFolder, startHere, startHost, ends } = useEmbeddedFolders()
const makeEarlierFolder = (): string => makeFolder(earlier)

async function expectClosed(dataDir: string, { url, connection }: EmbeddedDatabase): Promise<void> {
  expect(await query(url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
  await expect(query(url.replace(/:[^:@]+@/, '@'), 'SELECT 1')).rejects.toThrow(/SASL/)
  await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  const secret = join(dataDir, 'postgres/password')
  expect(readFileSync(secret, 'utf8').trim()).toBe(connection.password)
  for (const path of [dataDir, join(dataDir, 'postgres'), join(dataDir, 'postgres/cluster')]) {
    expect(statSync(path).mode & 0o777).toBe(0o700)
  }
  expect(statSync(secret).mode & 0o777).toBe(0o600)
  if (!isRoot) return
  const cluster = join(dataDir, 'postgres/cluster')
  const { uid } = statSync(cluster)
  expect([0, nobody]).not.toContain(uid)
  const names = readdirSync(cluster, { recursive: true, encoding: 'utf8' }).filter((name) =>
    existsSync(join(cluster, name)),
  )
  expect(names.filter((name) => statSync(join(cluster, name)).uid !== uid)).toEqual([])
  expect(
    readdirSync(join(dataDir, 'postgres'))
      .filter((name) => name !== 'cluster')
      .filter((name) => statSync(join(dataDir, 'postgres', name)).uid !== 0),
  ).toEqual([])
}

test('a data folder of an earlier version is closed at the start, keeps its rows, and is not changed by the next start', async () => {
  const folder = makeEarlierFolder()
  const first = await startHere(folder)
  await expectClosed(folder, first)
  const owner = statSync(join(folder, 'postgres/cluster')).uid
  await first.stop()
  const second = await startHere(folder)
  await expectClosed(folder, second)
  expect(second.connection.password).toBe(first.connection.password)
  expect(statSync(join(folder, 'postgres/cluster')).uid).toBe(owner)
})

describe('a start that is killed while it closes a folder of an earlier version is completed by the next one', () => {
  const postgres = (folder: string, name: string): string => join(folder, 'postgres', name)
  const moments: [string, (folder: string) => boolean][] = [
    ['when the data folder is closed', (folder) => (statSync(folder).mode & 0o777) === 0o700],
    [
      'when some files were given to the new user',
      (folder) => !isRoot || statSync(postgres(folder, 'cluster/base')).uid !== nobody,
    ],
    ['when the password was made', (folder) => existsSync(postgres(folder, 'password'))],
    ['when the server runs', (folder) => existsSync(postgres(folder, 'cluster/.s.PGSQL.5432'))],
    [
      'when the rules ask for a password',
      (folder) => readFileSync(postgres(folder, 'cluster/pg_hba.conf'), 'utf8').includes('scram'),
    ],
  ]
  test.each(moments)('%s', async (_name, hasCome) => {
    const folder = makeEarlierFolder()
    const host = startHost(folder, { fsync: false })
    await vi.waitFor(() => expect(hasCome(folder)).toBe(true), { timeout: 20_000, interval: 1 })
    const exit = once(host, 'exit')
    host.kill('SIGKILL')
    await exit
    await expectClosed(folder, await startHere(folder))
  })
})

test('a password file that is missing, or from another folder, is replaced by one that works', async () => {
  const folder = makeEarlierFolder()
  await (await startHere(folder)).stop()
  for (const spoil of [
    () => rmSync(join(folder, 'postgres/password')),
    () => writeFileSync(join(folder, 'postgres/password'), 'x'.repeat(43)),
  ]) {
    spoil()
    const embedded = await startHere(folder)
    await expectClosed(folder, embedded)
    await embedded.stop()
  }
})

test('a command connects to a running server of an earlier version without a password', async () => {
  const folder = makeEarlierFolder()
  await startHere(folder)
  rmSync(join(folder, 'postgres/password'))
  expect(runningEmbedded(folder)?.connection).not.toHaveProperty('password')
})

test.runIf(isRoot)('a server that an earlier version left running as nobody is stopped first', async () => {
  const folder = makeEarlierFolder()
  const cluster = join(folder, 'postgres/cluster')
  const { postgres } = await findPrograms({ uid: nobody, gid: nobody }, ['/var/lib/throughline'])
  const args = ['-D', '/proc/self/cwd', '-c', 'listen_addresses=', '-c', 'unix_socket_directories=.']
  const orphan = spawn(postgres, args, { cwd: cluster, uid: nobody, gid: nobody, env: {}, stdio: 'ignore' })
  ends(orphan)
  const exit = once(orphan, 'exit')
  await vi.waitFor(() => expect(existsSync(join(cluster, '.s.PGSQL.5432'))).toBe(true), {
    timeout: 20_000,
    interval: 5,
  })
  await expectClosed(folder, await startHere(folder))
  await exit
})

test('access rules and libraries in settings files of an earlier version have no effect', async () => {
  const folder = makeEarlierFolder()
  const cluster = join(folder, 'postgres/cluster')
  const hba = join(folder, 'postgres/hba')
  writeFileSync(hba, trust, { mode: 0o644 })
  writeFileSync(join(cluster, 'postgresql.conf'), `hba_file = '${hba}'\ninclude_if_exists '${hba}.conf'\n`)
  writeFileSync(
    join(cluster, 'postgresql.auto.conf'),
    "shared_preload_libraries = 'no-such-library'\nssl = on\nlocal_preload_libraries = 'no-such-one'\n",
  )
  const embedded = await startHere(folder)
  await expectClosed(folder, embedded)
  expect(await query(embedded.url, 'SHOW hba_file')).toEqual([{ hba_file: expect.stringMatching(/cluster|cwd/) }])
  expect(await query(embedded.url, 'SHOW default_text_search_config')).toEqual([
    { default_text_search_config: 'pg_catalog.english' },
  ])
})

test.runIf(isRoot)('a password that the former user of PostgreSQL wrote is replaced', async () => {
  const folder = makeEarlierFolder()
  const planted = 'x'.repeat(43)
  writeFileSync(join(folder, 'postgres/password'), planted)
  execFileSync('chown', [`${nobody}`, join(folder, 'postgres/password')])
  expect((await startHere(folder)).connection.password).not.toBe(planted)
})

test.runIf(isRoot)('root follows no links that PostgreSQL’s user made', async () => {
  const folder = makeEarlierFolder()
  const precious = join(folder, 'secret.key')
  writeFileSync(precious, 'k'.repeat(64), { mode: 0o600 })
  const cluster = join(folder, 'postgres/cluster')
  rmSync(join(folder, 'postgres/lock.holder'))
  symlinkSync(precious, join(folder, 'postgres/lock.holder'))
  symlinkSync(precious, join(folder, 'postgres/password'))
  symlinkSync(precious, join(cluster, 'pg_hba.conf.unfinished'))
  symlinkSync(precious, join(cluster, 'planted'))
  symlinkSync(folder, join(cluster, 'planted-folder'))
  await expectClosedExceptLinks(folder, await startHere(folder))
  expect(readFileSync(precious, 'utf8')).toBe('k'.repeat(64))
  expect(statSync(precious)).toMatchObject({ uid: 0 })
  expect(statSync(precious).mode & 0o777).toBe(0o600)
  expect(statSync(folder).uid).toBe(0)
})

async function expectClosedExceptLinks(folder: string, embedded: EmbeddedDatabase): Promise<void> {
  for (const name of ['planted', 'planted-folder']) rmSync(join(folder, 'postgres/cluster', name))
  await expectClosed(folder, embedded)
}
