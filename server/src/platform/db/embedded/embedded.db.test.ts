import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { isRoot, newFolder, query, useEmbeddedFolders } from '../../../../test/embedded-folders.ts'
import { SettingError } from '../../../lib/errors.ts'
import { silentLogger as logger } from '../../../lib/logger.ts'
import { runningEmbedded, startEmbedded } from './embedded.ts'

const { makeFolder, startHere, startHost, ends } = useEmbeddedFolders()

// Making a database costs most of a second, and most tests are about one that exists.
let made: string
beforeAll(async () => {
  made = newFolder()
  await (await startEmbedded({ dataDir: made, logger, fsync: false })).stop()
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

const makeFolderWithDatabase = (): string => makeFolder(made)

const Answer = z.object({
  url: z.string().optional(),
  pid: z.number().optional(),
  problem: z.string().optional(),
  setting: z.string().optional(),
})

/** Another process that runs, or tries to run, the database of the folder. */
async function startElsewhere(
  dataDir: string,
  options: { uid?: number; gid?: number } = {},
): Promise<z.infer<typeof Answer> & { host: ChildProcess }> {
  const host = startHost(dataDir, options)
  const lines: AsyncIterable<string> = createInterface(host.stdout!)
  for await (const line of lines) return { ...Answer.parse(JSON.parse(line)), host }
  throw new Error('The other process said nothing.')
}

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

async function kill(host: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(host, 'exit')
  host.kill(signal)
  await exit
}

describe('a start', () => {
  test('makes a database that writes every commit to the disk, listens on no network and keeps its rows', async () => {
    const folder = makeFolder()
    const first = await startHere(folder, { fsync: true })
    const settings = await query(
      first.url,
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding') ORDER BY 1`,
    )
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'server_encoding', setting: 'UTF8' },
      { name: 'synchronous_commit', setting: 'on' },
    ])
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n')
    await first.stop()

    const second = await startHere(folder, { fsync: true })
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
  })

  test('reads letters of every script as letters', async () => {
    const { url } = await startHere(makeFolderWithDatabase())
    const [row] = await query(
      url,
      `SELECT lower('ÄÉЖ') AS lower, 'Äpfel' ~* 'ä' AS match, to_tsvector('simple', 'ÄPFEL, “Straße” Привет')::text AS words`,
    )
    expect(row).toEqual({ lower: 'äéж', match: true, words: "'straße':2 'äpfel':1 'привет':3" })
  })

  test('lets nobody but its own user reach the socket or the data', async () => {
    const folder = makeFolderWithDatabase()
    await startHere(folder)
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'postgres', 'cluster')).mode & 0o777).toBe(0o700)
  })

  test('finds its way through a path that is too long for a socket', async () => {
    const folder = join(makeFolder(), 'a'.repeat(60), 'b'.repeat(60))
    const { url, connection, ...embedded } = await startHere(folder)
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    expect(runningEmbedded(folder)?.url).toBe(url)
    await embedded.stop()
    expect(existsSync(connection.host)).toBe(false)
  })

  test.runIf(isRoot)(
    'as root gives the cluster to an unused user, even below a folder that only root can enter',
    async () => {
      const folder = join(makeFolder(), 'private', 'data')
      mkdirSync(folder, { recursive: true })
      chmodSync(join(folder, '..'), 0o700)
      const { url, pid } = await startHere(folder)
      expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
      const { uid } = statSync(`/proc/${pid}`)
      expect(uid).toBeGreaterThanOrEqual(50_000)
      expect(readFileSync('/etc/passwd', 'utf8')).not.toContain(`:${uid}:`)
      expect(statSync(join(folder, 'postgres')).uid).toBe(0)
    },
  )

  test.runIf(isRoot)('as an ordinary user runs the server as that user, and root refuses the folder', async () => {
    const folder = makeFolder()
    chownSync(folder, 1, 1)
    const { url, pid, problem, host } = await startElsewhere(folder, { uid: 1, gid: 1 })
    expect(problem).toBeUndefined()
    expect(statSync(`/proc/${pid}`).uid).toBe(1)
    await query(url!, 'CREATE TABLE kept AS SELECT 1 AS n')
    await kill(host, 'SIGTERM')

    await expect(startEmbedded({ dataDir: folder, logger })).rejects.toThrow('belongs to another user (uid 1)')

    const again = await startElsewhere(folder, { uid: 1, gid: 1 })
    expect(again.problem).toBeUndefined()
    expect(await query(again.url!, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
  })
})

