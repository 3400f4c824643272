import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'

// What is moved to the trash is in its list only, loses nothing, and comes back as it was: by hand, or by an answer.
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

let count = 0
async function asked(words = 'Where is my kettle?') {
  const address = `trash-${++count}@post.example`
  const messageId = `<trash-${count}@post.example>`
  await sendMail(app.smtpPort, { from: address, subject: `Kettle ${count}`, text: words, messageId })
  return { address, issue: (await issuesOf(address))[0]!, messageId }
}
async function issuesOf(address: string, more = ''): Promise<Issue[]> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${address}`)
  return (await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${items[0]!.id}${more}`)).items
}
const answer = (address: string, messageId: string, headers: Record<string, string> = {}) =>
  sendMail(app.smtpPort, {
    from: address,
    subject: 'Re: Kettle',
    text: 'Here is more.',
    messageId: `<answer-${++count}@post.example>`,
    inReplyTo: messageId,
    references: messageId,
    headers,
  })
const trash = ({ id }: Issue): Promise<Issue> => app.api('PUT', `/issues/${id}/trash`)
const restore = ({ id }: Issue): Promise<Issue> => app.api('DELETE', `/issues/${id}/trash`)
const now = ({ id }: Issue): Promise<Issue> => app.api('GET', `/issues/${id}`)
const listed = async (query: string, { id }: Issue): Promise<boolean> =>
  (await app.api<{ items: Issue[] }>('GET', `/issues?limit=100&${query}`)).items.some((issue) => issue.id === id)
const figures = (query = '') => app.api<{ all: number; snoozed: number }>('GET', `/issues/counts${query}`)
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()

test('it leaves every list but that of the trash, every figure and the search', async () => {
  const { issue, address } = await asked('A most unusual xylophone arrived.')
  const found = async () =>
    (await app.api<{ items: { entry: Entry }[] }>('GET', '/search?q=xylophone')).items.filter(
      ({ entry }) => entry.issueId === issue.id,
    ).length
  await expect.poll(found).toBe(1)
  const [before, closedBefore] = [await figures(), await figures('?status=resolved')]

  const moved = await trash(issue)
  expect(moved).toMatchObject({ status: 'resolved', waitingSince: null, trashed: { by: { kind: 'program' } } })
  expect((await figures()).all).toBe(before.all - 1)
  expect((await figures('?status=resolved')).all).toBe(closedBefore.all)
  for (const query of ['status=active', 'status=resolved', 'status=open,resolved', '', `number=${issue.number}`]) {
    expect(await listed(query, issue), query).toBe(false)
  }
  expect(await issuesOf(address)).toEqual([])
  expect(await found()).toBe(0)

  expect(await listed('trash=only', issue)).toBe(true)
  expect(await listed('trash=only&status=resolved', issue)).toBe(true)
  expect(await listed(`trash=any&number=${issue.number}`, issue)).toBe(true)
  expect(await listed('trash=only', (await asked()).issue)).toBe(false)
  // Who opens it by a link sees it, and where it is.
  expect((await now(issue)).trashed).toBeDefined()
  await restore(issue)
  expect(await found()).toBe(1)
})

test('what was marked as spam is in the list of the trash, not of spam, and is spam again afterwards', async () => {
  const { issue } = await asked()
  await app.api('PUT', `/issues/${issue.id}/spam`)
  await trash(issue)
  expect(await listed('spam=only', issue)).toBe(false)
  expect(await listed('trash=only', issue)).toBe(true)
  await restore(issue)
  expect(await now(issue)).toMatchObject({ spam: true, status: 'resolved' })
  expect(await listed('spam=only', issue)).toBe(true)
})

test.each([
  ['new', async () => {}, { status: 'open', resolvedAt: null }],
  [
    'answered',
    ({ customerId, id }: Issue) =>
      app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Soon.', issueId: id }),
    { status: 'waiting_on_customer', waitingSince: null },
  ],
  [
    'closed, by whom it was closed',
    ({ id }: Issue) => app.api('POST', `/issues/${id}/closure`),
    { status: 'resolved', resolvedBy: { kind: 'program' } },
  ],
  [
    'snoozed, which goes on',
    ({ id }: Issue) => app.api('POST', `/issues/${id}/snooze`, { until: tomorrow() }),
    { status: 'snoozed' },
  ],
] as const)('restored it is as it was: %s', async (_, then, expected) => {
  const { issue } = await asked()
  await app.api('PATCH', `/issues/${issue.id}`, { priority: 'high' })
  await then(issue)
  const { snoozedUntil } = await now(issue)
  expect((await trash(issue)).snoozedUntil).toBeNull()
  const back = await restore(issue)
  expect(back).toMatchObject({ ...expected, priority: 'high', snoozedUntil })
  expect(back.trashed).toBeUndefined()
  expect(await listed('trash=only', issue)).toBe(false)
})

