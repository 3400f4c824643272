import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import type { Merge } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs, hourMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { createReader } from '../../src/lib/settings.ts'
import { readUploadLimits } from '../../src/lib/upload-limits.ts'
import { openFileStore } from '../../src/platform/files/files.ts'
import { pruneUploads } from '../../src/record/timeline/timeline.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { signedIn, type SignedIn } from '../signed-in.ts'

/** What happened to the issue, the customer and the files between writing a reply and its time. */
let app: TestApp
let channelId: string
let jonas: SignedIn
/** A rule hides the issues of this team from everybody of staff. */
const teams: string[] = []
beforeAll(async () => {
  app = await startTestApp({
    rulesOf: ({ kind }) =>
      kind === 'staff' ? [{ about: 'issue', where: { not: { fact: 'teamId', in: teams } } }] : [],
  })
  teams.push((await app.api<{ id: string }>('POST', '/teams', { name: 'Board' })).id)
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  jonas = await signedIn(app, 'Jonas')
})
afterAll(() => app.stop())

let count = 0
const say = (person: string): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: person, name: person },
    text: 'Where is my parcel?',
  })

interface Thread {
  person: string
  customerId: string
  issueId: string
  to: { channelId: string; identityId: string }
}
async function newThread(): Promise<Thread> {
  const person = `customer-${newId()}`
  const { customerId, issueId } = await say(person)
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customerId}/addresses`)
  const to = { channelId: items[0]!.channel.id, identityId: items[0]!.identity.id }
  return { person, customerId, issueId: issueId!, to }
}
function bodyFor({ to, issueId }: Thread, files: string[] = []) {
  const message = { kind: 'message', text: 'Has it arrived?', issueId, attachmentIds: files, ...to }
  return { message, sendAt: new Date(Date.now() + hourMs).toISOString(), echoId: newId(), draft: { text: 'x' } }
}
async function schedule(thread: Thread, files: string[] = []): Promise<ScheduledReply> {
  const answer = await jonas.ask('POST', `/customers/${thread.customerId}/scheduled-replies`, bodyFor(thread, files))
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
const waitingOn = async (customerId: string): Promise<ScheduledReply[]> =>
  (await jonas.ask('GET', `/customers/${customerId}/scheduled-replies`)).body.items
const answersOn = async (customerId: string): Promise<Entry[]> => {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.filter(({ direction, kind }) => direction === 'out' && kind === 'message')
}
async function makeDue({ id }: ScheduledReply): Promise<void> {
  await sql`update timers set due_at = now(), fires_at = now() where key = ${id}`.execute(app.database.db)
}
const soon = { timeout: 20_000 }
const heldBack = (customerId: string) => async () => (await waitingOn(customerId))[0]?.heldBack?.reason ?? null
/** Also those that failed, and wait for another try. */
const timersOf = async ({ id }: ScheduledReply): Promise<number> =>
  (await app.database.pool.query('select 1 from timers where key = $1', [id])).rows.length

test('what was marked as spam since is not answered, and stays spam', async () => {
  const thread = await newThread()
  const reply = await schedule(thread)
  await app.api('PUT', `/issues/${thread.issueId}/spam`)
  await makeDue(reply)
  await expect.poll(heldBack(thread.customerId), soon).toBe('cannot_send')
  expect(await answersOn(thread.customerId)).toEqual([])
  expect(await app.api<Issue>('GET', `/issues/${thread.issueId}`)).toMatchObject({ spam: expect.anything() })
  // Its author knows by now, and decides.
  expect((await jonas.ask('POST', `/scheduled-replies/${reply.id}/sending`)).status).toBe(200)
  await expect.poll(async () => (await answersOn(thread.customerId)).length, soon).toBe(1)
})

test('who was blocked since gets nothing', async () => {
  const thread = await newThread()
  const reply = await schedule(thread)
  await app.api('PUT', `/customers/${thread.customerId}/block`, { reason: 'Threats.' })
  await makeDue(reply)
  await expect.poll(heldBack(thread.customerId), soon).toBe('cannot_send')
  expect(await answersOn(thread.customerId)).toEqual([])
})

test('an issue that was closed since is answered; one that was merged since is answered where it goes on', async () => {
  const [closed, merged] = [await newThread(), await newThread()]
  const replies = [await schedule(closed), await schedule(merged)]
  await app.api('POST', `/issues/${closed.issueId}/closure`, {})
  const opened = await app.api<Entry>('POST', `/customers/${merged.customerId}/entries`, {
    kind: 'message',
    text: 'Another matter.',
    newIssue: true,
    ...merged.to,
  })
  await app.api('POST', `/issues/${opened.issueId}/merges`, { otherIssueId: merged.issueId, reason: '' })
  await Promise.all(replies.map(makeDue))
  await expect.poll(async () => (await answersOn(closed.customerId)).length, soon).toBe(1)
  await expect.poll(async () => (await answersOn(merged.customerId)).length, soon).toBe(2)
  expect((await answersOn(merged.customerId)).map(({ issueId }) => issueId)).toEqual([opened.issueId, opened.issueId])
})

test('customers that were merged when it was written and are two again: it is held back, not on the wrong thread', async () => {
  const [one, two] = [await newThread(), await newThread()]
  const merge = await app.api<Merge>('POST', `/customers/${one.customerId}/merges`, {
    otherCustomerId: two.customerId,
    reason: 'One person.',
  })
  // On the issue of one of them, by an address of the other.
  const reply = await schedule({ ...one, to: two.to })
  await app.api('POST', `/merges/${merge.id}/undo`)
  await makeDue(reply)
  await expect.poll(heldBack(two.customerId), soon).toBe('cannot_send')
  expect([await answersOn(one.customerId), await answersOn(two.customerId)]).toEqual([[], []])
  expect(await timersOf(reply)).toBe(0)
  expect((await jonas.ask('DELETE', `/scheduled-replies/${reply.id}`)).body).toEqual({ draft: { text: 'x' } })
})

test('customers that were merged since are one: it is sent once, on their thread', async () => {
  const [one, two] = [await newThread(), await newThread()]
  const reply = await schedule(two)
  await app.api('POST', `/customers/${one.customerId}/merges`, {
    otherCustomerId: two.customerId,
    reason: 'One person.',
  })
  await makeDue(reply)
  await expect.poll(async () => (await answersOn(one.customerId)).length, soon).toBe(1)
  expect(await waitingOn(one.customerId)).toEqual([])
})

test('of an issue that a rule hides from its author by now nothing is sent, and nothing is said to them', async () => {
  const thread = await newThread()
  const reply = await schedule(thread)
  await app.api('POST', `/issues/${thread.issueId}/assignment`, { teamId: teams[0] })
  await makeDue(reply)
  const row = async () =>
    (await app.database.pool.query('select held_back from scheduled_replies where id = $1', [reply.id])).rows[0]
  await expect.poll(async () => (await row())?.held_back?.reason, soon).toBe('author')
  expect(await waitingOn(thread.customerId)).toEqual([])
  for (const [method, path] of [
    ['POST', '/sending'],
    ['DELETE', ''],
    ['PATCH', ''],
  ] as const) {
    const body = method === 'PATCH' ? { sendAt: new Date(Date.now() + hourMs).toISOString() } : undefined
    expect((await jonas.ask(method, `/scheduled-replies/${reply.id}${path}`, body)).status).toBe(404)
  }
  const { items } = (await jonas.ask('GET', '/notifications')).body
  expect(items.filter(({ issue }: { issue: { id: string } | null }) => issue?.id === thread.issueId)).toEqual([])
})

async function upload(): Promise<string> {
  const answer = await jonas.upload('receipt.txt', 'Paid.')
  expect(answer.status).toBe(201)
  return answer.body.id
}

test('its files wait with it, however long they waited in a draft before', async () => {
  const thread = await newThread()
  const file = await upload()
  await sql`update attachments set created_at = now() - interval '29 days' where id = ${file}`.execute(app.database.db)
  const reply = await schedule(thread, [file])
  const clock = { now: () => new Date(Date.now() + 27 * dayMs) }
  const files = await openFileStore({ dataDir: app.dataDir, s3: null })
  const uploadLimits = readUploadLimits(createReader({}))
  await pruneUploads({ db: app.database.db, files, clock, uploadLimits }, () => {})
  await makeDue(reply)
  await expect.poll(async () => (await answersOn(thread.customerId)).length, soon).toBe(1)
  expect((await answersOn(thread.customerId))[0]!.attachments).toMatchObject([{ name: 'receipt.txt' }])
})

test('a file that is not there to send is refused at once; one that went with another message since holds it back', async () => {
  const thread = await newThread()
  const path = `/customers/${thread.customerId}/scheduled-replies`
  expect(await jonas.ask('POST', path, bodyFor(thread, [newId()]))).toMatchObject({ status: 400 })
  const lea = await signedIn(app, 'Lea')
  const ofLea = (await lea.upload('hers.txt', 'Hers.')).body.id
  expect(await jonas.ask('POST', path, bodyFor(thread, [ofLea]))).toMatchObject({ status: 400 })
  const file = await upload()
  const reply = await schedule(thread, [file])
  const message = { kind: 'message', text: 'Here it is.', attachmentIds: [file], issueId: thread.issueId, ...thread.to }
  expect((await jonas.ask('POST', `/customers/${thread.customerId}/entries`, message)).status).toBe(201)
  await makeDue(reply)
  await expect.poll(heldBack(thread.customerId), soon).toBe('cannot_send')
  expect(await answersOn(thread.customerId)).toHaveLength(1)
})
