import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdOpen, lockWaiters } from '../../src/people/customers/testing.ts'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
let issue: Issue
beforeAll(async () => {
  app = await startTestApp()
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
  await app.api('POST', `/channels/${channel.id}/inbound`, {
    id: '1',
    from: { kind: 'account', value: 'noor', name: 'Noor' },
    text: 'I cannot sign in.',
  })
  issue = (await app.api<{ items: Issue[] }>('GET', '/issues')).items[0]!
})
afterAll(() => app.stop())

async function refused(method: string, path: string, body: unknown): Promise<void> {
  const answer = await app.request(method, path, body)
  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({ code: 'conflict' })
}

test('of two who give an issue another subject, the later is told and overwrites nothing', async () => {
  const was = { subject: issue.subject }
  await app.api('PATCH', `/issues/${issue.id}`, { subject: 'Sign-in', was })
  await refused('PATCH', `/issues/${issue.id}`, { subject: 'Locked account', was })
  expect(await app.api('GET', `/issues/${issue.id}`)).toMatchObject({ subject: 'Sign-in' })
  await app.api('PATCH', `/issues/${issue.id}`, { subject: 'Locked account', was: { subject: 'Sign-in' } })
  // Another field is another matter.
  await app.api('PATCH', `/issues/${issue.id}`, { priority: 'high', was: { priority: 'normal' } })
})

test('of two who take an issue, the later is told whose it is', async () => {
  const [ben, lea] = await Promise.all(
    ['Ben', 'Lea'].map((name) =>
      app.api<{ id: string }>('POST', '/staff', { name, email: `${name}@example.com`, password: 'a long enough one' }),
    ),
  )
  await app.api('POST', `/issues/${issue.id}/assignment`, { ownerId: ben!.id, was: { ownerId: null } })
  await refused('POST', `/issues/${issue.id}/assignment`, { ownerId: lea!.id, was: { ownerId: null } })
  expect(await app.api('GET', `/issues/${issue.id}`)).toMatchObject({ ownerId: ben!.id })
})

test('an issue goes to a person and a team that are there, and to no other', async () => {
  const nobody = '01941f29-7c00-7aaa-8bbb-0123456789ab'
  for (const to of [{ teamId: nobody }, { ownerId: nobody }]) {
    expect((await app.request('POST', `/issues/${issue.id}/assignment`, to)).status).toBe(404)
    expect((await app.request('PATCH', `/issues/${issue.id}`, to)).status).toBe(404)
  }
  const team = await app.api<{ id: string }>('POST', '/teams', { name: 'Sign-in' })
  await app.api('POST', `/issues/${issue.id}/assignment`, { teamId: team.id })
  expect(await app.api('GET', `/issues/${issue.id}`)).toMatchObject({ teamId: team.id })
})

test('two may note different things about a customer; for the same one the later is told', async () => {
  const change = (attributes: object, seen: object) => ({ attributes, was: { attributes: seen } })
  const path = `/customers/${issue.customerId}`
  await app.api('PATCH', path, change({ tier: 'gold' }, { tier: null }))
  await app.api('PATCH', path, change({ size: 38 }, { size: null }))
  await refused('PATCH', path, change({ tier: 'silver' }, { tier: null }))
  await refused('PATCH', path, { displayName: 'Noor H.', was: { displayName: 'N. Haddad' } })
  expect((await app.api<Customer>('GET', path)).attributes).toMatchObject({ tier: 'gold', size: 38 })
})

test('a saved reply and the business profile know which version is changed', async () => {
  const reply = await app.api<{ id: string; updatedAt: string }>('POST', '/saved-replies', {
    name: 'Greeting',
    text: 'Hello',
    shared: true,
  })
  const was = { updatedAt: reply.updatedAt }
  await app.api('PATCH', `/saved-replies/${reply.id}`, { text: 'Hello there', was })
  await refused('PATCH', `/saved-replies/${reply.id}`, { text: 'Good day', was })

  const { updatedAt } = await app.api<{ updatedAt: string | null }>('GET', '/business')
  await app.api('PATCH', '/business', { openingHours: 'Mon to Fri', was: { updatedAt } })
  await refused('PATCH', '/business', { openingHours: 'Always', was: { updatedAt } })
})

