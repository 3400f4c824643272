import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db, Tx } from '../db/db.ts'

export const at = (time: string): Date => new Date(`2026-01-05T${time}Z`)
export const now = at('08:00:00')
export const channelId = '018f0000-0000-7000-8000-00000000c0de'
export const otherChannelId = '018f0000-0000-7000-8000-0000000c0de2'

/** Resolves when `count` sessions of this database wait for a lock: then the race that a test stages is on. */
export async function lockWaiters(db: Db, count: number): Promise<void> {
  const waiting = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows[0]!.count
  }
  await expect.poll(waiting, { interval: 5, timeout: 5000 }).toBe(count)
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
