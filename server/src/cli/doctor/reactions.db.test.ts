import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { checkReactions } from './reactions.ts'

test('what was set aside is named, with what to do; what is tried again by itself is not', async () => {
  await using database = await createTestDatabase()
  const { db, pool } = database
  const put = (state: string, position: number, error: string) =>
    pool.query(
      `insert into failed_reactions values
         ($1, 'notifyStaff', $4, '1', $2, '{"type": "issue.woken"}', $3, 8, 0, $5, now(), now(), now())`,
      [newId(), position, state, newId(), error],
    )
  await put('waiting', 1, 'not yet')
  expect(await checkReactions(db)).toMatchObject({ ok: true })
  await put('set_aside', 2, 'No such\nowner.')
  expect(await checkReactions(db)).toMatchObject({
    ok: false,
    sentence: '1 reaction failed and was set aside, such as notifyStaff after issue.woken: No such owner.',
    advice: expect.stringContaining('Set aside'),
  })
  await put('set_aside', 3, 'Other.')
  expect((await checkReactions(db)).sentence).toMatch(/^2 reactions failed and were set aside/)
})
