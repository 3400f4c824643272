import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { silentLogger } from '../../lib/logger.ts'
import { newId } from '../../lib/ids.ts'
import { checkEveryMs, watchAccessChanges } from './access-changes.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 12 })
  await run(`insert into staff (id, name, email, role) values ('${person}', 'Maria', 'maria@example.com', 'staff')`)
  await run(
    `insert into staff_accounts (id, staff_id, provider_id, account_id) values ('${newId()}', '${person}', 'credential', 'x')`,
  )
  await run(
    `insert into staff_sessions (id, staff_id, token, expires_at) values ('${newId()}', '${person}', 't', now())`,
  )
  await run(`insert into teams (id, name, created_at) values ('${team}', 'Returns', now())`)
  await run(
    `insert into api_tokens (id, name, role, token_hash, created_at) values ('${newId()}', 'P', 'staff', 'x', now())`,
  )
  await run(
    `insert into channels (id, kind, name, created_at, updated_at) values ('${newId()}', 'api', 'A', now(), now())`,
  )
})
afterAll(() => database.drop())

const [person, team] = [newId(), newId()]
const run = (sql: string) => database.pool.query(sql)
const versions = async (): Promise<Record<string, number>> => {
  const { rows } = await database.pool.query<{ kind: string; version: number }>(
    'select kind, version from access_changes',
  )
  return Object.fromEntries(rows.map(({ kind, version }) => [kind, version]))
}

test.each([
  ['staff', "update staff set role = 'readonly'"],
  ['staff', 'update staff set active = false'],
  ['staff', "insert into roles (name, permissions, created_at) values ('r', '{}', now())"],
  ['staff', "update roles set permissions = '{thread.read}'"],
  ['staff', 'delete from roles'],
  ['staff', `insert into team_members (team_id, staff_id) values ('${team}', '${person}')`],
  ['staff', 'delete from team_members'],
  ['staff', "update staff_accounts set password = 'new'"],
  [
    'staff',
    `insert into staff_two_factors (id, staff_id, secret, backup_codes) values ('${newId()}', '${person}', '', '')`,
  ],
  ['staff', 'delete from staff_two_factors'],
  ['staff', "update api_tokens set role = 'readonly'"],
  ['staff', `update api_tokens set created_by = '${person}'`],
  ['staff', `update api_tokens set stands_for = '${person}'`],
  ['staff', 'update api_tokens set revoked_at = now()'],
  ['staff', 'update staff_sessions set expires_at = now()'],
  ['staff', 'delete from staff_sessions'],
  ['staff', 'delete from staff'],
  ['channels', 'update channels set enabled = false'],
  ['channels', `update channels set settings = '{"allowedOrigins": []}'`],
  ['channels', 'update channels set deleted_at = now()'],
])('a change of %s is recorded, however it is made: %s', async (kind, sql) => {
  const before = await versions()
  await run(sql)
  expect(await versions()).toEqual({ ...before, [kind]: before[kind]! + 1 })
})

test('other changes are not recorded, nor those that were rolled back', async () => {
  const before = await versions()
  await run('update api_tokens set last_used_at = now()')
  await run(`update channels set health = '{"state": "ok"}'`)
  await run("begin; update api_tokens set role = 'lead'; rollback")
  expect(await versions()).toEqual(before)
})

test('many rows of one transaction are one change', async () => {
  const before = await versions()
  await run(
    `insert into roles (name, permissions, created_at) select 'r' || n, '{}', now() from generate_series(1, 500) n`,
  )
  expect(await versions()).toEqual({ ...before, staff: before['staff']! + 1 })
})

test('two changes never deadlock', async () => {
  const before = await versions()
  const [one, two] = [await database.pool.connect(), await database.pool.connect()]
  const wanted = "select from api_tokens where name = 'P' for update"
  await one.query('begin')
  await two.query('begin')
  await one.query("update roles set permissions = '{a}' where name = 'r1'")
  await two.query(wanted)
  await Promise.all([
    one.query(wanted).then(() => one.query('commit')),
    two.query("update roles set permissions = '{b}' where name = 'r2'").then(() => two.query('commit')),
  ])
  one.release()
  two.release()
  expect(await versions()).toEqual({ ...before, staff: before['staff']! + 2 })
})

test('a listener is called once for each change, and again after it failed', async () => {
  const watch = await watchAccessChanges({ db: database.db, logger: silentLogger })
  const told: boolean[] = []
  let isBroken = true
  watch.listen('staff', (isChanged) => {
    if (isChanged && isBroken) {
      isBroken = false
      throw new Error('not now')
    }
    told.push(isChanged)
  })
  await run("update api_tokens set role = 'staff'")
  await expect.poll(() => told.filter(Boolean).length).toBe(1)
  const soFar = told.length
  await expect.poll(() => told.length).toBeGreaterThan(soFar + 1)
  expect(told.filter(Boolean)).toHaveLength(1)
  expect(isBroken).toBe(false)
  await watch.stop()
})

test('a listener that fails keeps no other from noticing the change', async () => {
  const watch = await watchAccessChanges({ db: database.db, logger: silentLogger })
  const heard: boolean[] = []
  watch.listen('channels', () => Promise.reject(new Error('never')))
  watch.listen('staff', (isChanged) => void heard.push(isChanged))
  await run("update api_tokens set role = 'lead'")
  await expect.poll(() => heard.filter(Boolean).length).toBe(1)
  await watch.stop()
})

test('a change counts with the second check after its commit at the latest, and three checks take a second', async () => {
  expect(3 * checkEveryMs).toBeLessThanOrEqual(1000)
  const watch = await watchAccessChanges({ db: database.db, logger: silentLogger })
  const checks: boolean[] = []
  watch.listen('staff', (isChanged) => void checks.push(isChanged))
  await run("update api_tokens set role = 'readonly'")
  // One may have read the table just before the commit.
  const soFar = checks.length
  await expect.poll(() => checks.length).toBeGreaterThanOrEqual(soFar + 2)
  expect(checks.slice(0, soFar + 2).filter(Boolean)).toHaveLength(1)
  await watch.stop()
})
