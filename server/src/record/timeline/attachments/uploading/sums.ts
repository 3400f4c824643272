import { sql } from 'kysely'
import type { Db } from '../../../../platform/db/db.ts'
import { hourMs, minuteMs } from '../../../../lib/clock.ts'

const stepMs = 5 * minuteMs

/** What visitors stored, by five minutes: of their address, of their channel, and of all. */
export async function addToSums(
  db: Db,
  from: { address: string; channelId: string },
  { bytes, at }: { bytes: number; at: Date },
): Promise<void> {
  const beganAt = new Date(Math.floor(at.getTime() / stepMs) * stepMs)
  // Always in this order, so that two at once do not wait for each other.
  await sql`
    insert into upload_sums as sums (scope, subject, began_at, bytes)
    values ('address', ${from.address}, ${beganAt}, ${bytes}), ('channel', ${from.channelId}, ${beganAt}, ${bytes}),
      ('all', '', ${beganAt}, ${bytes})
    on conflict (scope, subject, began_at) do update set bytes = sums.bytes + excluded.bytes`.execute(db)
}

/** Of sums that began after this, some or all is of the last hour. */
export function sumsFrom(now: Date): Date {
  return new Date(now.getTime() - hourMs - stepMs)
}

export async function pruneSums(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('upload_sums').where('began_at', '<', sumsFrom(now)).execute()
}
