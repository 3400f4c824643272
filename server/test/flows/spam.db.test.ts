import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'

// What a person calls spam leaves the inbox and its figures, loses nothing, and comes back as it was.
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

let count = 0
async function asked(): Promise<{ address: string; issue: Issue; messageId: string }> {
  const address = `sender-${++count}@bulk.example`
  const messageId = `<first-${count}@bulk.example>`
  await sendMail(app.smtpPort, { from: address, subject: `Offer ${count}`, text: 'Buy now!', messageId })
  return { address, issue: (await issuesOf(address))[0]!, messageId }
}
async function issuesOf(address: string): Promise<Issue[]> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${address}`)
  return (await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${items[0]!.id}`)).items
}
const mark = ({ id }: Issue): Promise<Issue> => app.api('PUT', `/issues/${id}/spam`)
const unmark = ({ id }: Issue): Promise<Issue> => app.api('DELETE', `/issues/${id}/spam`)
const now = ({ id }: Issue): Promise<Issue> => app.api('GET', `/issues/${id}`)
const listed = async (query: string, { id }: Issue): Promise<boolean> =>
  (await app.api<{ items: Issue[] }>('GET', `/issues?limit=100&${query}`)).items.some((issue) => issue.id === id)
const figures = () => app.api<{ all: number; unassigned: number }>('GET', '/issues/counts')
const closedOnes = () => app.api<{ all: number }>('GET', '/issues/counts?status=resolved')

test('it leaves every list but that of spam, and every figure', async () => {
  const { issue } = await asked()
  const [before, closedBefore] = [await figures(), await closedOnes()]
  expect(await mark(issue)).toMatchObject({ status: 'resolved', spam: true, waitingSince: null })
  expect((await figures()).all).toBe(before.all - 1)
  expect((await closedOnes()).all).toBe(closedBefore.all)
  expect(await listed('status=active', issue)).toBe(false)
  expect(await listed('status=resolved', issue)).toBe(false)
  expect(await listed('status=open,resolved', issue)).toBe(false)
  expect(await listed('', issue)).toBe(false)
  expect(await listed('spam=only', issue)).toBe(true)
  // Who looks at the person, or for the number, sees it.
  expect(await listed(`customerId=${issue.customerId}`, issue)).toBe(true)
  expect(await listed(`number=${issue.number}`, issue)).toBe(true)
  expect(await listed('spam=only', (await asked()).issue)).toBe(false)
})

test('nothing that waits is merged into spam, and what quotes a part of it opens another issue', async () => {
  const { address, issue: spam, messageId } = await asked()
  const more = (subject: string, headers: object = {}) =>
    sendMail(app.smtpPort, { from: address, subject, text: 'Hello?', ...headers })
  await more('A real question')
  const real = (await issuesOf(address)).find(({ id }) => id !== spam.id)!
  await mark(spam)
  const merge = (into: Issue, other: Issue) =>
    app.request('POST', `/issues/${into.id}/merges`, { otherIssueId: other.id, reason: '' })
  expect((await merge(spam, real)).status).toBe(409)
  expect((await now(real)).mergedIntoId).toBeNull()
  // Two that are spam may be one, and an answer to a part of them is a new issue.
  await mark(real)
  expect((await merge(real, spam)).status).toBe(201)
  await more('Re: Offer', { inReplyTo: messageId, references: messageId })
  const newest = (await issuesOf(address)).filter(({ spam: isSpam, mergedIntoId }) => !isSpam && mergedIntoId === null)
  expect(newest).toHaveLength(1)
  expect(newest[0]).toMatchObject({ status: 'open' })
})

test.each([
  ['new', async () => {}, { status: 'open' }],
  [
    'answered',
    ({ customerId, id }: Issue) =>
      app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'No.', issueId: id }),
    { status: 'waiting_on_customer', waitingSince: null },
  ],
  ['closed', ({ id }: Issue) => app.api('POST', `/issues/${id}/closure`), { status: 'resolved' }],
  [
    'snoozed, which has ended by it',
    ({ id }: Issue) =>
      app.api('POST', `/issues/${id}/snooze`, { until: new Date(Date.now() + 86_400_000).toISOString() }),
    { status: 'waiting_on_us', snoozedUntil: null },
  ],
] as const)('what was none is back as it was: %s', async (_, then, expected) => {
  const { issue } = await asked()
  await app.api('PATCH', `/issues/${issue.id}`, { priority: 'high' })
  await then(issue)
  await mark(issue)
  const back = await unmark(issue)
  expect(back).toMatchObject({ ...expected, priority: 'high' })
  expect(back.spam).toBeUndefined()
  expect(await listed('spam=only', issue)).toBe(false)
})

test('said twice it changes nothing, and what is none cannot be taken back', async () => {
  const { issue } = await asked()
  const first = await mark(issue)
  expect((await mark(issue)).version).toBe(first.version)
  await unmark(issue)
  expect((await app.request('DELETE', `/issues/${issue.id}/spam`)).status).toBe(409)
  const role = await app.api<{ token: string }>('POST', '/tokens', { name: 'reader', role: 'readonly' })
  const headers = { authorization: `Bearer ${role.token}` }
  expect((await app.request('PUT', `/issues/${issue.id}/spam`, undefined, headers)).status).toBe(403)
  expect((await now(issue)).spam).toBeUndefined()
})

test('what its sender writes next is another issue, even as an answer: nothing gets lost among spam', async () => {
  const { address, issue, messageId } = await asked()
  await mark(issue)
  await sendMail(app.smtpPort, { from: address, subject: 'Something else', text: 'Where is my order?' })
  const answer = { inReplyTo: messageId, references: messageId }
  await sendMail(app.smtpPort, { from: address, subject: `Re: Offer`, text: 'And my refund?', ...answer })
  const others = (await issuesOf(address)).filter(({ id }) => id !== issue.id)
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ status, spam }) => status === 'open' && spam === undefined)).toBe(true)
  expect(await now(issue)).toMatchObject({ status: 'resolved', spam: true })
})

test('who answers it says that it is none; closed again it stays none', async () => {
  const { issue } = await asked()
  await mark(issue)
  await app.api('POST', `/issues/${issue.id}/reopening`)
  expect((await now(issue)).spam).toBeUndefined()
  await app.api('POST', `/issues/${issue.id}/closure`)
  expect((await now(issue)).spam).toBeUndefined()
  expect(await listed('status=resolved', issue)).toBe(true)

  const other = await asked()
  await mark(other.issue)
  const message = { kind: 'message', text: 'Sorry, you are no spam.', issueId: other.issue.id }
  await app.api('POST', `/customers/${other.issue.customerId}/entries`, message)
  expect((await now(other.issue)).spam).toBeUndefined()
  await app.api('POST', `/issues/${other.issue.id}/closure`)
  expect((await now(other.issue)).spam).toBeUndefined()
})

test('the thread and the feed say who said so', async () => {
  const { issue } = await asked()
  await mark(issue)
  await unmark(issue)
  const { items } = await app.api<{ items: { content: { type: string; name?: string; data?: unknown } }[] }>(
    'GET',
    `/customers/${issue.customerId}/thread`,
  )
  expect(items.flatMap(({ content }) => (content.type === 'event' ? [[content.name, content.data]] : []))).toEqual([
    ['issue.resolved', expect.objectContaining({ spam: true })],
    ['issue.reopened', expect.objectContaining({ spam: false })],
  ])
})
