import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../../../db/db.ts'
import type { FileStore } from '../../../files/files.ts'
import { longestUploadMs } from '../../../http/http.ts'
import { hourMs, minuteMs, type Clock } from '../../../lib/clock.ts'
import type { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import type { UploadLimits } from '../../../lib/upload-limits.ts'
import { leastBytes, noRoom, refusalOf, staffRefusalOf, type Load } from './refusal.ts'

export interface UploadDeps {
  db: Db
  files: FileStore
  clock: Clock
  uploadLimits: UploadLimits
}

/** Who uploads: a caller, or a visitor of a channel, who is counted by their network. */
export type Uploader = { callerId: string } | { address: string; channelId: string }

/** Room for one upload. It is given back when the upload was not stored, whatever happened. */
export interface Permit extends AsyncDisposable {
  stored(sizeBytes: number): Promise<void>
}

/** Finds room for an upload before a byte of it is read, on whichever node; throws when there is none. */
export async function admitUpload(deps: UploadDeps, from: Uploader, announcedBytes: number): Promise<Permit> {
  const { db, clock, files, uploadLimits } = deps
  // What is on its way has its room: a disk is not filled by all who begin at once.
  const free = (await files.freeBytes()) - uploadLimits.freeDiskBytes
  const [id, now, bytes] = [newId(), clock.now(), Math.max(announcedBytes, leastBytes)]
  const refusal = await transact(db, async (tx): Promise<AppError | null> => {
    // Two that come at once would each see the room that is there for one.
    await sql`select pg_advisory_xact_lock(hashtextextended('upload admissions', 0))`.execute(tx)
    if ((await onTheirWay(tx, now)) + bytes > free) return noRoom()
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

  let isStored = false
  return {
    async stored(sizeBytes) {
      isStored = true
      const counted = { size_bytes: Math.max(sizeBytes, leastBytes), is_stored: true }
      await db.updateTable('upload_admissions').set(counted).where('id', '=', id).execute()
    },
    async [Symbol.asyncDispose]() {
      if (!isStored) await db.deleteFrom('upload_admissions').where('id', '=', id).execute()
    },
  }
}

async function onTheirWay(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(size_bytes), 0)::bigint as bytes from upload_admissions where not is_stored and over_at > ${now}
  `.execute(tx)
  return rows[0]!.bytes
}

async function loadOfCaller(tx: Tx, callerId: string, now: Date): Promise<{ atOnce: number; bytes: number }> {
  const { rows } = await sql<{ atOnce: number; bytes: number }>`
    select count(*) filter (where is_under_way)::int as "atOnce", coalesce(sum(bytes), 0)::bigint as bytes
    from (
      select true as is_under_way, size_bytes as bytes from upload_admissions
        where caller_id = ${callerId} and not is_stored and over_at > ${now}
      union all
      select false, size_bytes from attachments where uploaded_by = ${callerId} and entry_id is null
    ) as uploads`.execute(tx)
  return rows[0]!
}

async function loadOfVisitors(tx: Tx, from: { address: string; channelId: string }, now: Date): Promise<Load> {
  const share = (condition: ReturnType<typeof sql>) => sql`json_build_object(
    'atOnce', count(*) filter (where state = 'under way' and ${condition}),
    'bytes', coalesce(sum(bytes) filter (where state <> 'stored' and ${condition}), 0),
    'hourBytes', coalesce(sum(bytes) filter (where state <> 'waiting' and ${condition}), 0))`
  const { rows } = await sql<Load>`
    select ${share(sql`address = ${from.address}`)} as address,
      ${share(sql`channel_id = ${from.channelId}`)} as channel,
      ${share(sql`true`)} as all
    from (
      select case when is_stored then 'stored' else 'under way' end as state, address, channel_id, size_bytes as bytes
        from upload_admissions
        where address is not null
          and case when is_stored then admitted_at > ${new Date(now.getTime() - hourMs)} else over_at > ${now} end
      union all
      select 'waiting', upload_address, upload_channel_id, greatest(size_bytes, ${leastBytes}) from attachments
        where entry_id is null and upload_address is not null
    ) as uploads`.execute(tx)
  return rows[0]!
}
