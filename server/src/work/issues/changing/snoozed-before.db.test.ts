import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'
import { silentLogger as logger } from '../../../lib/logger.ts'
import { migrate } from '../../../platform/db/migrate.ts'

test('an installation that had no timers keeps its snoozes: each has one after the upgrade', async () => {
  const database = await createTestDatabase({ empty: true })
  const { pool } = database
  await migrate(pool, { logger, upTo: 74 })
  const customerId = newId()
  await pool.query('insert into customers (id, created_at, updated_at) values ($1, now(), now())', [customerId])
  const put = async (status: string, until: string | null): Promise<string> => {
    const id = newId()
    await pool.query(
      `insert into issues (id, customer_id, subject, status, opened_at, last_activity_at, last_text, snoozed_until, matter)
       values ($1, $2, '', $3, now(), now(), '', $4, '{}')`,
      [id, customerId, status, until],
    )
    return id
  }
  const snoozed = await put('snoozed', '2031-05-06T07:08:09.123Z')
  const over = await put('snoozed', '2026-01-01T00:00:00Z')
  await put('open', null)
  await put('resolved', '2031-05-06T07:08:09Z')
  await migrate(pool, { logger })
  const { rows } = await pool.query(
    'select kind, key, due_at, fires_at, tries, tries_left, failed_at from timers order by due_at',
  )
  const waits = { kind: 'issue.snooze_ends', tries: 0, tries_left: 8, failed_at: null }
  expect(rows).toEqual(
    [
      { key: over, due_at: new Date('2026-01-01T00:00:00Z') },
      { key: snoozed, due_at: new Date('2031-05-06T07:08:09.123Z') },
    ].map((row) => ({ ...waits, ...row, fires_at: row.due_at })),
  )
  await database.drop()
})
