import { untranslated } from '@throughline/protocol/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { mergeCustomers } from '../merging/merge.ts'
import { createCustomer } from '../profile/create-customer.ts'
import { at, contact, holdOpen, lockWaiters, mail, nora, now } from '../testing.ts'
import { attachIdentity } from './attach.ts'
import { blockValue, unblockValue } from './blocked-values.ts'
import { detachIdentity } from './detach.ts'
import { maxOfKind } from './limits.ts'
import { markUndeliverable } from './mark.ts'
import { identitiesOfCustomers, identityById } from './queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const newCustomer = (): Promise<string> =>
  transact(database.db, (tx) =>
    createCustomer(tx, { displayName: null, attributes: {}, identities: [], provenance: 'staff', by: nora, now }),
  )
const attachIn = (tx: Tx, customerId: string, value: string, assurance: Assurance = 'asserted', when = now) =>
  attachIdentity(tx, {
    customerId,
    identity: { kind: 'email', value, assurance },
    provenance: 'staff',
    by: nora,
    now: when,
  })
const attach = (customerId: string, value: string, assurance: Assurance = 'asserted', when = now) =>
  transact(database.db, (tx) => attachIn(tx, customerId, value, assurance, when))
const detach = (identityId: string) => transact(database.db, (tx) => detachIdentity(tx, { identityId, by: nora, now }))
const valuesOf = async (customerId: string): Promise<string[]> =>
  (await identitiesOfCustomers(database.db, [customerId])).map(({ value }) => value)

test('an address attached to a merged customer belongs to the canonical record', async () => {
  const [one, two] = [await newCustomer(), await newCustomer()]
  await transact(database.db, (tx) =>
    mergeCustomers(tx, { customerId: one, otherCustomerId: two, reason: untranslated(''), by: nora, now }),
  )
  expect(await attach(two, 'canonical@example.com')).toMatchObject({ customer_id: one })
  // Whichever record holds it, it is the customer's own.
  expect(await attach(one, 'canonical@example.com')).toMatchObject({ customer_id: one })
})

test('of two who attach one address at once, one is told that the other has it', async () => {
  const [one, two] = [await newCustomer(), await newCustomer()]
  const early = holdOpen(database.db, (tx) => attachIn(tx, one, 'contested@example.com'))
  await early.done
  const late = attach(two, 'contested@example.com')
  late.catch(() => undefined)
  await lockWaiters(database.db, 1)
  await early.end()
  await expect(late).rejects.toMatchObject({ code: 'identity_in_use', details: { customerId: one } })
})

test('a contact while the same address is attached lands on the customer who got it', async () => {
  const one = await newCustomer()
  const early = holdOpen(database.db, (tx) => attachIn(tx, one, 'meanwhile@example.com'))
  await early.done
  const sender = contact(database.db, mail('meanwhile@example.com'))
  await lockWaiters(database.db, 1)
  await early.end()
  expect(await sender).toMatchObject({ created: false, homeId: one })
})

test('anybody may be noted to claim what another holds, and it disturbs nobody', async () => {
  const [holder, claimant] = [await newCustomer(), await newCustomer()]
  await attach(holder, 'noted@example.com')
  expect(await attach(claimant, 'noted@example.com', 'claimed')).toMatchObject({ assurance: 'claimed' })
  expect((await contact(database.db, mail('noted@example.com'))).homeId).toBe(holder)
  await expect(attach(claimant, 'noted@example.com', 'asserted')).rejects.toMatchObject({ code: 'identity_in_use' })
})

test('over the limit the weakest address gives way, with evidence, and proven ones never', async () => {
  const id = await newCustomer()
  const max = maxOfKind('email')
  for (let i = 0; i < max; i++) {
    await attach(id, `limit${i}@example.com`, i === 7 ? 'asserted' : 'possession-proven', at(`08:00:${10 + i}`))
  }
  const added = await attach(id, 'limit-more@example.com')
  const values = await valuesOf(id)
  expect(values).toHaveLength(max)
  expect(values).not.toContain('limit7@example.com')
  const links = await database.db
    .selectFrom('identity_links')
    .select(['action', 'reason'])
    .where('customer_id', '=', id)
    .where('action', '=', 'drop')
    .execute()
  expect(links).toMatchObject([{ reason: expect.stringContaining('limit-more@example.com') }])

  await database.db
    .updateTable('identities')
    .set({ assurance: 'possession-proven' })
    .where('id', '=', added.id)
    .execute()
  await expect(attach(id, 'one-too-many@example.com', 'host-authenticated')).rejects.toMatchObject({
    code: 'invalid_request',
    publicMessage: expect.stringContaining(`at most ${max}`),
  })
  expect((await contact(database.db, mail('one-too-many@example.com'))).created).toBe(true)
})

test('a detached address is free for another, and its history stays', async () => {
  const [one, two] = [await newCustomer(), await newCustomer()]
  const identity = await attach(one, 'moving@example.com')
  await detach(identity.id)
  expect(await attach(two, 'moving@example.com')).toMatchObject({ customer_id: two })
  expect(await identityById(database.db, identity.id)).toMatchObject({ customer_id: one, detached_at: now })
  const events = await database.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('customer_id', '=', one)
    .execute()
  expect(events.map(({ type }) => type)).toEqual(['customer.created', 'identity.attached', 'identity.detached'])
})

test('an address is undeliverable once, and however many bounces arrive it is told once', async () => {
  const { identity, homeId } = await contact(database.db, mail('bounces@example.com'))
  for (const reason of ['550 5.1.1 no such user', '550 again']) {
    await transact(database.db, (tx) =>
      markUndeliverable(tx, { identityId: identity.id, reason: untranslated(reason), now }),
    )
  }
  expect(await identityById(database.db, identity.id)).toMatchObject({
    undeliverable_since: now,
    undeliverable_reason: '550 5.1.1 no such user',
  })
  const events = await database.db.selectFrom('events').select('type').where('customer_id', '=', homeId).execute()
  expect(events.filter(({ type }) => type === 'identity.undeliverable')).toHaveLength(1)
})

test('a blocked value stands alone until it is unblocked', async () => {
  const kiosk = { kind: 'email', value: 'Kiosk@Example.com', reason: 'The tablet in the shop.' }
  await blockValue(database.db, kiosk)
  const first = await contact(database.db, mail('kiosk@example.com'))
  const second = await contact(database.db, mail('kiosk@example.com'))
  expect(second.homeId).not.toBe(first.homeId)
  await unblockValue(database.db, kiosk)
  const third = await contact(database.db, mail('kiosk@example.com'))
  expect((await contact(database.db, mail('kiosk@example.com'))).homeId).toBe(third.homeId)
})

test('a contact and a detachment of its address at once do not deadlock', async () => {
  const { identity } = await contact(database.db, mail('circle@example.com'))
  const rounds = Array.from({ length: 5 }, async () => {
    await contact(database.db, mail('circle@example.com', { assurance: 'domain-authenticated' }), {
      now: at('09:00:00'),
    })
  })
  await Promise.all([...rounds, detach(identity.id)])
  expect(await identityById(database.db, identity.id)).toMatchObject({ detached_at: now })
})