test('one person who writes on two devices is told on the second, and either text is still there', async () => {
  const cookie = await signIn()
  const path = `/customers/${issue.customerId}/draft`
  const put = (text: string, updatedAt: string | null) =>
    fetch(`${app.url}/api/v1${path}`, {
      method: 'PUT',
      headers: { cookie, origin: ownOrigin(), 'content-type': 'application/json' },
      body: JSON.stringify({ content: { text }, was: { updatedAt } }),
    })
  const kept: unknown = await (await put('from the desk', null)).json()
  expect(kept).toEqual({ updatedAt: expect.any(String) })
  expect((await put('from the phone', null)).status).toBe(409)
  const read = await fetch(`${app.url}/api/v1${path}`, { headers: { cookie } })
  expect(await read.json()).toMatchObject({ content: { text: 'from the desk' }, ...(kept as object) })
})

test('two devices that begin a draft at the same moment are one after the other', async () => {
  const cookie = await signIn()
  const { db } = app.database
  const { id } = await app.api<{ id: string }>('POST', '/customers', { displayName: 'Lea' })
  const { id: staffId } = await db.selectFrom('staff').select('id').executeTakeFirstOrThrow()
  const first = { customer_id: id, staff_id: staffId, content: '{"text":"from the desk"}', updated_at: new Date() }
  const held = holdOpen(db, (tx) => tx.insertInto('drafts').values(first).execute())
  await held.done
  const second = fetch(`${app.url}/api/v1/customers/${id}/draft`, {
    method: 'PUT',
    headers: { cookie, origin: ownOrigin(), 'content-type': 'application/json' },
    body: JSON.stringify({ content: { text: 'from the phone' }, was: { updatedAt: null } }),
  })
  await lockWaiters(db, 1)
  await held.end()
  expect((await second).status).toBe(409)
  const { rows } = await app.database.pool.query('select content from drafts where customer_id = $1', [id])
  expect(rows).toEqual([{ content: { text: 'from the desk' } }])
})

test('two who change the profile of the company at the same moment are one after the other', async () => {
  const { updatedAt } = await app.api<{ updatedAt: string | null }>('GET', '/business')
  const { db } = app.database
  const held = holdOpen(db, (tx) => tx.selectFrom('business_profile').selectAll().forUpdate().execute())
  await held.done
  const changes = ['Main Street 1', 'Side Street 2'].map((address) =>
    app.request('PATCH', '/business', { address, was: { updatedAt } }),
  )
  await lockWaiters(db, 2)
  await held.end()
  const statuses = (await Promise.all(changes)).map(({ status }) => status)
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409])
})

test('two who say which addresses are ours at the same moment are one after the other', async () => {
  const { updatedAt } = await app.api<{ updatedAt: string | null }>('GET', '/own-addresses')
  const { db } = app.database
  const held = holdOpen(db, (tx) => sql`lock table own_addresses in exclusive mode`.execute(tx))
  await held.done
  const changes = ['one.example', 'two.example'].map((domain) =>
    app.request('PUT', '/own-addresses', { domains: [domain], groups: [], was: { updatedAt } }),
  )
  await lockWaiters(db, 2)
  await held.end()
  const statuses = (await Promise.all(changes)).map(({ status }) => status)
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409])
})

const ownOrigin = (): string => app.url.replace('127.0.0.1', 'localhost')

async function signIn(): Promise<string> {
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ownOrigin() },
    body: JSON.stringify({ email: 'admin@example.com', password: 'correct horse battery staple' }),
  })
  expect(response.status).toBe(200)
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
