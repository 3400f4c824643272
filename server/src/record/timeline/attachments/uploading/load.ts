import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db/db.ts'
import { leastBytes, type Load } from './refusal.ts'
import { sumsFrom } from './sums.ts'

export async function onTheirWay(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(size_bytes), 0)::bigint as bytes from upload_admissions where over_at > ${now}
  `.execute(tx)
  return rows[0]!.bytes
}

export async function loadOfCaller(tx: Tx, callerId: string, now: Date): Promise<{ atOnce: number; bytes: number }> {
  const { rows } = await sql<{ atOnce: number; bytes: number }>`
    select count(*) filter (where is_under_way)::int as "atOnce", coalesce(sum(bytes), 0)::bigint as bytes
    from (
      select true as is_under_way, size_bytes as bytes from upload_admissions
        where caller_id = ${callerId} and over_at > ${now}
      union all
      select false, size_bytes from attachments where uploaded_by = ${callerId} and entry_id is null
    ) as uploads`.execute(tx)
  return rows[0]!
}

/**
 * What visitors have on its way, unsent, and within the hour. Only rows of these are read: neither files that were sent
 * nor how many came within the hour make it slower.
 */
export async function loadOfVisitors(tx: Tx, from: { address: string; channelId: string }, now: Date): Promise<Load> {
  const share = (scope: string, subject: string, condition: ReturnType<typeof sql>) => sql`json_build_object(
    'atOnce', count(*) filter (where is_under_way and ${condition}),
    'bytes', coalesce(sum(bytes) filter (where ${condition}), 0),
    'hourBytes', coalesce(sum(bytes) filter (where is_under_way and ${condition}), 0) + (
      select coalesce(sum(bytes), 0) from upload_sums
      where scope = ${scope} and subject = ${subject} and began_at > ${sumsFrom(now)}))`
  const { rows } = await sql<Load>`
    select ${share('address', from.address, sql`address = ${from.address}`)} as address,
      ${share('channel', from.channelId, sql`channel_id = ${from.channelId}`)} as channel,
      ${share('all', '', sql`true`)} as all
    from (
      select true as is_under_way, address, channel_id, size_bytes as bytes from upload_admissions
        where address is not null and over_at > ${now}
      union all
      select false, upload_address, upload_channel_id, greatest(size_bytes, ${leastBytes}) from attachments
        where entry_id is null and upload_address is not null
    ) as uploads`.execute(tx)
  return rows[0]!
}
