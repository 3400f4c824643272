import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { checkFeed } from './feed.ts'

test('who holds up events is named, with what to do', async () => {
  await using database = await createTestDatabase()
  const { db, pool } = database
  expect(await checkFeed(db)).toMatchObject({ ok: true })

  const forgotten = await pool.connect()
  await forgotten.query('begin')
  await forgotten.query('select pg_current_xact_id()')
  const { rows } = await forgotten.query<{ pid: number }>('select pg_backend_pid() as pid')
  await pool.query(`insert into events (id, type, at) values ($1, 'customer.updated', now() - interval '75 s')`, [
    newId(),
  ])
  const pid = rows[0]!.pid
  expect(await checkFeed(db)).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(
      new RegExp(
        `^Events have waited for 7\\d s for the transaction of process ${pid} .* select pg_backend_pid\\(\\) as pid$`,
      ),
    ),
    advice: `End it: SELECT pg_terminate_backend(${pid}).`,
  })

  await forgotten.query(`prepare transaction 'forgotten'`)
  forgotten.release()
  expect(await checkFeed(db)).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('for a prepared transaction in the database'),
    advice: expect.stringContaining('ROLLBACK PREPARED'),
  })
  await pool.query(`rollback prepared 'forgotten'`)
  expect(await checkFeed(db)).toMatchObject({ ok: true })
})
