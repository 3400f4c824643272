import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { at, channelId, contact, holdOpen, lockWaiters, mail, now, otherChannelId } from '../testing.ts'
import { resolveSender, type ResolvedSender, type Sender } from './resolve-sender.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const handle = (value: string, more: Partial<Sender> = {}): Sender =>
  mail(value, { kind: 'handle', scope: channelId, ...more })

const resolveIn = (tx: Tx, from: Sender, more: { channelId?: string; now?: Date } = {}): Promise<ResolvedSender> =>
  resolveSender(tx, { channelId, now, from, ...more })
const resolve = (from: Sender, more: { channelId?: string; now?: Date } = {}): Promise<ResolvedSender> =>
  contact(database.db, from, more)

const identityRow = (id: string) =>
  database.db.selectFrom('identities').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const nameOf = async (id: string) =>
  (await database.db.selectFrom('customers').select('display_name').where('id', '=', id).executeTakeFirstOrThrow())
    .display_name

test('a first contact makes a customer, and the next one from the same address finds them, however it is spelt', async () => {
  const first = await resolve(mail('Anna@Example.com', { name: 'Anna Kovács' }))
  expect(first).toMatchObject({ created: true, problem: null, identity: { value: 'anna@example.com' } })
  expect(first.canonicalId).toBe(first.homeId)
  expect(await nameOf(first.homeId)).toBe('Anna Kovács')

  const next = await resolve(mail(' anna@EXAMPLE.com'))
  expect(next).toMatchObject({ created: false, homeId: first.homeId, identity: { id: first.identity.id } })
})

test('an address found for the first time is evidence and an event', async () => {
  const { homeId, identity } = await resolve(mail('evidence@example.com'))
  const links = await database.db.selectFrom('identity_links').selectAll().where('customer_id', '=', homeId).execute()
  expect(links).toMatchObject([{ action: 'attach', identity_id: identity.id, at: now }])
  const events = await database.db.selectFrom('events').selectAll().where('customer_id', '=', homeId).execute()
  expect(events).toMatchObject([{ type: 'customer.created', data: { identityId: identity.id } }])
})

test('two first contacts of one address at once are one customer', async () => {
  const early = holdOpen(database.db, (tx) => resolveIn(tx, mail('race@example.com')))
  const first = await early.done
  const late = resolve(mail('race@example.com'))
  await lockWaiters(database.db, 1)
  await early.end()
  expect(await late).toMatchObject({ created: false, homeId: first.homeId })
})

