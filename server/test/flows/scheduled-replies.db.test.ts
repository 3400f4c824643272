import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs, hourMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { signedIn, type SignedIn } from '../signed-in.ts'
import { startSecondNode, type SecondNode } from '../security/second-node.ts'

// Two nodes send what is due.
let app: TestApp
let second: SecondNode
let channelId: string
let jonas: Person
beforeAll(async () => {
  const env = { SECRET_KEY: 'k'.repeat(64) }
  app = await startTestApp({ env })
  second = await startSecondNode(app, { ...env, SERVICES: 'worker' })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  jonas = await signIn('Jonas')
})
afterAll(async () => {
  await second.stop()
  await app.stop()
})

type Person = SignedIn

const signIn = (name: string, role?: string) => signedIn(app, name, role)

let count = 0
const say = (person: string, text = 'Where is my parcel?'): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: person, name: person },
    text,
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
  const [address] = items
  return {
    person,
    customerId,
    issueId: issueId!,
    to: { channelId: address!.channel.id, identityId: address!.identity.id },
  }
}

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString()
function bodyFor({ to, issueId }: Thread, more: object = {}) {
  const message = { kind: 'message', text: 'Has it arrived?', issueId, ...to }
  return { message, sendAt: inMs(hourMs), echoId: newId(), draft: { text: 'Has it arrived?' }, ...more }
}
async function schedule(thread: Thread, more: object = {}, by = jonas): Promise<ScheduledReply> {
  const path = `/customers/${thread.customerId}/scheduled-replies`
  const answer = await by.ask('POST', path, bodyFor(thread, more))
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
const waitingOn = async ({ customerId }: Thread): Promise<ScheduledReply[]> =>
  (await app.api<{ items: ScheduledReply[] }>('GET', `/customers/${customerId}/scheduled-replies`)).items
const answersOn = async ({ customerId }: Thread): Promise<Entry[]> => {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.filter(({ direction, kind }) => direction === 'out' && kind === 'message')
}
/** Its time has come, without waiting for it. */
async function makeDue({ id }: ScheduledReply): Promise<void> {
  await sql`update timers set due_at = now(), fires_at = now() where key = ${id}`.execute(app.database.db)
}
const isSent = (thread: Thread) => async () =>
  (await answersOn(thread)).length === 1 && (await waitingOn(thread)).length === 0
const heldBackFor = (thread: Thread) => async () => (await waitingOn(thread))[0]?.heldBack?.reason ?? null

test('until its time nothing is on the thread and the customer waits; then it is sent once, in its author’s name', async () => {
  const thread = await newThread()
  const before = await app.api<Issue>('GET', `/issues/${thread.issueId}`)
  const reply = await schedule(thread)
  expect(reply).toMatchObject({
    text: 'Has it arrived?',
    author: { name: 'Jonas' },
    onlyIfUnanswered: true,
    heldBack: null,
  })
  expect(await answersOn(thread)).toEqual([])
  expect(await app.api('GET', `/issues/${thread.issueId}`)).toMatchObject({
    status: before.status,
    waitingSince: before.waitingSince,
  })
  await makeDue(reply)
  await expect.poll(isSent(thread), { timeout: 20_000 }).toBe(true)
  expect(await answersOn(thread)).toMatchObject([{ text: 'Has it arrived?', author: { kind: 'staff', name: 'Jonas' } }])
  expect(await app.api('GET', `/issues/${thread.issueId}`)).toMatchObject({ status: 'waiting_on_customer' })
})

test('many that are due at once are each sent once, though two nodes send and one of them is killed meanwhile', async () => {
  const threads = await Promise.all(Array.from({ length: 12 }, newThread))
  const replies = await Promise.all(threads.map((thread) => schedule(thread)))
  await Promise.all(replies.map(makeDue))
  // Sessions of the other node that are cut take what they had in hand back with them.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
    .execute(app.database.db)
    .catch(() => undefined)
  for (const thread of threads) await expect.poll(isSent(thread), { timeout: 60_000 }).toBe(true)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from timers where kind = 'reply.is_due'`.execute(app.database.db)
  expect(rows[0]!.count).toBe(0)
}, 90_000)

test('when the customer has written since, it is held back and its author told; sending it anyway sends it once', async () => {
  const thread = await newThread()
  const reply = await schedule(thread)
  await say(thread.person, 'It came today, thank you.')
  await makeDue(reply)
  await expect.poll(heldBackFor(thread), { timeout: 20_000 }).toBe('customer_wrote')
  expect(await answersOn(thread)).toEqual([])
  const told = async () =>
    (await jonas.ask('GET', '/notifications')).body.items.some(
      ({ kind, issue }: Notification) => kind === 'not_sent' && issue?.id === thread.issueId,
    )
  await expect.poll(told, { timeout: 20_000 }).toBe(true)
  expect(await jonas.ask('POST', `/scheduled-replies/${reply.id}/sending`)).toMatchObject({ status: 200 })
  await expect.poll(isSent(thread), { timeout: 20_000 }).toBe(true)
  expect(await jonas.ask('POST', `/scheduled-replies/${reply.id}/sending`)).toMatchObject({ status: 404 })
})

test('somebody who wants it sent in any case says so', async () => {
  const thread = await newThread()
  const reply = await schedule(thread, { onlyIfUnanswered: false })
  await say(thread.person, 'Hello?')
  await makeDue(reply)
  await expect.poll(isSent(thread), { timeout: 20_000 }).toBe(true)
})

test('of who has left, and of who may not write any more, nothing is sent', async () => {
  const [ida, kim] = [await signIn('Ida'), await signIn('Kim')]
  const threads = [await newThread(), await newThread()]
  const replies = [await schedule(threads[0]!, {}, ida), await schedule(threads[1]!, {}, kim)]
  await app.api('PATCH', `/staff/${ida.id}`, { active: false })
  await app.api('PATCH', `/staff/${kim.id}`, { role: 'readonly' })
  await Promise.all(replies.map(makeDue))
  for (const thread of threads) {
    await expect.poll(heldBackFor(thread), { timeout: 20_000 }).toBe('author')
    expect(await answersOn(thread)).toEqual([])
  }
})

test('by a way that cannot send any more nothing is sent', async () => {
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'Old app' })
  const from = { kind: 'account', value: 'old-customer', name: 'Old customer' }
  const { customerId, issueId } = await app.api<Entry>('POST', `/channels/${channel.id}/inbound`, {
    id: 'old',
    from,
    text: 'Hello',
  })
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customerId}/addresses`)
  const own = items.find((address) => address.channel.id === channel.id)!
  const to = { channelId: channel.id, identityId: own.identity.id }
  const thread = { person: 'old-customer', customerId, issueId: issueId!, to }
  const reply = await schedule(thread)
  await app.api('PATCH', `/channels/${channel.id}`, { enabled: false })
  await makeDue(reply)
  await expect.poll(heldBackFor(thread), { timeout: 20_000 }).toBe('cannot_send')
  expect(await answersOn(thread)).toEqual([])
})

