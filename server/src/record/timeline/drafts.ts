import type { ExpressionBuilder } from 'kysely'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { changedAt, refuseUnlessAsSeen } from '../../lib/as-seen.ts'

/** A draft belongs to a person and a thread, and is kept here rather than in a browser: it survives everything. */
export async function readDraft(
  db: Db,
  key: { customerId: string; staffId: string },
): Promise<{ content: Record<string, unknown> | null; updatedAt: string | null }> {
  const row = await db
    .selectFrom('drafts')
    .select(['content', 'updated_at'])
    .where('customer_id', '=', key.customerId)
    .where('staff_id', '=', key.staffId)
    .executeTakeFirst()
  return { content: row?.content ?? null, updatedAt: row?.updated_at.toISOString() ?? null }
}

/** Of some threads, those on which somebody has begun to write. */
export async function draftsAmong(db: Db, staffId: string, customerIds: readonly string[]): Promise<string[]> {
  if (customerIds.length === 0) return []
  const rows = await db
    .selectFrom('drafts')
    .select('customer_id')
    .where('staff_id', '=', staffId)
    .where('customer_id', 'in', [...new Set(customerIds)])
    .execute()
  return rows.map((row) => row.customer_id)
}

export interface KeptDraft {
  customerId: string
  staffId: string
  content: Record<string, unknown> | null
  /** Which one it goes on from: the same person may write on two devices. */
  was?: { updatedAt: string | null } | undefined
  now: Date
}

export function keepDraft(db: Db, draft: KeptDraft): Promise<{ updatedAt: string | null }> {
  return transact(db, (tx) => keepIn(tx, draft))
}

async function keepIn(tx: Tx, draft: KeptDraft): Promise<{ updatedAt: string | null }> {
  const { content, was, now } = draft
  const key = { customer_id: draft.customerId, staff_id: draft.staffId }
  const before = await tx.selectFrom('drafts').select('updated_at').where(isOf(key)).forUpdate().executeTakeFirst()
  refuseUnlessAsSeen(was, { updatedAt: before?.updated_at.toISOString() ?? null })
  if (content === null) {
    await tx.deleteFrom('drafts').where(isOf(key)).execute()
    return { updatedAt: null }
  }
  const updatedAt = changedAt(before?.updated_at ?? null, now)
  const kept = { content: JSON.stringify(content), updated_at: updatedAt }
  if (before) await tx.updateTable('drafts').set(kept).where(isOf(key)).execute()
  else {
    const made = tx
      .insertInto('drafts')
      .values({ ...key, ...kept })
      .onConflict((conflict) => conflict.doNothing())
    // Another device of theirs has begun one at the same moment.
    if ((await made.returning('updated_at').executeTakeFirst()) === undefined) return keepIn(tx, draft)
  }
  return { updatedAt: updatedAt.toISOString() }
}

const isOf = (key: { customer_id: string; staff_id: string }) => (eb: ExpressionBuilder<Schema, 'drafts'>) =>
  eb.and(key)
