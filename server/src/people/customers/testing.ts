import { sql } from 'kysely'
import { expect } from 'vitest'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../lib/ids.ts'
import { resolveSender, type ResolvedSender, type Sender } from './identities/resolve-sender.ts'
import type { Actor } from './tables.ts'
import { lockThread, type LockedPosition } from './thread/lock-thread.ts'

/** What the tests of this folder share: times, a night-shift lead who does things, contacts, and staged races. */

export const at = (time: string): Date => new Date(`2026-01-05T${time}Z`)
export const now = at('08:00:00')
export const channelId = '018f0000-0000-7000-8000-00000000c0de'
export const otherChannelId = '018f0000-0000-7000-8000-0000000c0de2'

export const nora: Actor = { kind: 'staff', id: '018f0000-0000-7000-8000-00000000a0a0', name: 'Nora Lindqvist' }

export const mail = (value: string, more: Partial<Sender> = {}): Sender => ({
  kind: 'email',
  value,
  name: null,
  assurance: 'asserted',
  scope: '',
  ...more,
})

/** A first or further contact, without an entry. */
export const contact = (db: Db, from: Sender, more: { channelId?: string; now?: Date } = {}): Promise<ResolvedSender> =>
  transact(db, async (tx) => {
    const sender = await resolveSender(tx, { channelId, now, from, ...more })
    await sender.position?.giveBack(tx)
    return sender
  })

/** The least of what recording an entry is: the position, unless it was taken with the sender, and a row at it. */
export async function appendEntry(
  tx: Tx,
  {
    homeId,
    identityId = null,
    at = now,
    taken = null,
  }: { homeId: string; identityId?: string | null; at?: Date; taken?: LockedPosition | null },
): Promise<LockedPosition & { entryId: string }> {
  const position = taken ?? (await lockThread(tx, { homeId, now: at }))
  const entryId = newId()
  await sql`
    insert into entries (customer_id, seq, id, kind, direction, identity_id, author_kind, author_name, text, content,
      occurred_at, recorded_at, threading)
    values (${homeId}, ${position.seq}, ${entryId}, 'message', 'in', ${identityId}, 'customer', 'somebody', 'words', '{}',
      ${at}, ${position.recordedAtExact}::timestamptz, '{}')`.execute(tx)
  return { ...position, entryId }
}

/** Resolves when `count` sessions of this database wait for a lock: then the race that a test stages is on. */
export async function lockWaiters(db: Db, count: number): Promise<void> {
  const waiting = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows[0]!.count
  }
  await expect.poll(waiting, { interval: 5 }).toBe(count)
}

/** A transaction that does its work and then stays open until it is told to end. */
export function holdOpen<T>(db: Db, work: (tx: Tx) => Promise<T>): { done: Promise<T>; end: () => Promise<T> } {
  const gate = Promise.withResolvers<void>()
  const done = Promise.withResolvers<T>()
  const whole = db.transaction().execute(async (tx) => {
    const result = await work(tx)
    done.resolve(result)
    await gate.promise
    return result
  })
  whole.catch(done.reject)
  return {
    done: done.promise,
    end: () => {
      gate.resolve()
      return whole
    },
  }
}
