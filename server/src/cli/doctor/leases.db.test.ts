import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { checkLeases } from './leases.ts'

test('who does what alone is named, and what no node has done for long, with what to do', async () => {
  await using database = await createTestDatabase()
  const { db, pool } = database
  const put = (title: string, ends: string): Promise<unknown> =>
    pool.query(
      `insert into leases (kind, name, title, node_id, node_name, fence, ends_at)
       values ('channel', $1, $1, gen_random_uuid(), 'shop-1:3000', nextval('lease_fences'), now() + $2::interval)`,
      [title, ends],
    )
  expect(await checkLeases(db)).toMatchObject({ ok: true, sentence: 'No node does work that only one may do.' })
  await put('Support', '5 seconds')
  // Its node was killed a moment ago: another takes it over.
  await put('Orders', '-3 seconds')
  expect(await checkLeases(db)).toMatchObject({
    ok: true,
    sentence: 'One node each: channel "Support" on shop-1:3000.',
  })
  await put('Returns', '-2 minutes')
  await put('Press', '-1 minute')
  expect(await checkLeases(db)).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(
      /^No node has had the lease of the channel "Returns" for 12\d s, and 1 more. shop-1:3000 had it last.$/,
    ),
    advice: expect.stringContaining('service web'),
  })
})
