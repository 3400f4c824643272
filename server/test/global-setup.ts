import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import type { Connection } from '../src/db/db.ts'
import { startEmbedded } from '../src/db/embedded/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { valueTypes } from '../src/db/value-types.ts'
import { silentLogger } from '../src/lib/logger.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { connection: Connection; template: string }
  }
}

/** One server for the whole run, and one migrated template that each test copies (see `database.ts`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  const embedded = await startEmbedded({ dataDir, logger: silentLogger, fsync: false })
  const template = `throughline_template_${process.pid}`
  const admin = new pg.Client({ ...embedded.connection, database: 'postgres' })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${template}`)
  await admin.end()
  const pool = new pg.Pool({ ...embedded.connection, database: template, types: valueTypes })
  await migrate(pool, { logger: silentLogger })
  await pool.end()
  project.provide('testDatabase', { connection: { ...embedded.connection }, template })
  return async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
