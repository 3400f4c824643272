import type { PoolClient } from 'pg'
import { errorCode } from '../../../lib/errors.ts'

/**
 * Indexes over tables that are in use are built while others write (`create index concurrently`), which PostgreSQL does
 * outside of transactions only: the build may be cut off, and two nodes may begin it. So the index itself says how far it
 * is, and its migration is recorded when it is complete.
 */
const statement = /^create\s+(?:unique\s+)?index\s+concurrently\s+(\w+)\s+on\s/i

/** The name of the index when that is what a migration builds; it builds nothing else then. */
export function indexBuiltBy(sql: string): string | null {
  return statement.exec(sql.replaceAll(/--.*$/gm, '').trim())?.[1] ?? null
}

/** The same within a transaction, for a database that nobody else uses. */
export function withinTransaction(sql: string): string {
  return sql.replace(/\bindex\s+concurrently\b/i, 'index')
}

export async function isIndexComplete(client: PoolClient, index: string): Promise<boolean> {
  return (await stateOf(client, index)) === 'complete'
}

/** Builds the index, outside of a transaction. False: another node is at it. */
export async function buildIndex(client: PoolClient, { sql, index }: { sql: string; index: string }): Promise<boolean> {
  const state = await stateOf(client, index)
  if (state === 'complete') return true
  if (state === 'being built') return false
  return withoutTimeLimit(client, async () => {
    if (state === 'cut off') await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`)
    try {
      await client.query(sql)
      return true
    } catch (error) {
      // 42P07 duplicate_table: the other node was sooner.
      if (errorCode(error) === '42P07') return false
      throw error
    }
  })
}

async function stateOf(client: PoolClient, index: string): Promise<'missing' | 'complete' | 'being built' | 'cut off'> {
  const { rows } = await client.query<{ isValid: boolean; isBeingBuilt: boolean }>(
    `SELECT indisvalid AS "isValid",
       EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = indexrelid) AS "isBeingBuilt"
     FROM pg_index WHERE indexrelid = to_regclass($1)`,
    [index],
  )
  const [found] = rows
  if (!found) return 'missing'
  if (found.isValid) return 'complete'
  return found.isBeingBuilt ? 'being built' : 'cut off'
}

/** Behind a pooler a session has no limits, and settings of it would reach others. */
async function withoutTimeLimit<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ limited: boolean }>(
    `SELECT current_setting('statement_timeout') <> '0' OR current_setting('lock_timeout') <> '0' AS limited`,
  )
  if (!rows[0]!.limited) return work()
  await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
  try {
    return await work()
  } finally {
    await client.query('RESET statement_timeout; RESET lock_timeout')
  }
}
