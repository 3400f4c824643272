import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { checkTimers } from './timers.ts'

test('a timer that nobody fires and one that was set aside are named, with what to do', async () => {
  await using database = await createTestDatabase()
  const { db, pool } = database
  const put = (key: string, late: string, aside: string | null): Promise<unknown> =>
    pool.query(
      `insert into timers (kind, key, id, due_at, fires_at, error, failed_at, set_aside_at)
       values ('chat.unseen', $1, gen_random_uuid(), now(), now() - $2::interval, $3, $4::timestamptz, $4::timestamptz)`,
      [key, late, aside && 'No\nserver.', aside],
    )
  await put('soon', '-1 hour', null)
  await put('just now', '10 seconds', null)
  expect(await checkTimers(db)).toMatchObject({ ok: true })
  await put('aside', '1 hour', '2026-01-01')
  expect(await checkTimers(db)).toMatchObject({
    ok: false,
    sentence: '1 timer failed and was set aside, such as chat.unseen: No server.',
    advice: expect.stringContaining('Set aside'),
  })
  await put('late', '2 minutes', null)
  expect(await checkTimers(db)).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(/^A timer has been due for 12\d s/),
    advice: expect.stringContaining('worker'),
  })
})
