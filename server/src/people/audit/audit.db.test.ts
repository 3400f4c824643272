import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { transact } from '../../platform/db/db.ts'
import { auditRoutes, recordAudit, systemActor } from './audit.ts'

let database: TestDatabase
let server: TestServer
beforeAll(async () => {
  database = await createTestDatabase()
  server = await bootTestServer((app) => auditRoutes(app, database))
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

test('the log is read newest first, page by page, and by action', async () => {
  const { db } = database
  const maria = {
    kind: 'staff',
    id: '0198c0de-0000-7000-8000-000000000001',
    name: 'Maria',
    address: '10.0.0.7',
  } as const
  for (let i = 0; i < 5; i++) {
    await recordAudit(db, { actor: maria, action: 'team.created', subject: { kind: 'team', id: String(i) } })
  }
  await recordAudit(db, { actor: systemActor, action: 'staff.created', subject: { kind: 'staff', id: null } })

  const first = await server.ask('lead', 'GET', '/audit?limit=3')
  expect(first.body.items.map((item: { action: string }) => item.action)).toEqual([
    'staff.created',
    'team.created',
    'team.created',
  ])
  expect(first.body.items[1]).toMatchObject({
    actor: { kind: 'staff', id: maria.id, name: 'Maria' },
    subject: { kind: 'team', id: '4' },
    address: '10.0.0.7',
  })
  const second = await server.ask('lead', 'GET', `/audit?limit=3&cursor=${first.body.nextCursor}`)
  expect(second.body.items.map((item: { subject: { id: string } }) => item.subject.id)).toEqual(['2', '1', '0'])
  expect(second.body.nextCursor).toBeNull()

  const one = await server.ask('lead', 'GET', '/audit?action=staff.created')
  expect(one.body.items).toHaveLength(1)
  expect((await server.ask('lead', 'GET', '/audit?cursor=forged')).body.code).toBe('invalid_cursor')
})

test('a record exists exactly when what it records does', async () => {
  const failing = transact(database.db, async (tx) => {
    await recordAudit(tx, { actor: systemActor, action: 'never.happened', subject: { kind: 'x', id: null } })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect((await server.ask('lead', 'GET', '/audit?action=never.happened')).body.items).toEqual([])
})

test('the audit log can be neither changed nor cut', async () => {
  for (const statement of [
    'UPDATE audit_records SET action = 1',
    'DELETE FROM audit_records',
    'TRUNCATE audit_records',
  ]) {
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only')
  }
})
