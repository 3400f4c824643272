import type { Pool } from 'pg'
import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { measure, measureBy, type Measure } from '../../lib/measure.ts'

/** The pool of this node: no query is needed. */
export function measurePool(pool: Pool): Measure[] {
  return [
    measureBy('state', {
      name: 'throughline_pool_connections',
      help: 'Connections of this node to the database.',
      values: { busy: pool.totalCount - pool.idleCount, idle: pool.idleCount },
    }),
    measure('throughline_pool_connections_max', 'Connections that this node may open.', pool.options.max),
    measure('throughline_pool_waiting', 'Requests that wait for a connection now.', pool.waitingCount),
  ]
}

export async function measureSize(tx: Tx): Promise<Measure[]> {
  const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database())::float8 as bytes`.execute(
    tx,
  )
  return [measure('throughline_database_size_bytes', 'What the database takes on its disk.', rows[0]!.bytes)]
}
