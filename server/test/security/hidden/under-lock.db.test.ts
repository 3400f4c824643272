import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdOpen, lockWaiters } from '../../../src/people/customers/testing.ts'
import { lockCustomer } from '../../../src/people/customers/customers.ts'
import { startWithRule, type World } from './world.ts'

// An issue may be given to a team whose issues are hidden while somebody who sees it is about to write to it. The verb
// waits for the thread, and asks about what it finds then.

let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

const note = { kind: 'note', text: 'A note of Ben' }
test.each<[string, (of: World['seen']) => [method: string, path: string, body: object]]>([
  ['closing it', ({ issueId }) => ['POST', `/issues/${issueId}/closure`, {}]],
  ['giving it to nobody', ({ issueId }) => ['POST', `/issues/${issueId}/assignment`, { teamId: null }]],
  ['moving an entry off it', ({ entryId }) => ['POST', `/entries/${entryId}/move`, { issueId: null, reason: '' }]],
  ['a note in it', ({ customerId, issueId }) => ['POST', `/customers/${customerId}/entries`, { ...note, issueId }]],
  [
    'an answer in it',
    ({ customerId, issueId }) => [
      'POST',
      `/customers/${customerId}/entries`,
      { kind: 'message', text: 'An answer of Ben', issueId },
    ],
  ],
])('%s is refused when it was given away while the verb waited', async (_what, request) => {
  const { app, seen, hidden, ben } = world
  const { db } = app.database
  const assign = (teamId: string | null) =>
    app.database.pool.query(
      `update issues set team_id = $2, last_write = last_write || jsonb_build_object('id', gen_random_uuid())
       where id = $1`,
      [seen.issueId, teamId],
    )
  await assign(null)
  const [method, path, body] = request(seen)
  const held = holdOpen(db, (tx) => lockCustomer(tx, seen.customerId))
  await held.done
  const asked = fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { ...ben.credentials, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await lockWaiters(db, 1)
  await assign(hidden.team)
  const before = await world.snapshot()
  await held.end()
  const answer = await asked
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not_found' }])
  expect(await world.snapshot()).toEqual(before)
  const { rows } = await app.database.pool.query('select status, team_id from issues where id = $1', [seen.issueId])
  expect(rows).toMatchObject([{ team_id: hidden.team }])
})
