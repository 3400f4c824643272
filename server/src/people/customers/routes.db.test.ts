import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { transact } from '../../platform/db/db.ts'
import { manualClock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { customerRoutes } from './customers.ts'
import { appendEntry, contact, mail, now, otherChannelId } from './testing.ts'

let database: TestDatabase
let server: TestServer
const changed: string[] = []
const separated: (readonly string[])[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  server = await bootTestServer((app) =>
    customerRoutes(app, {
      db: database.db,
      clock: manualClock(now),
      sources: { openIssues: async () => [] },
      separate: async (_, { memberIds }) => {
        separated.push(memberIds)
        return []
      },
      ourDomains: async () => () => false,
      changed: (customerId) => void changed.push(customerId),
    }),
  )
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const ask = (method: string, path: string, body?: unknown, who: string | null = 'staff') =>
  server.ask(who, method, path, body)
/** Staff may not say by hand that an address is proven; leads may. */
const vouch = (path: string, body: object) => ask('PATCH', path, body, 'lead')
const create = async (body: object = {}): Promise<string> => (await ask('POST', '/customers', body)).body.id
const email = (value: string) => ({ kind: 'email', value })

test('a customer is added with addresses and attributes, and read again', async () => {
  const body = {
    displayName: 'Anna Kovács',
    identities: [
      { kind: 'email', value: 'Anna@Example.com', label: 'private' },
      { kind: 'phone', value: '+49 30 1234567' },
    ],
    attributes: { tier: 'gold', gone: null },
  }
  const made = await ask('POST', '/customers', body)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    displayName: 'Anna Kovács',
    attributes: { tier: 'gold' },
    openIssues: [],
    merges: [],
    entryCount: 0,
    createdAt: now.toISOString(),
  })
  expect(made.body.identities).toContainEqual(
    expect.objectContaining({
      kind: 'email',
      value: 'anna@example.com',
      label: 'private',
      assurance: 'asserted',
      provenance: 'api',
      undeliverable: null,
    }),
  )
  const read = await ask('GET', `/customers/${made.body.id}`, undefined, 'readonly')
  expect(read).toMatchObject({ status: 200, body: made.body })
  expect(changed).toContain(made.body.id)
  expect((await ask('GET', '/customers?query=kovacs')).body.items).toMatchObject([{ id: made.body.id }])
})

test('an address that somebody holds refuses the whole customer and says who holds it', async () => {
  const holder = await create({ displayName: 'Holder', identities: [email('held@example.com')] })
  const refused = await ask('POST', '/customers', {
    displayName: 'Second',
    identities: [email('free@example.com'), email('held@example.com')],
  })
  expect(refused).toMatchObject({ status: 409, body: { code: 'identity_in_use', customerId: holder } })
  expect(refused.body.detail).toMatch(/belongs to Holder.*merge/)
  expect((await ask('GET', '/customers?query=free@example.com')).body.items).toEqual([])
})

