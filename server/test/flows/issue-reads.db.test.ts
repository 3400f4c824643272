import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { IssueRead, Reads } from '@throughline/protocol/issues/reads.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'

const password = 'correct horse battery staple'
const publicOrigin = 'http://localhost:3000'

let app: TestApp
let channelId: string
let ben: Colleague
let ada: Colleague
beforeAll(async () => {
  app = await startTestApp({ env: { PUBLIC_URL: publicOrigin } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  ben = await colleague('Ben')
  ada = await colleague('Ada')
})
afterAll(() => app.stop())

interface Page {
  items: Issue[]
  reads: Reads
  streamCursor: string
}

interface Colleague {
  id: string
  cookie: string
  call<T>(method: string, path: string, body?: unknown): Promise<T>
}

async function colleague(name: string): Promise<Colleague> {
  const email = `${name.toLowerCase()}@example.com`
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, email, password })
  const headers = { origin: publicOrigin, 'sec-fetch-site': 'same-origin' }
  const signedIn = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.ok, `${method} ${path} ${response.status}`).toBe(true)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (await response.json()) as T
  }
  return { id, cookie, call }
}

const say = (person: string, text: string): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: newId(),
    from: { kind: 'account', value: person, name: person },
    text,
  })

const listFor = (who: Pick<Colleague, 'call'>): Promise<Page> => who.call('GET', '/issues?limit=100')
const issueOf = (id: string): Promise<Issue> => app.api('GET', `/issues/${id}`)

/** As every client works it out. */
function isUnread({ items, reads }: Page, issueId: string): boolean {
  const issue = items.find(({ id }) => id === issueId)!
  const read = reads.items.find((one) => one.issueId === issueId)
  const seenUpTo = read?.upTo ?? reads.since
  return (
    (read?.markedUnread ?? false) ||
    (issue.lastContactAt !== null && seenUpTo !== null && issue.lastContactAt > seenUpTo)
  )
}

const read = (who: Colleague, issue: Issue): Promise<IssueRead> =>
  who.call('PUT', `/issues/${issue.id}/reading`, { upTo: issue.lastContactAt })

test('an issue is unread for each person until that person reads it, and again when the customer writes', async () => {
  const { issueId } = await say('Mara', 'My kettle leaks')
  const id = issueId!
  expect([isUnread(await listFor(ben), id), isUnread(await listFor(ada), id)]).toEqual([true, true])
  await read(ben, await issueOf(id))
  expect([isUnread(await listFor(ben), id), isUnread(await listFor(ada), id)]).toEqual([false, true])
  // What we write makes nothing unread.
  await app.api('POST', `/issues/${id}/assignment`, { ownerId: ben.id })
  expect(isUnread(await listFor(ben), id)).toBe(false)
  await say('Mara', 'It still leaks')
  expect([isUnread(await listFor(ben), id), isUnread(await listFor(ada), id)]).toEqual([true, true])
})

test('who read before the newest words has not read them, in whatever order it is said', async () => {
  const { issueId } = await say('Noor', 'I cannot sign in')
  const before = await issueOf(issueId!)
  await say('Noor', 'Nor can my sister')
  await read(ben, await issueOf(issueId!))
  await read(ben, before)
  expect(isUnread(await listFor(ben), before.id)).toBe(false)
  await read(ada, before)
  expect(isUnread(await listFor(ada), before.id)).toBe(true)
})

test('a time to come is not believed either while the customer has not written', async () => {
  const identities = [{ kind: 'account', value: 'Ida' }]
  const { id: customerId } = await app.api<{ id: string }>('POST', '/customers', { displayName: 'Ida', identities })
  const message = { kind: 'message', text: 'Your lamp is here', channelId }
  const { issueId } = await app.api<Entry>('POST', `/customers/${customerId}/entries`, message)
  const far = { upTo: '2999-01-01T00:00:00.000Z' }
  expect(await ben.call('PUT', `/issues/${issueId!}/reading`, far)).toMatchObject({ upTo: null })
  expect((await say('Ida', 'Thank you')).issueId).toBe(issueId)
  expect(isUnread(await listFor(ben), issueId!)).toBe(true)
})

test('what is marked unread stays so until it is read again, and a time to come is not believed', async () => {
  const { issueId } = await say('Lena', 'Please cancel')
  const issue = await issueOf(issueId!)
  await read(ben, issue)
  expect(await ben.call('DELETE', `/issues/${issue.id}/reading`)).toMatchObject({ markedUnread: true })
  expect(isUnread(await listFor(ben), issue.id)).toBe(true)
  const far = await ben.call<IssueRead>('PUT', `/issues/${issue.id}/reading`, { upTo: '2999-01-01T00:00:00.000Z' })
  expect(far).toMatchObject({ markedUnread: false, upTo: issue.lastContactAt })
  await say('Lena', 'At once')
  expect(isUnread(await listFor(ben), issue.id)).toBe(true)
})

test('who joins later does not begin with what was written before, and a program has nothing to read', async () => {
  const { issueId } = await say('Oskar', 'As a present, please')
  const cleo = await colleague('Cleo')
  expect(isUnread(await listFor(cleo), issueId!)).toBe(false)
  await say('Oskar', 'With a ribbon')
  expect(isUnread(await listFor(cleo), issueId!)).toBe(true)
  const page = await listFor({ call: (method, path, body) => app.api(method, path, body) })
  expect(page.reads).toEqual({ since: null, items: [] })
})

