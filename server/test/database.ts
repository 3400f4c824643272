import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Connection, type Database } from '../src/db/db.ts'
import { silentLogger } from '../src/lib/logger.ts'

export interface TestDatabase extends Database {
  readonly connection: Connection
  readonly url: string
  drop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A database of its own for one test (or file), with the schema and no rows: a copy of the run's template. */
export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const { connection: server, template } = inject('testDatabase')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  const connection = { ...server, database: name }
  const database = openDatabase({ connection, poolSize: options.poolSize ?? 5, logger: silentLogger })
  const drop = async (): Promise<void> => {
    await database.close()
    await asAdmin(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  const url = `postgresql://${server.user}@/${name}?host=${encodeURIComponent(server.host!)}`
  return { ...database, connection, url, drop, [Symbol.asyncDispose]: drop }
}

async function asAdmin(server: Connection, sql: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
