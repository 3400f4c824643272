import { untranslated } from '@throughline/protocol/words.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact } from '../../../platform/db/db.ts'
import { newId } from '../../../lib/ids.ts'
import { mergeCustomers } from '../merging/merge.ts'
import { undoMerge } from '../merging/undo-merge.ts'
import { createCustomer } from '../profile/create-customer.ts'
import { contact, mail, nora, now, otherChannelId } from '../testing.ts'
import { suggestDuplicates } from './suggest.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const create = (
  displayName: string | null,
  more: { mail?: string; phone?: string; attributes?: Record<string, string | number | string[]> } = {},
): Promise<string> =>
  transact(database.db, (tx) =>
    createCustomer(tx, {
      displayName,
      attributes: more.attributes ?? {},
      identities: [
        ...(more.mail === undefined ? [] : [{ kind: 'email', value: more.mail, assurance: 'asserted' as const }]),
        ...(more.phone === undefined ? [] : [{ kind: 'phone', value: more.phone, assurance: 'asserted' as const }]),
      ],
      provenance: 'import',
      by: nora,
      now,
    }),
  )
const merge = (customerId: string, otherCustomerId: string) =>
  transact(database.db, (tx) =>
    mergeCustomers(tx, { customerId, otherCustomerId, reason: untranslated(''), by: nora, now }),
  )
const suggested = async (id: string): Promise<string[]> =>
  (await suggestDuplicates(database.db, id)).map(({ customerId }) => customerId)

test('a chat visitor who claimed an address is suggested to its holder, and the other way round', async () => {
  const holder = await contact(database.db, mail('anna@example.com', { name: 'Anna Kovács' }))
  const claimant = await contact(database.db, mail('anna@example.com', { assurance: 'claimed' }), {
    channelId: otherChannelId,
  })
  expect(await suggestDuplicates(database.db, holder.homeId)).toEqual([
    {
      customerId: claimant.homeId,
      displayName: null,
      score: 8,
      evidence: [
        {
          field: 'email',
          agreement: 'anna@example.com belongs to one, and the other only claims it',
          words: [{ code: 'evidence.one_claims', params: { address: 'anna@example.com' } }],
          weight: 8,
        },
      ],
    },
  ])
  expect(await suggested(claimant.homeId)).toEqual([holder.homeId])
})

test('work and private mail, a name without its accent, a phone without its country and an order number each find the other', async () => {
  const anna = await create('Anna Kovács', {
    mail: 'anna.kovacs@firm.hu',
    phone: '+36301234567',
    attributes: { orders: ['A-1001', 'A-1002'] },
  })
  const others = [
    await create(null, { mail: 'annakovacs+x@gmail.com' }),
    await create('Kovacs, Anna'),
    await create(null, { phone: '+43301234567' }),
    await create(null, { attributes: { orders: 'A-1002' } }),
  ]
  await create('Béla Nagy', { mail: 'bela@firm.hu', phone: '+36307654321', attributes: { orders: ['A-2001'] } })
  expect((await suggested(anna)).toSorted()).toEqual(others.toSorted())
  for (const other of others) expect(await suggested(other)).toEqual([anna])
})

test('shared and blocked addresses and values that identify nobody are no evidence', async () => {
  const { homeId } = await contact(database.db, mail('family@example.com'))
  await contact(database.db, mail('family@example.com', { assurance: 'claimed' }))
  const before = await suggested(homeId)
  expect(before).toHaveLength(1)
  for (const mark of ['shared', 'blocked'] as const) {
    await database.db
      .updateTable('identities')
      .set({ [mark]: true })
      .where('customer_id', '=', homeId)
      .execute()
    expect(await suggested(homeId)).toEqual([])
    await database.db
      .updateTable('identities')
      .set({ [mark]: false })
      .execute()
  }
  await database.db
    .insertInto('blocked_values')
    .values({ kind: 'email', value: 'family@example.com', reason: '' })
    .execute()
  expect(await suggested(homeId)).toEqual([])
})

test('what is one customer already is not suggested, and what was taken apart again neither', async () => {
  const one = await create('Anna Kovács', { mail: 'anna.kovacs@firm.hu' })
  const other = await create('Anna Kovács', { mail: 'annakovacs@gmail.com' })
  const third = await create('Anna Kovács', { mail: 'anna.kovacs@other.hu' })
  const { id } = await merge(one, other)
  expect(await suggested(one)).toEqual([third])
  expect(await suggested(third)).toEqual([one])
  await transact(database.db, (tx) => undoMerge(tx, { mergeId: id, by: nora, now }))
  expect(await suggested(one)).toEqual([third])
})

test('a value that everybody shares finds nobody', async () => {
  const ids = []
  for (let i = 0; i < 60; i++)
    ids.push(await create('Anna', { mail: `anna@firm${i}.hu`, attributes: { tier: 'gold-member' } }))
  expect(await suggested(ids[0]!)).toEqual([])
})

test('an unknown customer has no suggestions but an error', async () => {
  await expect(suggested(newId())).rejects.toMatchObject({ code: 'not_found' })
})
