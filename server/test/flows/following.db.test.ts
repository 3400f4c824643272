import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { signedIn, type SignedIn } from '../signed-in.ts'

type Person = SignedIn

const soon = { timeout: 20_000 }
let app: TestApp
let channelId: string
let [ida, noor]: Person[] = []
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  ida = await signIn('Ida')
  noor = await signIn('Noor')
})
afterAll(() => app.stop())

const signIn = (name: string, role?: string) => signedIn(app, name, role)

let count = 0
const say = (person: string, text = 'Where is my parcel?'): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: person, name: person },
    text,
  })
const follow = (person: Person, issueId: string | null) => person.ask('PUT', `/issues/${issueId}/following`)
const toldOf = (person: Person, issueId: string | null) => async () => {
  const { items } = (await person.ask('GET', '/notifications')).body
  const own = items.filter((one: Notification) => one.issue?.id === issueId)
  return own.map(({ kind, count: times }: Notification) => `${kind} ${times}`)
}
const now = (issueId: string | null) => app.api<Issue>('GET', `/issues/${issueId}`)

test('who follows an issue is shown, and the same once more changes nothing', async () => {
  const { issueId } = await say('Mara')
  const before = await now(issueId)
  expect(await follow(ida!, issueId)).toMatchObject({ status: 200, body: { followerIds: [ida!.id] } })
  const { version } = await now(issueId)
  expect(version).toBeGreaterThan(before.version)
  expect((await follow(ida!, issueId)).body.version).toBe(version)
  await Promise.all([follow(noor!, issueId), follow(noor!, issueId)])
  expect((await now(issueId)).followerIds.toSorted()).toEqual([ida!.id, noor!.id].toSorted())
  expect((await noor!.ask('DELETE', `/issues/${issueId}/following`)).body.followerIds).toEqual([ida!.id])
  expect((await follow(ida!, newId())).status).toBe(404)
  expect((await app.request('PUT', `/issues/${issueId}/following`)).status).toBe(400)
})

test('a follower hears of what others write and of its end, not of their own doings, and as one line', async () => {
  const { issueId, customerId } = await say('Kofi')
  await follow(ida!, issueId)
  await say('Kofi', 'And my kettle?')
  await noor!.ask('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'I ask them.', issueId })
  await expect.poll(toldOf(ida!, issueId), soon).toEqual(['followed 2'])
  await ida!.ask('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'Thank you.', issueId })
  await noor!.ask('POST', `/issues/${issueId}/closure`, {})
  await expect.poll(toldOf(ida!, issueId), soon).toEqual(['followed 3'])
  expect(await toldOf(noor!, issueId)()).toEqual([])
})

test('who has the issue hears of the customer once, as its owner', async () => {
  const { issueId } = await say('Lena')
  await follow(ida!, issueId)
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: ida!.id })
  await say('Lena', 'Hello?')
  await expect.poll(async () => (await toldOf(ida!, issueId)()).toSorted(), soon).toEqual(['answered 1', 'assigned 1'])
})

test('a mention or an answer makes somebody a follower where they prefer that, and else not', async () => {
  const { issueId, customerId } = await say('Yan')
  const mention = { kind: 'note', text: '@Ida @Noor', mentions: [ida!.id, noor!.id], issueId }
  await ida!.ask('PATCH', '/me/preferences', { followWhen: ['mentioned'] })
  await app.api('POST', `/customers/${customerId}/entries`, mention)
  await expect.poll(async () => (await now(issueId)).followerIds, soon).toEqual([ida!.id])
  await ida!.ask('PATCH', '/me/preferences', { followWhen: [] })
  await noor!.ask('PATCH', '/me/preferences', { followWhen: ['answered'] })
  const answer = { kind: 'message', text: 'It is on its way.', issueId }
  await noor!.ask('POST', `/customers/${customerId}/entries`, answer)
  await expect.poll(async () => (await now(issueId)).followerIds, soon).toEqual([ida!.id, noor!.id])
  await noor!.ask('PATCH', '/me/preferences', { followWhen: [] })
})

test('what one follows and what one has not read are lists, figures and views of one’s own', async () => {
  const [one, two] = [await say('Ola'), await say('Pia')]
  await follow(ida!, one.issueId)
  const listed = async (person: Person, query: string): Promise<string[]> =>
    (await person.ask('GET', `/issues?${query}`)).body.items.map(({ id }: Issue) => id)
  expect(await listed(ida!, 'followed=true')).toContain(one.issueId)
  expect(await listed(ida!, 'followed=true')).not.toContain(two.issueId)
  expect(await listed(noor!, 'followed=true')).not.toContain(one.issueId)
  expect(await listed(ida!, 'unread=true')).toContain(two.issueId)
  await ida!.ask('PUT', `/issues/${two.issueId}/reading`, { upTo: two.occurredAt })
  expect(await listed(ida!, 'unread=true')).not.toContain(two.issueId)
  expect(await listed(noor!, 'unread=true')).toContain(two.issueId)
  const { body: view } = await ida!.ask('POST', '/views', { name: 'Mine to watch', filter: { followed: true } })
  const { body: counts } = await ida!.ask('GET', '/views/counts')
  const expected = (await listed(ida!, 'followed=true&status=active')).length
  expect(counts.items.find(({ id }: { id: string }) => id === view.id).count).toBe(expected)
  expect((await ida!.ask('GET', '/issues?unread=yes')).status).toBe(400)
})

test('who follows an issue that is merged follows the one that goes on', async () => {
  const first = await say('Quinn')
  await app.api('POST', `/issues/${first.issueId}/closure`, {})
  const second = await say('Quinn', 'My invoice is wrong, number 7812.')
  await follow(noor!, second.issueId)
  await app.api('POST', `/issues/${first.issueId}/merges`, { otherIssueId: second.issueId })
  expect((await now(first.issueId)).followerIds).toEqual([noor!.id])
})