test('name and attributes change; null removes', async () => {
  const id = await create({ displayName: 'Old', attributes: { a: 1, b: 2 } })
  const changedTo = await ask('PATCH', `/customers/${id}`, { displayName: 'New', attributes: { a: null, c: [] } })
  expect(changedTo.body).toMatchObject({ displayName: 'New', attributes: { b: 2, c: [] } })
  expect((await ask('PATCH', `/customers/${id}`, { displayName: null })).body.displayName).toBeNull()
  const large = { note: 'x'.repeat(5000) }
  const attributes = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}`, large.note]))
  expect((await ask('PATCH', `/customers/${id}`, { attributes })).body.code).toBe('too_large')
})

test('an address is attached, labelled, blocked, raised and detached', async () => {
  const id = await create()
  const attached = await ask('POST', `/customers/${id}/identities`, email('life@example.com'))
  expect(attached).toMatchObject({ status: 201, body: { value: 'life@example.com', customerId: id } })
  const at = `/identities/${attached.body.id}`
  expect((await ask('PATCH', at, { label: 'work', shared: true })).body).toMatchObject({ label: 'work', shared: true })
  expect(await ask('PATCH', at, { assurance: 'possession-proven' })).toMatchObject({ status: 403 })
  expect(await vouch(at, { assurance: 'possession-proven' })).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: [{ path: 'reason' }] },
  })
  const reason = 'She read out the code that we sent there.'
  expect((await vouch(at, { assurance: 'possession-proven', reason })).body.assurance).toBe('possession-proven')
  const vouched = await database.db
    .selectFrom('audit_records')
    .select(['details', 'subject_id'])
    .where('action', '=', 'identity.vouched')
    .execute()
  expect(vouched).toEqual([{ details: { assurance: 'possession-proven', reason }, subject_id: attached.body.id }])
  expect((await vouch(at, { assurance: 'asserted', reason })).body).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('only rise'),
  })
  expect((await ask('PATCH', at, { blocked: true })).body.blocked).toBe(true)
  expect(await ask('DELETE', at)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect((await ask('PATCH', at, { blocked: false })).status).toBe(200)
  expect((await ask('DELETE', at)).status).toBe(204)
  expect((await ask('DELETE', at)).status).toBe(404)
  expect((await ask('GET', `/customers/${id}`)).body.identities).toEqual([])
})

test('the same address attached twice is one, and may be raised by it', async () => {
  const id = await create({ identities: [email('twice@example.com')] })
  const raising = { ...email('TWICE@example.com'), assurance: 'possession-proven', label: 'again' }
  expect((await ask('POST', `/customers/${id}/identities`, raising)).status).toBe(403)
  const again = await ask('POST', `/customers/${id}/identities`, raising, 'lead')
  expect(again).toMatchObject({ status: 201, body: { assurance: 'possession-proven', label: 'again' } })
  expect((await ask('GET', `/customers/${id}`)).body.identities).toHaveLength(1)
})

test('a merge shows one customer under both ids, and is taken back', async () => {
  const one = await create({ displayName: 'One', identities: [email('one@example.com')], attributes: { a: 1 } })
  const two = await create({ displayName: 'Two', identities: [email('two@example.com')], attributes: { a: 2, b: 2 } })
  await transact(database.db, (tx) => appendEntry(tx, { homeId: two }))
  const before = [await ask('GET', `/customers/${one}`), await ask('GET', `/customers/${two}`)].map(({ body }) => body)

  const merged = await ask('POST', `/customers/${one}/merges`, { otherCustomerId: two, reason: 'She said so.' })
  expect(merged).toMatchObject({
    status: 201,
    body: { customerId: one, otherCustomerId: two, reason: 'She said so.', undoneAt: null, by: { kind: 'token' } },
  })
  const view = (await ask('GET', `/customers/${two}`)).body
  expect(view).toMatchObject({
    id: one,
    canonicalId: one,
    requestedId: two,
    displayName: 'One',
    attributes: { a: 1, b: 2 },
    entryCount: 1,
    merges: [{ id: merged.body.id, otherDisplayName: 'Two' }],
  })
  expect(view.identities.map(({ customerId }: { customerId: string }) => customerId).toSorted()).toEqual(
    [one, two].toSorted(),
  )
  expect(changed.slice(-2).toSorted()).toEqual([one, two].toSorted())
  expect(await ask('POST', `/customers/${two}/merges`, { otherCustomerId: one, reason: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'already_merged' },
  })

  const undone = await ask('POST', `/merges/${merged.body.id}/undo`)
  expect(undone).toMatchObject({ status: 200, body: { undoneAt: now.toISOString() } })
  expect(separated.slice(-2)).toEqual([[one], [two]])
  const after = [await ask('GET', `/customers/${one}`), await ask('GET', `/customers/${two}`)].map(({ body }) => body)
  expect(after.map((body) => ({ ...body, merges: [] }))).toEqual(before)
  expect(await ask('POST', `/merges/${merged.body.id}/undo`)).toMatchObject({
    status: 409,
    body: { code: 'merge_already_undone' },
  })
  const audit = await database.db.selectFrom('audit_records').select(['action', 'subject_id']).orderBy('id').execute()
  expect(audit.filter(({ subject_id }) => subject_id === merged.body.id).map(({ action }) => action)).toEqual([
    'customer.merged',
    'customer.merge_undone',
  ])
})

test('a claim is suggested to the customer who has the address, and vouching for it on both sides is a conflict, not a merge', async () => {
  const holder = await contact(database.db, mail('claimed@example.com', { name: 'Zita Árvai' }))
  const claimant = await contact(database.db, mail('claimed@example.com', { assurance: 'claimed' }), {
    channelId: otherChannelId,
  })
  const suggestions = await ask('GET', `/customers/${holder.homeId}/suggestions`)
  expect(suggestions.body.items).toMatchObject([{ customerId: claimant.homeId, evidence: [{ field: 'email' }] }])

  const reason = 'They showed us.'
  const prove = (id: string) => vouch(`/identities/${id}`, { assurance: 'possession-proven', reason })
  expect(await prove(claimant.identity.id)).toMatchObject({ status: 409, body: { code: 'identity_in_use' } })
  expect((await prove(holder.identity.id)).status).toBe(200)
  expect(await prove(claimant.identity.id)).toMatchObject({
    status: 409,
    body: { code: 'identity_in_use', customerId: holder.homeId },
  })
  const view = (await ask('GET', `/customers/${claimant.homeId}`)).body
  expect(view).toMatchObject({ id: claimant.homeId, merges: [], identities: [{ assurance: 'claimed' }] })
})

test('a claim that nobody holds becomes a link when it is proven', async () => {
  const claimant = await contact(database.db, mail('free-claim@example.com', { assurance: 'claimed' }))
  const proven = await vouch(`/identities/${claimant.identity.id}`, {
    assurance: 'possession-proven',
    reason: 'A code was answered.',
  })
  expect(proven.body).toMatchObject({ assurance: 'possession-proven', customerId: claimant.homeId })
  const next = await contact(database.db, mail('free-claim@example.com'))
  expect(next).toMatchObject({ created: false, homeId: claimant.homeId })
})

const any = newId()
const forbidden: [string, string, string, object?][] = [
  ['POST', '/customers', 'readonly', {}],
  ['PATCH', `/customers/${any}`, 'readonly', {}],
  ['POST', `/customers/${any}/identities`, 'readonly', email('a@b.c')],
  ['PATCH', `/identities/${any}`, 'readonly', {}],
  ['DELETE', `/identities/${any}`, 'readonly'],
  ['POST', `/customers/${any}/merges`, 'readonly', { otherCustomerId: any, reason: 'x' }],
  ['POST', `/merges/${any}/undo`, 'readonly'],
]
test.each(forbidden)('%s %s is forbidden to %s', async (method, path, who, body) => {
  expect(await ask(method, path, body, who)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
})

const readable: [string, string][] = [
  ['GET', '/customers'],
  ['GET', `/customers/${any}`],
  ['GET', `/customers/${any}/suggestions`],
]
test.each(readable)('%s %s wants a sign-in', async (method, path) => {
  expect((await ask(method, path, undefined, null)).status).toBe(401)
})

const unknown: [string, string, object?][] = [
  ['GET', `/customers/${any}`],
  ['GET', `/customers/${any}/suggestions`],
  ['PATCH', `/customers/${any}`, { displayName: 'x' }],
  ['POST', `/customers/${any}/identities`, email('nobody@b.example')],
  ['PATCH', `/identities/${any}`, { shared: true }],
  ['DELETE', `/identities/${any}`],
  ['POST', `/customers/${any}/merges`, { otherCustomerId: any, reason: 'x' }],
  ['POST', `/merges/${any}/undo`],
]
test.each(unknown)('%s %s of nothing is not found', async (method, path, body) => {
  expect(await ask(method, path, body)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

const invalid: [string, string, object?][] = [
  ['GET', '/customers?limit=0'],
  ['GET', '/customers?cursor=nonsense'],
  ['POST', '/customers', { displayName: '' }],
  ['POST', '/customers', { identities: [email('not a mail address')] }],
  ['POST', '/customers', { identities: [{ kind: 'phone', value: '12' }] }],
  ['POST', '/customers', { identities: [{ kind: 'Not a kind', value: 'x' }] }],
  ['POST', '/customers', { attributes: { nested: { a: 1 } } }],
  ['POST', '/customers', { displayName: 'a\u0000b' }],
  ['PATCH', '/customers/nonsense', {}],
  ['POST', `/customers/${any}/merges`, { otherCustomerId: any, reason: ' ' }],
  ['PATCH', `/identities/${any}`, { assurance: 'sure' }],
]
test.each(invalid)('%s %s %j is invalid', async (method, path, body) => {
  expect((await ask(method, path, body)).status).toBe(400)
})

test('a value that identifies nobody is attached to nobody', async () => {
  await database.db.insertInto('blocked_values').values({ kind: 'account', value: 'guest', reason: 'shared' }).execute()
  const refused = await ask('POST', '/customers', { identities: [{ kind: 'account', value: 'guest' }] })
  expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining('identifies nobody') } })
})
