import type { Db, Tx } from '../../../platform/db/db.ts'
import { normaliseIdentity } from '../normalise/normalise.ts'

/** Says of a value that it identifies nobody: each contact from it stands alone from now on. */
export async function blockValue(
  db: Db | Tx,
  { kind, value, reason }: { kind: string; value: string; reason: string },
): Promise<void> {
  const row = { kind, value: normaliseIdentity(kind, value).value, reason }
  await db
    .insertInto('blocked_values')
    .values(row)
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet({ reason }))
    .execute()
}

export async function unblockValue(db: Db | Tx, { kind, value }: { kind: string; value: string }): Promise<void> {
  await db
    .deleteFrom('blocked_values')
    .where('kind', '=', kind)
    .where('value', '=', normaliseIdentity(kind, value).value)
    .execute()
}
