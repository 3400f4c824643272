import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { openDatabase } from '../src/db/db.ts'
import { startEmbedded } from '../src/db/embedded/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { fastFolder, temporaryFolders } from './fast-folder.ts'

/** A server for tests with one migrated template database. */
export interface TestCluster {
  /** Of the server's own database, from which others are created. */
  url: string
  template: string
  stop(): Promise<void>
}

/** `TEST_DATABASE_URL` names a server to use (another version of PostgreSQL, say); else it is the embedded one. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given === undefined ? await startEmbeddedForTests() : { url: given, stop: async () => {} }
  try {
    const template = await createTemplate(server.url)
    return {
      url: server.url,
      template,
      stop: async () => {
        if (given !== undefined) await dropDatabases(server.url, `${testPrefix}${process.pid}_`)
        await server.stop()
      },
    }
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

export const testPrefix = 'throughline_test_'

async function startEmbeddedForTests(): Promise<{ url: string; stop(): Promise<void> }> {
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
    try {
      const stale = await startEmbedded({ dataDir, logger: silentLogger, fsync: false })
      await stale.stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // In use, or another user's.
    }
  }
}

async function createTemplate(serverUrl: string): Promise<string> {
  const template = `${testPrefix}${process.pid}_template`
  await dropDatabases(serverUrl, template)
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${template}`))
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
  return template
}

async function dropDatabases(serverUrl: string, prefix: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
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
