import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach } from 'vitest'
import { startEmbedded, type EmbeddedDatabase } from '../src/platform/db/embedded/embedded.ts'
import { silentLogger as logger } from '../src/lib/logger.ts'
import { fastFolder } from './fast-folder.ts'

export const isRoot = process.getuid?.() === 0

/** A data folder that outlives a test: the one who makes it removes it. */
export const newFolder = (): string => mkdtempSync(join(fastFolder(), 'throughline-embedded-'))

export interface EmbeddedFolders {
  /** A new data folder, with what `content` holds. */
  makeFolder: (content?: string) => string
  startHere: (dataDir: string, options?: { fsync?: boolean }) => Promise<EmbeddedDatabase>
  /** A process of its own that runs, or tries to run, the database of the folder: `embedded-host.ts`. */
  startHost: (dataDir: string, options?: { fsync?: boolean; uid?: number; gid?: number }) => ChildProcess
  /** Ends with the test. */
  ends: (child: ChildProcess) => void
}

/** Folders, databases and processes that are gone after each test. */
export function useEmbeddedFolders(): EmbeddedFolders {
  const folders: string[] = []
  const children: ChildProcess[] = []
  const servers: EmbeddedDatabase[] = []

  async function startHere(dataDir: string, options: { fsync?: boolean } = {}): Promise<EmbeddedDatabase> {
    const embedded = await startEmbedded({ dataDir, logger, fsync: false, ...options })
    servers.push(embedded)
    return embedded
  }

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    for (const server of servers.splice(0)) await server.stop()
    for (const folder of folders.splice(0)) {
      // The next start stops what a killed process left running.
      const cluster = join(folder, 'postgres', 'cluster', 'PG_VERSION')
      if (existsSync(cluster)) await (await startHere(folder).catch(() => undefined))?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  return {
    startHere,
    makeFolder(content) {
      const folder = newFolder()
      folders.push(folder)
      if (content !== undefined) execFileSync('cp', ['-a', `${content}/.`, folder])
      return folder
    },
    startHost(dataDir, { fsync = true, ...user } = {}) {
      const script = join(import.meta.dirname, 'embedded-host.ts')
      const args = [script, dataDir, ...(fsync ? [] : ['unsafe'])]
      const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], ...user })
      children.push(host)
      return host
    },
    ends: (child) => void children.push(child),
  }
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  // The server may be killed under it.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