test('a token is no person: it reads nothing and marks nothing as unread', async () => {
  const { issueId } = await say('Theo', 'Hello')
  const path = `/issues/${issueId}/reading`
  for (const [method, body] of [
    ['PUT', { upTo: null }],
    ['DELETE', undefined],
  ] as const) {
    const refused = await app.request(method, path, body)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ words: [{ code: 'issues.tokens_read_nothing' }] })
  }
  const { rows } = await app.database.pool.query('select 1 from issue_reads where issue_id = $1', [issueId])
  expect(rows).toEqual([])
})

test('there is nothing to read where there is no issue', async () => {
  const none = `/issues/${newId()}/reading`
  await expect(ben.call('PUT', none, { upTo: null })).rejects.toThrow('404')
  await expect(ben.call('DELETE', none)).rejects.toThrow('404')
})

test('the figures follow the filter, and count what of one’s own is unread', async () => {
  const dora = await colleague('Dora')
  const [one, two] = [await say('Pia', 'One'), await say('Quinn', 'Two')]
  for (const { issueId } of [one, two]) await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: dora.id })
  await app.api('PATCH', `/issues/${one.issueId}`, { priority: 'urgent' })
  expect(await dora.call('GET', '/issues/counts')).toMatchObject({ mine: 2, unread: 2 })
  await read(dora, await issueOf(one.issueId!))
  expect(await dora.call('GET', '/issues/counts')).toMatchObject({ mine: 2, unread: 1 })
  const urgent = '?priority=urgent'
  const listed = await dora.call<Page>('GET', `/issues${urgent}&status=active&limit=100`)
  expect(await dora.call('GET', `/issues/counts${urgent}`)).toMatchObject({ mine: 1, all: listed.items.length })
  expect(await dora.call('GET', '/issues/counts?status=resolved')).toMatchObject({ mine: 0, all: 0 })
  await app.api('POST', `/issues/${two.issueId}/closure`, {})
  expect(await dora.call('GET', '/issues/counts?status=resolved')).toMatchObject({ mine: 1, all: 1 })
})

interface Tab {
  told: ServerMessage[]
  close(): void
}

function openTab(who: Colleague, cursor: string): Promise<Tab> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { cookie: who.cookie, origin: publicOrigin },
  })
  const told: ServerMessage[] = []
  const ready = Promise.withResolvers<Tab>()
  socket.on('error', ready.reject)
  socket.on('message', (data: Buffer) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server
    const message = JSON.parse(data.toString()) as ServerMessage
    if (message.type === 'hello') socket.send(JSON.stringify({ type: 'subscribe', topic: 'inbox', cursor }))
    if (message.type === 'subscribed') ready.resolve({ told, close: () => socket.close() })
    told.push(message)
  })
  return ready.promise
}

const readsIn = ({ told }: Tab): string[] =>
  told.flatMap((message) => (message.type === 'reads' ? message.reads.map(({ issueId }) => issueId) : []))

test('the other tabs of the same person are told, and nobody else’s; a tab that was cut off is told later', async () => {
  const { issueId } = await say('Rosa', 'Hello?')
  const [{ streamCursor }, ofAda] = [await listFor(ben), await listFor(ada)]
  const [tab, other] = [await openTab(ben, streamCursor), await openTab(ada, ofAda.streamCursor)]
  await read(ben, await issueOf(issueId!))
  await expect.poll(() => readsIn(tab)).toContain(issueId)
  // Ada's tab has been sent everything up to here.
  await say('Rosa', 'Anybody there?')
  await expect.poll(() => other.told.some((message) => message.type === 'issue')).toBe(true)
  expect(readsIn(other)).not.toContain(issueId)
  tab.close()
  const later = await openTab(ben, streamCursor)
  await expect.poll(() => readsIn(later)).toContain(issueId)
  for (const open of [later, other]) open.close()
})

test('a customer waits since the first message that nobody has answered', async () => {
  const first = await say('Sam', 'Where is it?')
  const id = first.issueId!
  const since = (await issueOf(id)).waitingSince
  expect(since).toBe((await issueOf(id)).firstContactAt)
  await say('Sam', 'Please?')
  expect((await issueOf(id)).waitingSince).toBe(since)

  const answer = { kind: 'message', text: 'On its way', issueId: id }
  await app.api('POST', `/customers/${first.customerId}/entries`, answer)
  expect(await issueOf(id)).toMatchObject({ status: 'waiting_on_customer', waitingSince: null })
  await say('Sam', 'It is broken')
  const again = await issueOf(id)
  expect(again.waitingSince).toBe(again.lastContactAt)
  await say('Sam', 'In two')

  // Closed by mistake: they have waited all along.
  await app.api('POST', `/issues/${id}/closure`, {})
  expect((await issueOf(id)).waitingSince).toBeNull()
  await app.api('POST', `/issues/${id}/reopening`, {})
  expect((await issueOf(id)).waitingSince).toBe(again.waitingSince)
  // A new word on a closed issue is a new wait.
  await app.api('POST', `/issues/${id}/closure`, {})
  const anew = await say('Sam', 'And now the lid is lost')
  const last = await issueOf(anew.issueId!)
  expect(last.waitingSince).toBe(last.lastContactAt)
})
