import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { transact } from '../db/db.ts'
import { newestPosition } from './events.ts'
import { createCursor, feedEnd, moveCursor, readFeed, readFeedOf } from './feed.ts'
import { feedLag } from './lag.ts'
import { measureFeed } from './measures.ts'

test('however many events there were, the end of the feed is read and measured along its index', async () => {
  // One connection: a session counts what it has read for itself.
  await using database = await createTestDatabase({ poolSize: 1 })
  const { db } = database
  await sql`insert into events (id, type, at)
    select gen_random_uuid(), 'customer.updated', now() from generate_series(1, 20000)`.execute(db)
  await sql`analyze events`.execute(db)
  // Until then a transaction of another database may hold back the end that can be read.
  await expect.poll(async () => (await feedEnd(db)).position).toBe(await newestPosition(db))
  const end = await feedEnd(db)
  await createCursor(db, 'test')
  await transact(db, (tx) => moveCursor(tx, 'test', end))
  const before = await rowsWalked()

  // A named statement is planned anew for its first runs.
  for (let time = 0; time < 8; time++) {
    expect(await readFeed(db, end, 200)).toEqual([])
    expect(await transact(db, (tx) => readFeedOf(tx, 'test', 200))).toEqual([])
    expect(await transact(db, feedLag)).toMatchObject({ events: 0 })
    await transact(db, measureFeed)
  }
  expect((await rowsWalked()) - before).toBe(0)

  async function rowsWalked(): Promise<number> {
    await sql`select pg_stat_force_next_flush()`.execute(db)
    const { rows } = await sql<{ walked: number }>`
      select seq_tup_read::int as walked from pg_stat_user_tables where relname = 'events'`.execute(db)
    return rows[0]!.walked
  }
})
