import type { Db } from '../db/db.ts'

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

export async function keepDraft(
  db: Db,
  draft: { customerId: string; staffId: string; content: Record<string, unknown> | null; now: Date },
): Promise<void> {
  const { customerId, staffId, content, now } = draft
  if (content === null) {
    await db.deleteFrom('drafts').where('customer_id', '=', customerId).where('staff_id', '=', staffId).execute()
    return
  }
  const kept = { content: JSON.stringify(content), updated_at: now }
  await db
    .insertInto('drafts')
    .values({ customer_id: customerId, staff_id: staffId, ...kept })
    .onConflict((conflict) => conflict.columns(['customer_id', 'staff_id']).doUpdateSet(kept))
    .execute()
}
