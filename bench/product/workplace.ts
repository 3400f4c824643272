import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '../../server/src/platform/db/embedded/embedded.ts'
import { createLogger } from '../../server/src/lib/logger.ts'
import { startServer, type RunningServer, type ServerOptions } from './server.ts'

/**
 * A folder on a real disk with a PostgreSQL in it (the product's own, fsync on), for one benchmark. Servers and
 * baselines get databases of their own in it, so that all are measured against the same PostgreSQL; at the end all
 * of it is gone.
 */
export interface Workplace extends AsyncDisposable {
  readonly folder: string
  /** PostgreSQL's first process. */
  readonly postgresPid: number
  /** Makes an empty database and says how to reach it. */
  createDatabase(name: string): Promise<string>
  urlOf(database: string): string
  connect(database: string): Promise<Client & AsyncDisposable>
  startServer(database: string, options?: ServerOptions): Promise<RunningServer>
}

export interface WorkplaceOptions {
  /** Where to make the folder; it has to be on a disk for fsync to mean something. */
  parent?: string
  /** Where servers write CPU profiles. */
  profileFolder?: string | null
}

export async function openWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const folder = mkdtempSync(join(resolve(options.parent ?? tmpdir()), 'throughline-bench-'))
  const onExit = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', onExit)
  const postgres = await startEmbedded({ dataDir: folder, logger: createLogger('warn') })
  const servers = new Set<RunningServer>()

  function urlOf(database: string): string {
    const url = new URL(postgres.url)
    url.pathname = `/${database}`
    return url.href
  }

  async function connect(database: string): Promise<Client & AsyncDisposable> {
    const client = new Client({ connectionString: urlOf(database) })
    await client.connect()
    return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
  }

  return {
    folder,
    postgresPid: postgres.pid,
    urlOf,
    connect,
    async createDatabase(name) {
      await using client = await connect('postgres')
      await client.query(`create database ${name} strategy file_copy`)
      return urlOf(name)
    },
    async startServer(database, serverOptions = {}) {
      const { profileFolder = null } = options
      const server = await startServer({
        folder,
        databaseUrl: urlOf(database),
        name: database,
        profileFolder,
        ...serverOptions,
      })
      servers.add(server)
      return server
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) await server.stop()
      await postgres.stop()
      process.removeListener('exit', onExit)
      onExit()
    },
  }
}
