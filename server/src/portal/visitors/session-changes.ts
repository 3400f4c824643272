import type { Db } from '../../db/db.ts'
import { queryPrepared } from '../../db/prepared.ts'

/** Which sessions changed, on whichever node; see the trigger of migration 0031. */
export interface SessionChanges {
  /** Since the last call; the first one says where it begins. */
  next(): Promise<ReadonlySet<string>>
}

interface Row {
  floor: string
  id: string | null
  xid: string | null
}

/**
 * A transaction that began early may commit after later ones were read. Hence each look begins at the oldest one that
 * was still running at the look before, and passes over what it has told already.
 */
export function followSessionChanges(db: Db): SessionChanges {
  let floor: string | null = null
  let told = new Map<string, string>()
  return {
    async next() {
      const rows = await queryPrepared<Row>(
        db,
        'visitor-session-changes',
        `select pg_snapshot_xmin(pg_current_snapshot())::text as floor, s.id, s.changed_xid::text as xid
         from (select) as once left join visitor_sessions s on s.changed_xid >= $1::text::xid8`,
        // Above every id there is: nothing is found, but the floor.
        [floor ?? '18446744073709551615'],
      )
      const found = new Map<string, string>()
      for (const { id, xid } of rows) if (id !== null && xid !== null) found.set(id, xid)
      const changed = new Set([...found].filter(([id, xid]) => told.get(id) !== xid).map(([id]) => id))
      floor = rows[0]!.floor
      told = found
      return changed
    },
  }
}
