import type { Readable, Writable } from 'node:stream'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from '../../../lib/logger.ts'
import type { TarEntry } from './tar.ts'

/** What an archive is made of, and what is known of one that was written or read. */
export interface BackupOptions {
  pool: Pool
  to: Writable
  /** Of Throughline, for the manifest. */
  version: string
  at: Date
  /** Schemas of libraries that keep their tables in our database. */
  schemas?: LibrarySchema[]
  /** Asked within the snapshot: whatever an entry refers to exists by then. Names are relative paths. */
  files?: (snapshot: PoolClient) => AsyncIterable<BackupFile>
}

export type BackupFile = TarEntry

export interface LibrarySchema {
  name: string
  /** Makes the schema with empty tables. Its own BEGIN and COMMIT are dropped. */
  construction: string
  /** Digests (see `digestOf`) of the constructions that an archive may bring: today's, and those of earlier versions. */
  knownDigests: readonly string[]
  /** Throws when the tables in this database are not those that `construction` makes. */
  check?: (snapshot: PoolClient) => Promise<void>
  /** Tables, such as `pgboss.queue_stats`, whose rows are not worth keeping. */
  skipTables?: string[]
}

export interface ArchiveContents {
  version: string
  createdAt: string
  schemaVersion: number
  tables: number
  rows: number
  files: number
}

export interface RestoreOptions {
  pool: Pool
  from: Readable
  logger: Logger
  /** Whose construction is run; no other SQL of an archive is. */
  schemas?: LibrarySchema[]
  /** Stores one attachment; called before the database is committed. */
  onFile?: (file: BackupFile) => Promise<void>
  migrationsDir?: string
}