test('said twice it changes nothing, what is not there cannot be restored, and who may only read may do neither', async () => {
  const { issue } = await asked()
  const first = await trash(issue)
  expect((await trash(issue)).version).toBe(first.version)
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'reader', role: 'readonly' })
  const headers = { authorization: `Bearer ${token}` }
  for (const method of ['PUT', 'DELETE'] as const) {
    expect((await app.request(method, `/issues/${issue.id}/trash`, undefined, headers)).status).toBe(403)
  }
  await restore(issue)
  expect((await app.request('DELETE', `/issues/${issue.id}/trash`)).status).toBe(409)
  expect((await now(issue)).trashed).toBeUndefined()
})

test('of two who move it and restore it at once, each step happens once', async () => {
  const { issue } = await asked()
  const moved = await Promise.all([trash(issue), trash(issue), trash(issue)])
  expect(new Set(moved.map(({ version }) => version)).size).toBe(1)
  const restored = await Promise.all(
    [1, 2, 3].map(async () => (await app.request('DELETE', `/issues/${issue.id}/trash`)).status),
  )
  expect(restored.toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect(await now(issue)).toMatchObject({ status: 'open' })
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${issue.customerId}/thread`)
  const names = items.flatMap(({ content }) => (content.type === 'event' ? [content.name] : []))
  expect(names).toEqual(['issue.trashed', 'issue.restored'])
})

test('an answer brings it back and says so; anything else opens another issue', async () => {
  const { address, issue, messageId } = await asked()
  await trash(issue)
  await sendMail(app.smtpPort, { from: address, subject: 'Something else', text: 'Do you sell lamps?' })
  expect(await now(issue)).toMatchObject({ status: 'resolved', trashed: {} })
  await answer(address, messageId)
  const back = await now(issue)
  expect(back).toMatchObject({ status: 'waiting_on_us', resolvedAt: null })
  expect(back.trashed).toBeUndefined()
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${issue.customerId}/thread`)
  const said = items.find(({ text }) => text.includes('Here is more'))!.threading
  expect(said.sentence).toContain('was in the trash and is back')
  expect(said.words?.map(({ code }) => code)).toContain('threading.back_from_trash')
  // Closed from here on, it is closed, and not in the trash again.
  await app.api('POST', `/issues/${issue.id}/closure`)
  expect(await listed('trash=only', issue)).toBe(false)
  expect(await listed('status=resolved', issue)).toBe(true)
})

test('an automatic answer leaves it where it is', async () => {
  const { address, issue, messageId } = await asked()
  await trash(issue)
  await answer(address, messageId, { 'auto-submitted': 'auto-replied' })
  expect(await now(issue)).toMatchObject({ status: 'resolved', trashed: {} })
})

test('an answer that comes in while somebody restores it finds it open, whichever is first', async () => {
  for (let round = 0; round < 5; round++) {
    const { address, issue, messageId } = await asked()
    await trash(issue)
    await Promise.all([answer(address, messageId), app.request('DELETE', `/issues/${issue.id}/trash`)])
    const after = await now(issue)
    expect(after.trashed).toBeUndefined()
    expect(['open', 'waiting_on_us']).toContain(after.status)
    expect((await issuesOf(address)).map(({ id }) => id)).toEqual([issue.id])
  }
})

test('of many, one that is refused stops no other', async () => {
  const [one, two] = [(await asked()).issue, (await asked()).issue]
  const bulk = (kind: 'trash' | 'restore', ids: string[]) =>
    app.api<{ items: BulkResult[] }>('POST', '/issues/bulk', { ids, change: { kind } })
  const nobody = '01941f29-7c00-7aaa-8bbb-0123456789ab'
  const outcomes = ({ items }: { items: BulkResult[] }) => items.map(({ outcome }) => outcome)
  await trash(two)
  expect(outcomes(await bulk('trash', [one.id, two.id, nobody]))).toEqual(['changed', 'unchanged', 'refused'])
  await restore(two)
  expect(outcomes(await bulk('restore', [one.id, two.id, nobody]))).toEqual(['changed', 'refused', 'refused'])
})

test('nothing that waits is merged into the trash', async () => {
  const { issue: kept, address } = await asked()
  await sendMail(app.smtpPort, { from: address, subject: 'An invoice', text: 'Something quite different.' })
  const [other] = (await issuesOf(address)).filter(({ id }) => id !== kept.id)
  await trash(kept)
  const merge = (into: Issue, from: Issue) =>
    app.request('POST', `/issues/${into.id}/merges`, { otherIssueId: from.id, reason: '' })
  expect((await merge(kept, other!)).status).toBe(409)
  expect(await listed('status=active', other!)).toBe(true)
  expect((await merge(other!, kept)).status).toBe(201)
  expect(await listed('status=active', other!)).toBe(true)
})
