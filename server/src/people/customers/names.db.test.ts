import { untranslated } from '@throughline/protocol/words.ts'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { transact } from '../../platform/db/db.ts'
import { newId } from '../../lib/ids.ts'
import { detachIdentity } from './identities/detach.ts'
import { mergeCustomers } from './merging/merge.ts'
import { canonicalIdsOf, contactableIdentitiesOf, displayNamesOf, homeOfIdentity, identitiesOf } from './names.ts'
import { contact, mail, nora, now } from './testing.ts'

test('of a merged customer the name is whichever record has one, the canonical one first', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const nameless = await contact(db, mail('nameless@example.com'))
  const named = await contact(db, mail('named@example.com', { name: 'Anna Kovács' }))
  expect(await displayNamesOf(db, [nameless.homeId, named.homeId])).toEqual(
    new Map([
      [nameless.homeId, null],
      [named.homeId, 'Anna Kovács'],
    ]),
  )
  const both = { customerId: nameless.homeId, otherCustomerId: named.homeId }
  await transact(db, (tx) => mergeCustomers(tx, { ...both, reason: untranslated(''), by: nora, now }))
  expect([...(await displayNamesOf(db, [nameless.homeId, named.homeId])).values()]).toEqual([
    'Anna Kovács',
    'Anna Kovács',
  ])
  expect(await canonicalIdsOf(db, [named.homeId, newId()])).toEqual(new Map([[named.homeId, nameless.homeId]]))
})

test('a detached address is still known to the entries that came through it, and is written to no more', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const { identity, homeId } = await contact(db, mail('gone@example.com'))
  expect(await contactableIdentitiesOf(db, [homeId])).toMatchObject([{ id: identity.id, undeliverable: null }])
  await transact(db, (tx) => detachIdentity(tx, { identityId: identity.id, by: nora, now }))
  expect(await contactableIdentitiesOf(db, [homeId])).toEqual([])
  expect((await identitiesOf(db, [identity.id])).get(identity.id)?.value).toBe('gone@example.com')
  expect(await homeOfIdentity(db, identity.id)).toBe(homeId)
  await expect(homeOfIdentity(db, newId())).rejects.toMatchObject({ code: 'not_found' })
})