test('of an issue that is in the trash nothing is sent; restored in time, it is sent as planned', async () => {
  const threads = [await newThread(), await newThread()]
  const replies = [await schedule(threads[0]!), await schedule(threads[1]!)]
  for (const { issueId } of threads) await app.api('PUT', `/issues/${issueId}/trash`)
  await app.api('DELETE', `/issues/${threads[1]!.issueId}/trash`)
  await Promise.all(replies.map(makeDue))
  await expect.poll(isSent(threads[1]!), { timeout: 20_000 }).toBe(true)
  await expect.poll(heldBackFor(threads[0]!), { timeout: 20_000 }).toBe('cannot_send')
  expect(await answersOn(threads[0]!)).toEqual([])
  const { heldBack } = (await waitingOn(threads[0]!))[0]!
  expect(heldBack?.detail).toBe('It was not sent: its issue is in the trash.')
})

test('it is moved, cancelled with its words given back, and repeated under one echoId', async () => {
  const thread = await newThread()
  const path = `/customers/${thread.customerId}/scheduled-replies`
  const body = bodyFor(thread)
  const [one, two] = await Promise.all([jonas.ask('POST', path, body), jonas.ask('POST', path, body)])
  expect([one.status, two.status]).toEqual([201, 201])
  const [reply] = await waitingOn(thread)
  expect(await waitingOn(thread)).toHaveLength(1)
  const later = inMs(5 * hourMs)
  expect(await jonas.ask('PATCH', `/scheduled-replies/${reply!.id}`, { sendAt: later })).toMatchObject({
    status: 200,
    body: { sendAt: later },
  })
  // Others cancel it and do not change it.
  const lea = await signIn('Lea')
  expect((await lea.ask('PATCH', `/scheduled-replies/${reply!.id}`, { sendAt: later })).status).toBe(403)
  expect((await lea.ask('POST', `/scheduled-replies/${reply!.id}/sending`)).status).toBe(403)
  expect(await jonas.ask('DELETE', `/scheduled-replies/${reply!.id}`)).toMatchObject({
    status: 200,
    body: { draft: { text: 'Has it arrived?' } },
  })
  expect(await waitingOn(thread)).toEqual([])
  expect((await jonas.ask('DELETE', `/scheduled-replies/${reply!.id}`)).status).toBe(404)
  const again = await schedule(thread)
  expect(await lea.ask('DELETE', `/scheduled-replies/${again.id}`)).toMatchObject({
    status: 200,
    body: { draft: null },
  })
})

test('cancelled and due at the same moment, it is either sent or cancelled', async () => {
  for (let round = 0; round < 4; round++) {
    const thread = await newThread()
    const reply = await schedule(thread)
    await makeDue(reply)
    const { status } = await jonas.ask('DELETE', `/scheduled-replies/${reply.id}`)
    await expect.poll(async () => (await waitingOn(thread)).length, { timeout: 20_000 }).toBe(0)
    expect((await answersOn(thread)).length).toBe(status === 200 ? 0 : 1)
  }
})

test('neither in the past, nor too far ahead, nor on a foreign issue, nor by a program, nor saying nothing', async () => {
  const [thread, other] = [await newThread(), await newThread()]
  const path = `/customers/${thread.customerId}/scheduled-replies`
  const status = async (body: object) => (await jonas.ask('POST', path, body)).status
  expect(await status(bodyFor(thread, { sendAt: inMs(-hourMs) }))).toBe(400)
  expect(await status(bodyFor(thread, { sendAt: inMs(29 * dayMs) }))).toBe(400)
  expect(await status(bodyFor({ ...thread, issueId: other.issueId }))).toBe(404)
  expect(await status(bodyFor({ ...thread, to: other.to }))).toBe(422)
  const empty = { ...bodyFor(thread), message: { kind: 'message', text: ' ', issueId: thread.issueId, ...thread.to } }
  expect(await status(empty)).toBe(400)
  const withFile = bodyFor(thread)
  expect((await app.request('POST', path, withFile)).status).toBe(403)
  expect(await waitingOn(thread)).toEqual([])
})
