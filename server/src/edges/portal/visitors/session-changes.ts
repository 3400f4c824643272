import type { Db } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'

/** Which sessions changed, on whichever node; see the trigger of migration 0031. */
export interface SessionChanges {
  /** Since the last call; the first one says where it begins. */
  next(): Promise<ReadonlySet<string>>
}

/** Further changes are reported by the next calls. */
const maxPerLook = 5000

interface Row {
  snapshot: string
  id: string | null
  xid: string | null
}

/** Where the next call continues when there were too many for one. */
interface Page {
  /** From when on the changes after these pages are looked for. */
  snapshot: string
  xid: string
  id: string
}

/**
 * A transaction that began early may commit after later ones were read. Hence each look asks for what was changed by
 * the transactions that the snapshot of the look before did not see: those that were running, and those that began
 * since. How long a transaction runs does not matter.
 */
export function followSessionChanges(db: Db, limit = maxPerLook): SessionChanges {
  let seen: string | null = null
  let page: Page | null = null
  return {
    async next() {
      const { running, from } = seen === null ? { running: [], from: aboveAll } : unseenBy(seen)
      const rows = await queryPrepared<Row>(
        db,
        'visitor-session-changes',
        `select pg_current_snapshot()::text as snapshot, s.id, s.xid::text as xid
         from (select) as once left join (
           (select id, changed_xid as xid from visitor_sessions
            where changed_xid = any($1::text[]::xid8[]) and (changed_xid, id) > ($3::text::xid8, $4::uuid)
            order by changed_xid, id limit $5)
           union all
           (select id, changed_xid from visitor_sessions
            where changed_xid >= $2::text::xid8 and (changed_xid, id) > ($3::text::xid8, $4::uuid)
            order by changed_xid, id limit $5)
           order by xid, id limit $5
         ) s on true order by s.xid, s.id`,
        [running, from, page?.xid ?? '0', page?.id ?? '00000000-0000-0000-0000-000000000000', limit],
      )
      const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]))
      const snapshot: string = page?.snapshot ?? rows[0]!.snapshot
      const { id, xid } = rows.at(-1)!
      if (ids.length >= limit && id !== null && xid !== null) page = { snapshot, xid, id }
      else [seen, page] = [snapshot, null]
      return new Set(ids)
    },
  }
}

/** Above every transaction there is: nothing is found. */
const aboveAll = '18446744073709551615'

/** PostgreSQL writes a snapshot as `xmin:xmax:running,…`; the transactions from `xmax` on began after it. */
function unseenBy(snapshot: string): { running: string[]; from: string } {
  const [, from = aboveAll, running = ''] = snapshot.split(':')
  return { running: running === '' ? [] : running.split(','), from }
}
