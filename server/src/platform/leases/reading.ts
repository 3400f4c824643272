import { sql } from 'kysely'
import type { Measure } from '../../lib/measure.ts'
import type { Db, Tx } from '../db/db.ts'
import type { LeaseName } from './queries.ts'

export interface CurrentLease extends LeaseName {
  title: string
  nodeId: string
  nodeName: string
  takenAt: Date
}

/** Those that a node has now. */
export async function currentLeases(db: Db): Promise<CurrentLease[]> {
  const { rows } = await sql<CurrentLease>`
    select kind, name, title, node_id as "nodeId", node_name as "nodeName", taken_at as "takenAt" from leases
    where ends_at > now() order by kind, title, name`.execute(db)
  return rows
}

export interface UnheldLease extends LeaseName {
  title: string
  /** Who had it last. */
  nodeName: string
  seconds: number
}

/** Those that nobody has, for the longest time first. A channel that is switched off has no lease. */
export async function readUnheldLeases(db: Db | Tx): Promise<UnheldLease[]> {
  const { rows } = await sql<UnheldLease>`
    select kind, name, title, node_name as "nodeName", extract(epoch from now() - ends_at)::float8 as seconds
    from leases where ends_at <= now() order by ends_at`.execute(db)
  return rows
}

export async function measureLeases(tx: Tx, kinds: readonly string[]): Promise<Measure[]> {
  const unheld = await readUnheldLeases(tx)
  const all = [...new Set([...kinds, ...unheld.map(({ kind }) => kind)])]
  return [
    {
      name: 'throughline_lease_unheld_seconds',
      help: 'For how long no node has had the lease that has been without one for the longest time. 0: all are held.',
      labels: ['kind'],
      samples: all.map((kind) => ({
        labels: { kind },
        value: unheld.find((one) => one.kind === kind)?.seconds ?? 0,
      })),
    },
  ]
}
