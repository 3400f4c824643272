import { sql } from 'kysely'
import { transact, type Db } from '../../../../platform/db/db.ts'
import type { FileStore } from '../../../../platform/files/files.ts'
import { longestUploadMs } from '../../../../platform/http/http.ts'
import { minuteMs, type Clock } from '../../../../lib/clock.ts'
import { newId } from '../../../../lib/ids.ts'
import type { UploadLimits } from '../../../../lib/upload-limits.ts'
import { leastBytes, noRoom, refusalOf, staffRefusalOf, type UploadRefusal } from './refusal.ts'
import { loadOfCaller, loadOfVisitors, onTheirWay } from './load.ts'
import { addToSums } from './sums.ts'

export interface UploadDeps {
  db: Db
  files: FileStore
  clock: Clock
  uploadLimits: UploadLimits
}

/** Who uploads: a caller, or a visitor of a channel, who is counted by their network. */
export type Uploader = { callerId: string } | { address: string; channelId: string }

/** The reservation of one upload. It is returned when the upload was not stored, whatever happened. */
export interface Permit extends AsyncDisposable {
  stored(sizeBytes: number): Promise<void>
}

/** Reserves an upload before a byte of it is read, for all nodes; throws when a limit is reached. */
export async function admitUpload(deps: UploadDeps, from: Uploader, announcedBytes: number): Promise<Permit> {
  const { db, clock, files, uploadLimits } = deps
  // What is on its way has its room: a disk is not filled by all who begin at once.
  const free = (await files.freeBytes()) - uploadLimits.freeDiskBytes
  const [id, now, bytes] = [newId(), clock.now(), Math.max(announcedBytes, leastBytes)]
  const refusal = await transact(db, async (tx): Promise<UploadRefusal | null> => {
    // Two that come at once would each see the room that is there for one. Staff wait only for uploads of their own:
    // what several of them see at once as free is less than the floor of the disk.
    const lock = 'callerId' in from ? `upload admissions of ${from.callerId}` : 'upload admissions'
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
    if ((await onTheirWay(tx, now)) + bytes > free) return noRoom('all')
    const refused =
      'callerId' in from
        ? staffRefusalOf(await loadOfCaller(tx, from.callerId, now), bytes)
        : refusalOf(await loadOfVisitors(tx, from, now), bytes, uploadLimits)
    if (refused) return refused
    await tx
      .insertInto('upload_admissions')
      .values({
        id,
        caller_id: 'callerId' in from ? from.callerId : null,
        address: 'address' in from ? from.address : null,
        channel_id: 'channelId' in from ? from.channelId : null,
        size_bytes: bytes,
        admitted_at: now,
        over_at: new Date(now.getTime() + longestUploadMs(bytes, uploadLimits) + minuteMs),
      })
      .execute()
    return null
  })
  if (refusal) throw refusal

  return {
    async stored(sizeBytes) {
      if ('callerId' in from) return
      await addToSums(db, from, { bytes: Math.max(sizeBytes, leastBytes), at: clock.now() })
    },
    async [Symbol.asyncDispose]() {
      await db.deleteFrom('upload_admissions').where('id', '=', id).execute()
    },
  }
}