describe.runIf(isRoot)('a start by an ordinary user', () => {
  test('works in a volume that root gave to a group of theirs, and without a name', async () => {
    const folder = makeFolder()
    chownSync(folder, 0, 12_345)
    chmodSync(folder, 0o770)
    const { url, problem } = await startElsewhere(folder, { uid: 12_345, gid: 12_345 })
    expect(problem).toBeUndefined()
    expect(await query(url!, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
  })

  test('is refused in a folder where others can write', async () => {
    const folder = makeFolder()
    chmodSync(folder, 0o777)
    const { setting, problem } = await startElsewhere(folder, { uid: 12_345, gid: 12_345 })
    expect({ setting, problem }).toMatchObject({
      setting: 'DATA_DIR',
      problem: expect.stringContaining('belongs to another user (uid 0)'),
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a second start on the same folder', () => {
  test('is refused with a sentence, in the same process and in another', async () => {
    const folder = makeFolderWithDatabase()
    await startHere(folder)
    const here = await startEmbedded({ dataDir: folder, logger }).catch((error: unknown) => error)
    expect(here).toBeInstanceOf(SettingError)
    const elsewhere = await startElsewhere(folder)
    expect(elsewhere).toMatchObject({ setting: 'DATA_DIR', problem: expect.stringContaining('is in use by process') })
  })

  test('is refused while the first one is stopped in its tracks', async () => {
    const folder = makeFolderWithDatabase()
    const { host } = await startElsewhere(folder)
    host.kill('SIGSTOP')
    await expect(startEmbedded({ dataDir: folder, logger })).rejects.toThrow(`process ${host.pid}`)
  })

  test('is refused while the first one is still making the database', async () => {
    const folder = makeFolder()
    const outcomes = await Promise.all([startElsewhere(folder), startElsewhere(folder), startElsewhere(folder)])
    expect(outcomes.filter(({ url }) => url)).toHaveLength(1)
    expect(outcomes.filter(({ setting }) => setting === 'DATA_DIR')).toHaveLength(2)
  })
})

describe('after a death', () => {
  test('of the process by kill -9 the next start stops the orphan and has every committed row', async () => {
    const folder = makeFolderWithDatabase()
    const { url, pid, host } = await startElsewhere(folder)
    await query(url!, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n')
    await kill(host, 'SIGKILL')
    expect(isAlive(pid!)).toBe(true)

    const next = await startHere(folder)
    expect(isAlive(pid!)).toBe(false)
    expect(await query(next.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
  })

  test('of process and server together the next start recovers by the log', async () => {
    const folder = makeFolderWithDatabase()
    const { url, pid, host } = await startElsewhere(folder)
    await query(url!, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n')
    await kill(host, 'SIGKILL')
    process.kill(pid!, 'SIGKILL')
    const next = await startHere(folder)
    expect(await query(next.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }])
  })

  test('of the server alone it is started again', async () => {
    const { url, pid, ...embedded } = await startHere(makeFolderWithDatabase(), { fsync: true })
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS n')
    process.kill(pid, 'SIGKILL')
    const rows = await vi.waitFor(() => query(url, 'SELECT n FROM kept'), { timeout: 20_000, interval: 50 })
    expect(rows).toEqual([{ n: 1 }])
    await embedded.stop()
    expect(await embedded.ended).toBe('stopped')
  })

  test('in an orderly exit nothing is left running', async () => {
    const folder = makeFolderWithDatabase()
    const { pid, host } = await startElsewhere(folder)
    await kill(host, 'SIGUSR2')
    await vi.waitFor(() => expect(isAlive(pid!)).toBe(false), { timeout: 10_000, interval: 20 })
  })

  test('by SIGTERM the server is shut down cleanly first', async () => {
    const folder = makeFolderWithDatabase()
    const { pid, host } = await startElsewhere(folder)
    await kill(host, 'SIGTERM')
    expect(host.exitCode).toBe(0)
    expect(isAlive(pid!)).toBe(false)
    expect(existsSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false)
  })

  test('a process id that belongs to somebody else by now does not block, and its owner is not touched', async () => {
    const folder = makeFolderWithDatabase()
    const first = await startHere(folder)
    const pidFile = join(folder, 'postgres', 'cluster', 'postmaster.pid')
    const text = readFileSync(pidFile, 'utf8')
    await first.stop()
    const bystander = spawn('sleep', ['60'], isRoot ? { uid: 65534, gid: 65534 } : {})
    ends(bystander)
    writeFileSync(pidFile, text.replace(/^\d+/, String(bystander.pid)))
    const next = await startHere(folder)
    expect(await query(next.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })
})

describe('a folder that is not as it should be', () => {
  test('with a half-made database is made anew', async () => {
    const folder = makeFolder()
    const host = startHost(folder)
    const unfinished = (): string[] => readdirSync(join(folder, 'postgres')).filter((name) => name.includes('making'))
    await vi.waitFor(() => expect(unfinished()).toHaveLength(1), { timeout: 10_000, interval: 1 })
    await kill(host, 'SIGKILL')
    const { url } = await startHere(folder)
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    expect(existsSync(join(folder, 'postgres', 'cluster', 'PG_VERSION'))).toBe(true)
  })

  test('of another major version is refused with both versions named', async () => {
    const folder = makeFolderWithDatabase()
    await (await startHere(folder)).stop()
    const file = join(folder, 'postgres', 'cluster', 'PG_VERSION')
    const ours = readFileSync(file, 'utf8')
    writeFileSync(file, '16\n')
    await expect(startEmbedded({ dataDir: folder, logger })).rejects.toThrow(/PostgreSQL 16, and .* carries 18/)
    writeFileSync(file, ours)
  })

  test('without its version file is refused rather than overwritten', async () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'postgres', 'cluster'), { recursive: true })
    writeFileSync(join(folder, 'postgres', 'cluster', 'precious'), 'rows')
    await expect(startEmbedded({ dataDir: folder, logger })).rejects.toThrow('is not a database')
    expect(readdirSync(join(folder, 'postgres', 'cluster'))).toEqual(['precious'])
  })

  test('that is a file is refused', async () => {
    const file = join(makeFolder(), 'data')
    writeFileSync(file, '')
    await expect(startEmbedded({ dataDir: file, logger })).rejects.toThrow(SettingError)
  })
})
