import type { PoolClient } from 'pg'
import type { Logger } from '../../lib/logger.ts'

/**
 * Rows that keep the id of their writing transaction (`xid8`: the order of the global feed, cursors into it) came from
 * another server after a restore or a move, where ids were higher: here they would look as if still to come, and the
 * feed would wait for them. Ids are therefore used up until this server's next one is above all that are stored.
 * About 200,000 a second, once; nothing to do is found out by one look into an index.
 */
export async function catchUpTransactionIds(client: PoolClient, logger: Logger): Promise<void> {
  const stored = await highestStored(client)
  let next = await nextTransactionId(client)
  if (stored < next) return
  logger.warn({ ids: String(stored - next) }, 'using up transaction ids, to go on after those of the server before')
  while (next <= stored) {
    const count = stored - next + 1n < batch ? stored - next + 1n : batch
    await client.query(`DO $$ BEGIN FOR i IN 1..${count} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`)
    next = await nextTransactionId(client)
  }
}

/** A few seconds of work: a session's limit of time holds for each batch. */
const batch = 500_000n

async function highestStored(client: PoolClient): Promise<bigint> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `SELECT a.attrelid::regclass::text AS table, quote_ident(a.attname) AS column
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE a.atttypid = 'xid8'::regtype AND NOT a.attisdropped AND c.relkind = 'r'
       AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`,
  )
  let highest = 0n
  for (const { table, column } of columns) {
    const { rows } = await client.query<{ value: string }>(
      `SELECT ${column}::text AS value FROM ${table} WHERE ${column} IS NOT NULL ORDER BY ${column} DESC LIMIT 1`,
    )
    if (rows[0] && BigInt(rows[0].value) > highest) highest = BigInt(rows[0].value)
  }
  return highest
}

async function nextTransactionId(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ next: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next')
  return BigInt(rows[0]!.next)
}
