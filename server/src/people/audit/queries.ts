import type { Selectable } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { AuditRecordsTable } from './tables.ts'

type AuditRow = Selectable<AuditRecordsTable>

/** Newest first. Walks the primary key, or the index of one action. */
export async function auditPage(
  db: Db,
  { action, before, limit }: { action: string | undefined; before: string | null; limit: number },
): Promise<AuditRow[]> {
  let query = db.selectFrom('audit_records').selectAll().orderBy('id', 'desc').limit(limit)
  if (action !== undefined) query = query.where('action', '=', action)
  if (before !== null) query = query.where('id', '<', before)
  return query.execute()
}
