import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'

let app: TestApp
let channelId: string
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
})
afterAll(() => app.stop())

const say = (id: string, value: string, text: string, more: object = {}): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, { id, from: { kind: 'email', value }, text, ...more })
const threadOf = async (customerId: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)).items

test('a mail and a message of one person land on one thread', async () => {
  await sendMail(app.smtpPort, { from: 'Ana Costa <ana@example.com>', subject: 'Kettle', text: 'My kettle leaks.' })
  const entry = await say('m1', 'Ana@Example.com', 'It still leaks.')
  const thread = await threadOf(entry.customerId)
  expect(thread.map(({ seq, channel, text }) => [seq, channel?.kind, text.trim()])).toEqual([
    [1, 'email', 'My kettle leaks.'],
    [2, 'api', 'It still leaks.'],
  ])
})

test('the same id twice is one entry, also when both arrive at once', async () => {
  const [first, second] = await Promise.all([
    say('twice', 'bo@example.com', 'Hi'),
    say('twice', 'bo@example.com', 'Hi'),
  ])
  expect(second.id).toBe(first.id)
  const again = await app.request('POST', `/channels/${channelId}/inbound`, {
    id: 'twice',
    from: { kind: 'email', value: 'bo@example.com' },
    text: 'Hi',
  })
  expect(again.status).toBe(200)
  expect(await threadOf(first.customerId)).toHaveLength(1)
})

test('a claim never lands on the thread of the customer who has the address', async () => {
  const holder = await say('h1', 'chloe@example.com', 'I am the holder.')
  const claimant = await say('c1', 'chloe@example.com', 'Me too, honest.', {
    from: { kind: 'email', value: 'chloe@example.com', assurance: 'claimed' },
  })
  expect(claimant.customerId).not.toBe(holder.customerId)
  expect(await threadOf(holder.customerId)).toHaveLength(1)
  const again = await say('c2', 'chloe@example.com', 'Still me.', {
    from: { kind: 'email', value: 'chloe@example.com', assurance: 'claimed' },
  })
  expect(again.customerId).toBe(claimant.customerId)
})

test('two addresses of one person become one thread by a merge, and two again by its undo', async () => {
  const work = await say('w1', 'dmitri@work.example', 'From work.')
  const home = await say('p1', 'dmitri@home.example', 'From home.')
  const before = [await threadOf(work.customerId), await threadOf(home.customerId)]
  const merge = await app.api<{ id: string }>('POST', `/customers/${work.customerId}/merges`, {
    otherCustomerId: home.customerId,
    reason: 'He said so on the phone.',
  })
  const later = await say('p2', 'dmitri@home.example', 'From home again.')
  const merged = await threadOf(home.customerId)
  expect(merged.map(({ seq, text }) => [seq, text])).toEqual([
    [1, 'From work.'],
    [2, 'From home.'],
    [3, 'From home again.'],
  ])
  expect(later).toMatchObject({ customerId: work.customerId, seq: 3 })
  const canonical = await app.api<Customer>('GET', `/customers/${home.customerId}`)
  expect(canonical).toMatchObject({ id: work.customerId, requestedId: home.customerId })

  await app.api('POST', `/merges/${merge.id}/undo`)
  expect(await threadOf(work.customerId)).toEqual(before[0])
  const homeThread = await threadOf(home.customerId)
  expect(homeThread.map(({ text }) => text)).toEqual(['From home.', 'From home again.'])
  expect(homeThread[0]).toEqual(before[1]![0])
})

test('an undone merge leaves nobody in an issue of somebody else', async () => {
  const eva = await say('e1', 'eva@example.com', 'Order 4711 is late.')
  const fay = await say('f1', 'fay@example.com', 'Order 4711 is late.')
  const merge = await app.api<{ id: string }>('POST', `/customers/${eva.customerId}/merges`, {
    otherCustomerId: fay.customerId,
    reason: 'Same order.',
  })
  await app.api('POST', `/issues/${eva.issueId}/merges`, { otherIssueId: fay.issueId })
  const joined = await say('f2', 'fay@example.com', 'Order 4711, any news?')
  expect(joined.issueId).toBe(eva.issueId)
  await app.api('POST', `/merges/${merge.id}/undo`)
  const issuesOfFay = new Set((await threadOf(fay.customerId)).map((entry) => entry.issueId))
  expect(issuesOfFay.has(eva.issueId)).toBe(false)
  for (const id of issuesOfFay) {
    expect(await app.api<Issue>('GET', `/issues/${id}`)).toMatchObject({ customerId: fay.customerId })
  }
})

test('on a live channel a talk stays in its issue, and another order opens another', async () => {
  const first = await say('t1', 'gil@example.com', 'Where is order 50012?')
  const second = await say('t2', 'gil@example.com', 'Are you there?')
  const other = await say('t3', 'gil@example.com', 'Something else: order 60034 came broken.')
  expect(second.issueId).toBe(first.issueId)
  expect(second.threading.reason).toBe('live_issue')
  expect(other.issueId).not.toBe(first.issueId)
})

test('what is refused is said clearly, and nothing is recorded', async () => {
  const refused = async (body: unknown) => {
    const response = await app.request('POST', `/channels/${channelId}/inbound`, body)
    return { status: response.status, ...((await response.json()) as { code: string }) }
  }
  const from = { kind: 'email', value: 'hal@example.com' }
  expect(await refused({ id: 'x', from, text: '' })).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(await refused({ id: 'x', from, text: 'a\u0000b' })).toMatchObject({ status: 400 })
  expect(await refused({ id: 'x', from, text: 'hi', colour: 'red' })).toMatchObject({ status: 400 })
  expect(await refused({ id: 'x', from, text: 'a'.repeat(200_001) })).toMatchObject({ status: 400 })
  expect(await refused({ id: '', from, text: 'hi' })).toMatchObject({ status: 400 })
  const found = await app.api<{ items: unknown[] }>('GET', '/customers?query=hal@example.com')
  expect(found.items).toEqual([])
})

test('words on any thread are found by q, or by its former name', async () => {
  const { id } = await say('found', 'ida@example.com', 'The walrus parcel is lost.')
  const found = (path: string) => app.api<{ items: { entry: Entry }[] }>('GET', path)
  await expect.poll(async () => (await found('/search?q=walrus')).items.map(({ entry }) => entry.id)).toEqual([id])
  expect((await found('/search?query=walrus')).items).toHaveLength(1)
  const refused = await app.request('GET', '/search')
  expect(refused.status).toBe(400)
})
