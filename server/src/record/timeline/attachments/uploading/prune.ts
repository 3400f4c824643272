import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../../../../platform/db/db.ts'
import { dayMs, hourMs } from '../../../../lib/clock.ts'
import type { UploadDeps } from './admit.ts'
import { pruneSums } from './sums.ts'

/** Drafts of staff hold on to their files, and are picked up again after a holiday. */
const staffFilesKeptMs = 30 * dayMs
const prunedPerRun = 200

/**
 * Uploads that were never sent: their rows and their bytes. A file that is being sent at this moment is locked, and
 * left alone. Bytes go first: after a crash in between the next run finds the row again. Each goes by itself: one that
 * the store does not remove is noted, stays for the next run, and keeps no other from being removed.
 */
export async function pruneUploads(
  { db, files, clock, uploadLimits }: UploadDeps,
  noteFailure: (error: unknown, storageKey: string) => void,
): Promise<number> {
  const now = clock.now().getTime()
  const before = { visitors: new Date(now - uploadLimits.keptMs), staff: new Date(now - staffFilesKeptMs) }
  let pruned = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const uploads = await forgotten(db, before, after)
    for (const { id, storage_key } of uploads) {
      try {
        if (await remove(id, storage_key)) pruned += 1
      } catch (error) {
        noteFailure(error, storage_key)
      }
    }
    if (uploads.length < prunedPerRun) break
    after = uploads.at(-1)!.id
  }
  await files.sweepIncoming()
  await db
    .deleteFrom('upload_admissions')
    .where('over_at', '<', new Date(now - hourMs))
    .execute()
  await pruneSums(db, clock.now())
  return pruned

  function remove(id: string, storageKey: string): Promise<boolean> {
    return transact(db, async (tx) => {
      const { rows } = await sql`
        select 1 from attachments where id = ${id} and entry_id is null for update skip locked`.execute(tx)
      if (rows.length === 0) return false
      if (await isItsOwn(tx, id, storageKey)) await files.remove(storageKey)
      await tx.deleteFrom('attachments').where('id', '=', id).execute()
      return true
    })
  }
}

async function forgotten(
  db: Db,
  before: { visitors: Date; staff: Date },
  after: string,
): Promise<{ id: string; storage_key: string }[]> {
  const { rows } = await sql<{ id: string; storage_key: string }>`
    select id, storage_key from attachments
    where entry_id is null and id > ${after}
      and created_at < case when upload_address is null and uploaded_by not like 'visitor:%'
        then ${before.staff}::timestamptz else ${before.visitors}::timestamptz end
    order by id limit ${prunedPerRun}`.execute(db)
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
