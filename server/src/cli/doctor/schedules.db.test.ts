import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { checkSchedules } from './schedules.ts'

test('a schedule that no node does and tasks that failed are named, with what to do', async () => {
  await using database = await createTestDatabase()
  const { db, pool } = database
  const put = (name: string, ago: string, failed: string[]): Promise<unknown> =>
    pool.query(
      `insert into schedules (name, done_for, failed_tasks) values ($1, now() - $2::interval, $3)
       on conflict (name) do update set done_for = excluded.done_for`,
      [name, ago, failed],
    )
  expect(await checkSchedules(db)).toMatchObject({ ok: true })
  await put('every-hour', '10 minutes', ['pruneUploads'])
  expect(await checkSchedules(db)).toMatchObject({
    ok: false,
    sentence: 'When it was done last, this failed: pruneUploads (every-hour).',
    advice: expect.stringContaining('log'),
  })
  // Killed a moment ago: another node takes over.
  await put('every-minute', '3 minutes', [])
  expect(await checkSchedules(db)).toMatchObject({ sentence: expect.stringContaining('pruneUploads') })
  await put('every-minute', '40 minutes', [])
  expect(await checkSchedules(db)).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(/^The schedule every-minute has been due for 39 minutes/),
    advice: expect.stringContaining('worker'),
  })
})
