import { transact, type Db } from '../../platform/db/db.ts'
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

export interface KeptDraft {
  customerId: string
  staffId: string
  content: Record<string, unknown> | null
  /** Which one it goes on from: the same person may write on two devices. */
  was?: { updatedAt: string | null } | undefined
  now: Date
}

export async function keepDraft(db: Db, draft: KeptDraft): Promise<{ updatedAt: string | null }> {
  const { customerId, staffId, content, was, now } = draft
  return transact(db, async (tx) => {
    const before = await tx
      .selectFrom('drafts')
      .select('updated_at')
      .where('customer_id', '=', customerId)
      .where('staff_id', '=', staffId)
      .forUpdate()
      .executeTakeFirst()
    refuseUnlessAsSeen(was, { updatedAt: before?.updated_at.toISOString() ?? null })
    if (content === null) {
      await tx.deleteFrom('drafts').where('customer_id', '=', customerId).where('staff_id', '=', staffId).execute()
      return { updatedAt: null }
    }
    const updatedAt = changedAt(before?.updated_at ?? null, now)
    const kept = { content: JSON.stringify(content), updated_at: updatedAt }
    await tx
      .insertInto('drafts')
      .values({ customer_id: customerId, staff_id: staffId, ...kept })
      .onConflict((conflict) => conflict.columns(['customer_id', 'staff_id']).doUpdateSet(kept))
      .execute()
    return { updatedAt: updatedAt.toISOString() }
  })
}
