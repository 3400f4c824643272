import { sql } from 'kysely'
import { transact, type Tx } from '../../../db/db.ts'
import { dayMs, hourMs } from '../../../lib/clock.ts'
import type { UploadDeps } from './admit.ts'

/** Drafts of staff hold on to their files, and are picked up again after a holiday. */
const staffFilesKeptMs = 30 * dayMs
const prunedPerRun = 200

/**
 * Uploads that were never sent: their rows and their bytes. A file that is being sent at this moment is locked, and
 * left alone. Bytes go first: after a crash in between the next run finds the row again.
 */
export async function pruneUploads({ db, files, clock, uploadLimits }: UploadDeps): Promise<number> {
  const now = clock.now().getTime()
  const before = { visitors: new Date(now - uploadLimits.keptMs), staff: new Date(now - staffFilesKeptMs) }
  let pruned = 0
  for (;;) {
    const count = await transact(db, async (tx) => {
      const uploads = await forgotten(tx, before)
      for (const { id, storage_key } of uploads) {
        if (await isItsOwn(tx, id, storage_key)) await files.remove(storage_key)
      }
      const ids = uploads.map(({ id }) => id)
      if (ids.length > 0) await tx.deleteFrom('attachments').where('id', 'in', ids).execute()
      return ids.length
    })
    pruned += count
    if (count < prunedPerRun) break
  }
  await files.sweepIncoming()
  await db
    .deleteFrom('upload_admissions')
    .where('over_at', '<', new Date(now - hourMs))
    .execute()
  return pruned
}

async function forgotten(
  tx: Tx,
  before: { visitors: Date; staff: Date },
): Promise<{ id: string; storage_key: string }[]> {
  const { rows } = await sql<{ id: string; storage_key: string }>`
    select id, storage_key from attachments
    where entry_id is null
      and created_at < case when upload_address is null and uploaded_by not like 'visitor:%'
        then ${before.staff}::timestamptz else ${before.visitors}::timestamptz end
    order by created_at limit ${prunedPerRun} for update skip locked`.execute(tx)
  return rows
}

/** Bytes under the hash of their content may be those of others; and a crash may have left the row of what was sent. */
async function isItsOwn(tx: Tx, id: string, storageKey: string): Promise<boolean> {
  if (!storageKey.startsWith('uploads/')) return false
  const { rows } = await sql`
    select 1 from attachments where storage_key = ${storageKey} and storage_key like 'uploads/%' and id <> ${id} limit 1
  `.execute(tx)
  return rows.length === 0
}
