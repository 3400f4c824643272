import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { bootTestServer, type TestServer } from '../../../../test/http.ts'
import { systemClock } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { writtenBy } from '../history/written-by.ts'
import { viewRoutes } from './routes.ts'

let database: TestDatabase
let server: TestServer
beforeAll(async () => {
  database = await createTestDatabase()
  server = await bootTestServer((app) => viewRoutes(app, { db: database.db, clock: systemClock }))
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const names = async (who: string): Promise<string[]> => {
  const { body } = await server.ask(who, 'GET', '/views')
  return body.items.map((item: { name: string }) => item.name)
}

test('a view of one’s own is seen by nobody else, a shared one by everybody', async () => {
  const own = { name: 'Pressing', filter: { priorities: ['high', 'urgent'] } }
  const made = await server.ask('staff', 'POST', '/views', own)
  expect(made).toMatchObject({ status: 201, body: { name: 'Pressing', shared: false, mayChange: true } })
  expect(made.body.filter).toMatchObject({ queue: 'all', statuses: [], priorities: ['high', 'urgent'] })
  await server.ask('lead', 'POST', '/views', { name: 'Early shift', shared: true, filter: { queue: 'unassigned' } })

  expect(await names('staff')).toEqual(['Early shift', 'Pressing'])
  expect(await names('readonly')).toEqual(['Early shift'])
  const refused = await server.ask('readonly', 'PATCH', `/views/${made.body.id}`, { name: 'Mine now' })
  expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await server.ask('readonly', 'DELETE', `/views/${made.body.id}`)).status).toBe(404)
})

test('people who may only read make views for themselves and share none', async () => {
  const shared = await server.ask('readonly', 'POST', '/views', { name: 'For all', shared: true, filter: {} })
  expect(shared).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  const own = await server.ask('readonly', 'POST', '/views', { name: 'To watch', filter: {} })
  expect(own.status).toBe(201)
  const sharing = await server.ask('readonly', 'PATCH', `/views/${own.body.id}`, { shared: true })
  expect(sharing).toMatchObject({ status: 403, body: { code: 'forbidden' } })
})

test('a shared view is changed by its maker or by who manages staff, and by nobody else', async () => {
  const { body: view } = await server.ask('lead', 'POST', '/views', { name: 'Night', shared: true, filter: {} })
  expect(await server.ask('staff', 'PATCH', `/views/${view.id}`, { name: 'X' })).toMatchObject({ status: 403 })
  const byAdmin = await server.ask('admin', 'PATCH', `/views/${view.id}`, { name: 'Night shift', sort: 'oldest' })
  expect(byAdmin.body).toMatchObject({ name: 'Night shift', sort: 'oldest', shared: true, mayChange: true })
  expect((await server.ask('lead', 'DELETE', `/views/${view.id}`)).status).toBe(204)
  expect(await names('admin')).not.toContain('Night shift')
})

test('each view is counted as the list shows it, and “mine” means the reader', async () => {
  const mine = await server.ask('lead', 'POST', '/views', { name: 'Mine', shared: true, filter: { queue: 'mine' } })
  const urgent = await server.ask('lead', 'POST', '/views', {
    name: 'Urgent',
    shared: true,
    filter: { priorities: ['urgent'], statuses: ['open', 'snoozed'] },
  })
  const leadId = mine.body.staffId
  await insertIssue({ owner_id: leadId, priority: 'urgent', status: 'snoozed' })
  await insertIssue({ owner_id: leadId, priority: 'urgent', status: 'waiting_on_us' })
  await insertIssue({ owner_id: null, priority: 'urgent', status: 'open' })
  await insertIssue({ owner_id: null, priority: 'low', status: 'open' })
  const countFor = async (who: string, id: string): Promise<number> => {
    const { body } = await server.ask(who, 'GET', '/views/counts')
    return body.items.find((item: { id: string }) => item.id === id).count
  }
  expect(await countFor('lead', mine.body.id)).toBe(1)
  expect(await countFor('staff', mine.body.id)).toBe(0)
  expect(await countFor('staff', urgent.body.id)).toBe(2)
})

test('nobody keeps more views than can be found again', async () => {
  for (let index = 0; index < 100; index++) {
    const made = await server.ask('admin', 'POST', '/views', { name: `View ${index}`, filter: {} })
    if (made.status === 409) break
  }
  const oneMore = await server.ask('admin', 'POST', '/views', { name: 'One more', filter: {} })
  expect(oneMore).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

async function insertIssue(values: {
  owner_id: string | null
  priority: 'low' | 'urgent'
  status: 'open' | 'snoozed' | 'waiting_on_us'
}): Promise<void> {
  const at = new Date()
  const issue = { id: newId(), customer_id: newId(), subject: 'About a kettle', opened_at: at, last_activity_at: at }
  const last_write = writtenBy({ by: { kind: 'system', id: null, name: 'A test' }, at })
  await database.db
    .insertInto('issues')
    .values({ ...issue, ...values, last_write })
    .execute()
}
