import { untranslated } from '@throughline/protocol/words.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact } from '../../../platform/db/db.ts'
import { detachIdentity } from '../identities/detach.ts'
import { identitiesOfCustomers } from '../identities/queries.ts'
import { mergeCustomers } from '../merging/merge.ts'
import { createCustomer } from '../profile/create-customer.ts'
import { appendEntry, contact, mail, nora, now, otherChannelId } from '../testing.ts'
import { searchCustomers } from './search.ts'

let database: TestDatabase
let anna: string
let bela: string
let unnamed: string

beforeAll(async () => {
  database = await createTestDatabase()
  anna = await create('Anna Mária Kovács', {
    identities: { email: 'anna.kovacs@firm.hu', phone: '+49 30 1234567' },
    attributes: { orders: ['A-1001', 'A-1002'], customerNumber: 77001 },
    minute: 1,
  })
  bela = await create('Béla 100%_Nagy', { identities: { handle: '@bela_n', account: 'ACC-77001' }, minute: 2 })
  unnamed = await create(null, { identities: { email: 'someone@example.org' }, minute: 3 })
})
afterAll(() => database.drop())

function create(
  displayName: string | null,
  more: {
    identities?: Record<string, string>
    attributes?: Record<string, string | number | string[]>
    minute: number
  },
): Promise<string> {
  const identities = Object.entries(more.identities ?? {})
  return transact(database.db, (tx) =>
    createCustomer(tx, {
      displayName,
      attributes: more.attributes ?? {},
      identities: identities.map(([kind, value]) => ({ kind, value, assurance: 'asserted' as const })),
      provenance: 'api',
      by: nora,
      now: new Date(now.getTime() + more.minute * 60_000),
    }),
  )
}

const find = async (query?: string): Promise<string[]> =>
  (await searchCustomers(database.db, { query, limit: 50 })).items.map(({ id }) => id)

test('without a query all are listed, newest first, with what the list shows', async () => {
  await transact(database.db, (tx) => appendEntry(tx, { homeId: anna }))
  const { items, nextCursor } = await searchCustomers(database.db, { limit: 50 })
  expect(items.map(({ id }) => id)).toEqual([unnamed, bela, anna])
  expect(nextCursor).toBeNull()
  expect(items[2]).toEqual({
    id: anna,
    block: null,
    displayName: 'Anna Mária Kovács',
    identities: expect.arrayContaining([{ kind: 'email', value: 'anna.kovacs@firm.hu', assurance: 'asserted' }]),
    lastEntryAt: now.toISOString(),
    createdAt: '2026-01-05T08:01:00.000Z',
  })
  expect(items[0]).toMatchObject({ displayName: null, lastEntryAt: null })
})

test.each([
  ['a name without its accents, in any order', 'kovacs ANNA', 'anna'],
  ['a part of a name', 'ovác', 'anna'],
  ['the beginning of a word', 'ma', 'anna'],
  ['a mail address, however spelt', 'Anna.Kovacs@FIRM.hu', 'anna'],
  ['a part of a mail address', 'kovacs@firm', 'anna'],
  ['a phone number as it is dialled there', '030 / 123 45 67', 'anna'],
  ['a phone number with its country', '+49 30 1234567', 'anna'],
  ['an order number in a list', 'A-1002', 'anna'],
  ['a handle', '@Bela_N', 'bela'],
  ['an account, in any case', 'acc-77', 'bela'],
  ['signs that mean something to LIKE', '100%_', 'bela'],
])('found by %s', async (_, query, who) => {
  expect(await find(query)).toEqual([who === 'anna' ? anna : bela])
})

test('found by id', async () => {
  expect(await find(bela)).toEqual([bela])
})

test.each(['zzzz', '_____', '%%%', '@', '"', "';--", '\\', 'A-100', '018f0000-0000-7000-8000-00000000dead'])(
  'nobody is found by %j',
  async (query) => {
    expect(await find(query)).toEqual([])
  },
)

test('a customer who is named exactly comes before those who merely match', async () => {
  // 77001 is the whole of Anna's customer number, and a part of the account of Béla, who is newer.
  expect(await find('77001')).toEqual([anna, bela])
})

test('a merged customer is found by what either record has, once, as the canonical one', async () => {
  const one = await create('Carla One', { identities: { email: 'carla@one.example' }, minute: 10 })
  const two = await create('Carla Two', {
    identities: { email: 'carla@two.example' },
    attributes: { orders: 'C-2' },
    minute: 11,
  })
  await transact(database.db, (tx) =>
    mergeCustomers(tx, { customerId: one, otherCustomerId: two, reason: untranslated(''), by: nora, now }),
  )
  for (const query of ['carla', 'two.example', 'Carla Two', 'C-2', two, one]) expect(await find(query)).toEqual([one])
  const [row] = (await searchCustomers(database.db, { query: 'carla', limit: 50 })).items
  expect(row).toMatchObject({ displayName: 'Carla One', identities: [{}, {}] })
})

test('a detached address finds nobody', async () => {
  const id = await create('Dora', { identities: { email: 'dora@gone.example' }, minute: 12 })
  const [identity] = await identitiesOfCustomers(database.db, [id])
  await transact(database.db, (tx) => detachIdentity(tx, { identityId: identity!.id, by: nora, now }))
  expect(await find('gone.example')).toEqual([])
})

test('pages hold everybody once, in order, whether few match or many', async () => {
  for (let i = 0; i < 30; i++)
    await create(`Page ${i}`, { identities: { email: `page${i}@pages.example` }, minute: 100 + (i % 7) })
  await create(null, { attributes: { code: 'page' }, minute: 0 })
  for (const [query, count] of [
    ['page', 31],
    ['pages.example', 30],
    [undefined, undefined],
  ] as const) {
    const all = await find(query)
    if (count !== undefined) expect(all).toHaveLength(count)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await searchCustomers(database.db, { query, limit: 7, cursor })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(all)
    expect(new Set(paged).size).toBe(paged.length)
  }
})

test('a claim is found by the address that it claims', async () => {
  const claimant = await contact(database.db, mail('claimed@pages.example', { assurance: 'claimed' }), {
    channelId: otherChannelId,
  })
  expect(await find('claimed@pages.example')).toEqual([claimant.homeId])
})

test('a cursor of another list is refused', async () => {
  await expect(searchCustomers(database.db, { limit: 5, cursor: 'eyJ4IjoxfQ' })).rejects.toMatchObject({
    code: 'invalid_cursor',
  })
})

test('many who were added at once, and others since, are found in order too', async () => {
  await using crowded = await createTestDatabase()
  await sql`
    insert into customers (id, display_name, created_at, updated_at)
    select gen_random_uuid(), case when i <= 5500 then 'Crowd ' || i else 'Other ' || i end,
      ${now}::timestamptz + i / 3 * interval '1 second', ${now}
    from generate_series(1, 6000) i`.execute(crowded.db)
  const first = await searchCustomers(crowded.db, { query: 'crowd', limit: 100 })
  const second = await searchCustomers(crowded.db, { query: 'crowd', limit: 100, cursor: first.nextCursor! })
  const { rows } = await sql<{ id: string }>`
    select id from customers where display_name like 'Crowd%' order by created_at desc, id desc limit 200`.execute(
    crowded.db,
  )
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
})