test('a first contact that is rolled back leaves the address to the one who waited', async () => {
  const failing = holdOpen(database.db, (tx) =>
    resolveIn(tx, mail('rollback@example.com')).then(async (sender) => {
      await sql`select 1`.execute(tx)
      return sender
    }),
  )
  const lost = await failing.done
  const waiting = resolve(mail('rollback@example.com'))
  await lockWaiters(database.db, 1)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`.execute(database.db)
  await failing.end().catch(() => undefined)
  const sender = await waiting
  expect(sender.created).toBe(true)
  expect(sender.homeId).not.toBe(lost.homeId)
})

test('a handle means somebody else on another channel', async () => {
  const here = await resolve(handle('@anna'))
  const other = { scope: otherChannelId }
  const there = await resolve(handle('@anna', other), { channelId: otherChannelId })
  expect(there).toMatchObject({ created: true })
  expect((await resolve(handle('Anna'))).homeId).toBe(here.homeId)
  expect((await resolve(handle('Anna', other), { channelId: otherChannelId })).homeId).toBe(there.homeId)
})

test('within a scope that several channels share, a handle means the same person on each of them', async () => {
  const workspace = { scope: 'chat:workspace-7' }
  const here = await resolve(handle('@dora', workspace))
  expect(await resolve(handle('dora', workspace), { channelId: otherChannelId })).toMatchObject({
    created: false,
    homeId: here.homeId,
  })
  expect((await resolve(handle('dora'))).homeId).not.toBe(here.homeId)
})

test('a handle that staff attached for all channels is found where the channel has none of its own', async () => {
  const everywhere = await resolve(handle('bela', { scope: '' }))
  expect((await resolve(handle('bela'))).homeId).toBe(everywhere.homeId)
})

test('a claim never finds the holder, and finds the earlier claim on the same channel only', async () => {
  const holder = await resolve(mail('boss@example.com', { assurance: 'host-authenticated' }))
  const claim = await resolve(mail('boss@example.com', { assurance: 'claimed' }))
  expect(claim).toMatchObject({ created: true, identity: { assurance: 'claimed' } })
  expect(claim.homeId).not.toBe(holder.homeId)

  expect((await resolve(mail('boss@example.com', { assurance: 'claimed' }))).homeId).toBe(claim.homeId)
  const elsewhere = await resolve(mail('boss@example.com', { assurance: 'claimed' }), { channelId: otherChannelId })
  expect([claim.homeId, holder.homeId]).not.toContain(elsewhere.homeId)
  expect((await resolve(mail('boss@example.com'))).homeId).toBe(holder.homeId)
})

test('a customer who proves an address does not join those who claimed it before', async () => {
  const impostor = await resolve(mail('victim@example.com', { assurance: 'claimed' }))
  const real = await resolve(mail('victim@example.com', { assurance: 'possession-proven' }))
  expect(real.homeId).not.toBe(impostor.homeId)
})

test('two first claims of one address at once are one customer', async () => {
  const early = holdOpen(database.db, (tx) => resolveIn(tx, mail('claims@example.com', { assurance: 'claimed' })))
  const first = await early.done
  const late = resolve(mail('claims@example.com', { assurance: 'claimed' }))
  await lockWaiters(database.db, 1)
  await early.end()
  expect((await late).homeId).toBe(first.homeId)
})

test('a better proof raises the assurance with evidence, and a weaker one never lowers it', async () => {
  const first = await resolve(mail('raise@example.com'))
  const proven = await resolve(mail('raise@example.com', { assurance: 'domain-authenticated' }))
  expect(proven.identity.assurance).toBe('domain-authenticated')
  expect((await resolve(mail('raise@example.com'))).identity.assurance).toBe('domain-authenticated')
  expect((await identityRow(first.identity.id)).assurance).toBe('domain-authenticated')
  const links = await database.db
    .selectFrom('identity_links')
    .select(['action', 'reason'])
    .where('identity_id', '=', first.identity.id)
    .orderBy('id')
    .execute()
  expect(links.map(({ action }) => action)).toEqual(['attach', 'raise'])
})

test('a value that identifies nobody stands alone each time', async () => {
  const from = mail('Anonymous', { kind: 'phone' })
  const [first, second] = [await resolve(from), await resolve(from)]
  expect(first).toMatchObject({ created: true, problem: { sentence: expect.stringContaining('not a phone number') } })
  expect(second.homeId).not.toBe(first.homeId)
  const claimed = await resolve({ ...from, assurance: 'claimed' })
  expect([first.homeId, second.homeId]).not.toContain(claimed.homeId)
  expect((await resolve(mail(''))).homeId).not.toBe((await resolve(mail(''))).homeId)
})

test('a senseless address loses no message: it is kept as given and found again', async () => {
  const first = await resolve(mail('Anna at example\u0000'))
  expect(first).toMatchObject({ created: true, identity: { value: 'anna at example' } })
  expect(first.problem).not.toBeNull()
  expect((await resolve(mail('anna AT example'))).homeId).toBe(first.homeId)
})

test('a contact clears the mark of an undeliverable address', async () => {
  const { identity, homeId } = await resolve(mail('dead@example.com'))
  await database.db
    .updateTable('identities')
    .set({ undeliverable_since: now, undeliverable_reason: '550 5.1.1' })
    .where('id', '=', identity.id)
    .execute()
  await resolve(mail('dead@example.com'))
  expect(await identityRow(identity.id)).toMatchObject({ undeliverable_since: null, undeliverable_reason: null })
  const events = await database.db.selectFrom('events').select('type').where('customer_id', '=', homeId).execute()
  expect(events.map(({ type }) => type)).toEqual(['customer.created', 'identity.updated'])
})

test('the last contact is noted once a minute', async () => {
  const { identity } = await resolve(mail('seen@example.com'))
  await resolve(mail('seen@example.com'), { now: at('08:00:30') })
  expect((await identityRow(identity.id)).last_seen_at).toEqual(now)
  await resolve(mail('seen@example.com'), { now: at('08:01:30') })
  expect((await identityRow(identity.id)).last_seen_at).toEqual(at('08:01:30'))
})

test('a name is taken when the customer has none, and the address is no name', async () => {
  const { homeId } = await resolve(mail('named@example.com', { name: 'Named@example.com' }))
  expect(await nameOf(homeId)).toBeNull()
  await resolve(mail('named@example.com', { name: ' Nora\r\n Named\u0000 ' }))
  expect(await nameOf(homeId)).toBe('Nora Named')
  await resolve(mail('named@example.com', { name: 'Somebody Else' }))
  expect(await nameOf(homeId)).toBe('Nora Named')
})

test('a blocked address is told as such, and nothing is decided here', async () => {
  const { identity } = await resolve(mail('spam@example.com'))
  await database.db.updateTable('identities').set({ blocked: true }).where('id', '=', identity.id).execute()
  expect((await resolve(mail('spam@example.com'))).identity).toMatchObject({ id: identity.id, blocked: true })
})

test('a detached address finds nobody', async () => {
  const before = await resolve(mail('gone@example.com'))
  await database.db.updateTable('identities').set({ detached_at: now }).where('id', '=', before.identity.id).execute()
  const after = await resolve(mail('gone@example.com'))
  expect(after).toMatchObject({ created: true })
  expect(after.homeId).not.toBe(before.homeId)
})
