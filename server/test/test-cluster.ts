import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { openDatabase } from '../src/platform/db/db.ts'
import { startEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { errorCode } from '../src/lib/errors.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { fastFolder, temporaryFolders } from './fast-folder.ts'

/** A server for tests with one migrated template database. */
export interface TestCluster extends TestClusterAddress {
  stop(): Promise<void>
}

export interface TestClusterAddress {
  /** Of the server's own database, from which others are created. */
  url: string
  template: string
  /** How the names of this run's databases begin. */
  prefix: string
}

/** `TEST_DATABASE_URL` names a server to use (another version of PostgreSQL, say); else it is the embedded one. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given === undefined ? await startEmbeddedForTests() : await useGiven(given)
  try {
    const template = `${ownPrefix}template`
    await createTemplate(server.url, template)
    return { url: server.url, template, prefix: ownPrefix, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The same server, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

const prefix = 'throughline_test_'
const ownPrefix = `${prefix}${process.pid}_`

interface Server {
  url: string
  stop(): Promise<void>
}

async function startEmbeddedForTests(): Promise<Server> {
  await removeStaleFolders()
  const dataDir = mkdtempSync(join(fastFolder(), folderPrefix))
  const embedded = await startEmbedded({ dataDir, logger: silentLogger, fsync: false })
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const folderPrefix = 'throughline-test-'

// What an interrupted run left. Starting on its folder stops the orphaned server; a run that lives keeps its lock.
async function removeStaleFolders(): Promise<void> {
  const folders = temporaryFolders.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)))
  for (const dataDir of folders.filter((folder) => basename(folder).startsWith(folderPrefix))) {
    // A run that has just made its folder has no lock on it yet, and no cluster in it either.
    if (!existsSync(join(dataDir, 'postgres', 'cluster'))) continue
    try {
      const stale = await startEmbedded({ dataDir, logger: silentLogger, fsync: false })
      await stale.stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // In use, or another user's.
    }
  }
}

async function useGiven(url: string): Promise<Server> {
  await dropDatabases(url, (name) => !isAlive(Number(name.slice(prefix.length).split('_')[0])))
  return { url, stop: () => dropDatabases(url, (name) => name.startsWith(ownPrefix)) }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

async function createTemplate(serverUrl: string, template: string): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${template} STRATEGY file_copy`))
  const database = openDatabase({
    connection: { connectionString: urlOf(serverUrl, template) },
    poolSize: 1,
    logger: silentLogger,
  })
  try {
    await migrate(database.pool, { logger: silentLogger })
  } finally {
    await database.close()
  }
}

async function dropDatabases(serverUrl: string, isDue: (name: string) => boolean): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows.filter((row) => isDue(row.name))) {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
  })
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
