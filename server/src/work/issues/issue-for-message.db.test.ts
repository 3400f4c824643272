import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { lockThread, resolveSender } from '../../people/customers/customers.ts'
import { channelId, contact, holdOpen, lockWaiters, mail, now } from '../../people/customers/testing.ts'
import { newId } from '../../lib/ids.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { describeMatter } from './matter/matter.ts'
import { issueForMessage, readCandidatesEarly, type EarlyCandidates } from './issue-for-message.ts'
import { insertIssue, insertReferences, updateIssueRow } from './queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const nora = { kind: 'staff' as const, id: newId(), name: 'Nora Lindqvist' }
async function openIssue(tx: Tx, homeId: string, reference: string): Promise<string> {
  const id = newId()
  await insertIssue(tx, {
    id,
    homeId,
    subject: 'Kettle',
    status: 'open',
    channelId,
    contactAt: now,
    at: now,
    lastText: '',
    matter: describeMatter({ subject: 'Kettle', text: '', senderName: null }),
    likelyIssueId: null,
    likelyReason: null,
    ownerId: null,
    by: nora,
  })
  await insertReferences(tx, homeId, [reference], id)
  return id
}

function readWithSender(value: string, quotes: string[]): Promise<EarlyCandidates> {
  return transact(database.db, async (tx) => {
    let early: Promise<EarlyCandidates> = Promise.resolve(null)
    const sender = await resolveSender(tx, {
      channelId,
      now,
      from: mail(value),
      alsoAsk: (address) => {
        early = readCandidatesEarly(tx, address, { reference: null, quotes, named: null, now })
        early.catch(() => {})
      },
    })
    await sender.position?.giveBack(tx)
    return early
  })
}

test('the candidates that come with the sender are those of the moment in which the lock was taken', async () => {
  const { homeId } = await contact(database.db, mail('ana@example.com'))
  const [older, younger] = await transact(database.db, async (tx) => [
    await openIssue(tx, homeId, 'first@example.com'),
    await openIssue(tx, homeId, 'second@example.com'),
  ])
  const before = holdOpen(database.db, async (tx) => {
    await lockThread(tx, { homeId, now })
    await updateIssueRow(tx, younger, { merged_into_id: older }, { by: nora, at: now })
    await insertReferences(tx, homeId, ['third@example.com'], older)
  })
  await before.done
  const reading = readWithSender('ana@example.com', ['second@example.com', 'third@example.com'])
  await lockWaiters(database.db, 1)
  await before.end()
  const early = await reading
  expect(early?.holderId).toBe(homeId)
  expect(early?.candidates).toMatchObject([{ id: older, is_named: true }])
})

test('a holder without issues is known to have none, and an address that nobody holds is nobody’s', async () => {
  const { homeId } = await contact(database.db, mail('bo@example.com'))
  expect(await readWithSender('bo@example.com', [])).toEqual({ holderId: homeId, candidates: [] })
  const stranger = await readWithSender('nobody-yet@example.com', [])
  expect(stranger).toBeNull()
})

test('candidates of another record than the one that is locked are read again', async () => {
  const [mine, other] = [
    await contact(database.db, mail('chloe@example.com')),
    await contact(database.db, mail('dmitri@example.com')),
  ]
  const [own, others] = await transact(database.db, async (tx) => [
    await openIssue(tx, mine.homeId, 'own@example.com'),
    await openIssue(tx, other.homeId, 'other@example.com'),
  ])
  const early = await readWithSender('dmitri@example.com', ['other@example.com'])
  expect(early?.candidates).toMatchObject([{ id: others }])
  const place = await transact(database.db, async (tx) => {
    const thread = await lockThread(tx, { homeId: mine.homeId, now })
    const message = {
      channelId,
      identityId: mine.identity.id,
      subject: 'Kettle',
      text: 'Is there any news?',
      ownText: 'Is there any news?',
      senderName: null,
      by: nora,
      reference: null,
      quotes: ['own@example.com', 'other@example.com'],
      named: null,
      isLive: false,
      appendOnly: false,
      now,
    }
    return issueForMessage(tx, thread, message, early)
  })
  expect(place.issueId).toBe(own)
})
