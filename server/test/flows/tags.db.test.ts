import type { IssueChange } from '@throughline/protocol/issues/changes.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { SavedView } from '@throughline/protocol/issues/views.ts'
import { mostTags, mostTagsOnIssue, type Tag } from '@throughline/protocol/tags/tags.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
let channelId: string
let staffToken: { authorization: string }
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'A colleague', role: 'staff' })
  staffToken = { authorization: `Bearer ${token}` }
})
afterAll(() => app.stop())

let written = 0
async function newIssue(): Promise<Issue> {
  const name = `Customer ${++written}`
  const from = { kind: 'account', value: `customer-${written}`, name }
  await app.api('POST', `/channels/${channelId}/inbound`, { id: `${written}`, from, text: 'Where is my parcel?' })
  const { items } = await app.api<{ items: Issue[] }>('GET', '/issues')
  return items.find(({ customerName }) => customerName === name)!
}
const newTag = (name: string, more = {}) => app.api<Tag>('POST', '/tags', { name, ...more })
const tagIssue = (issue: Issue, change: { add?: string[]; remove?: string[] }) =>
  app.api<Issue>('POST', `/issues/${issue.id}/tags`, change)
const namesOf = (issue: Pick<Issue, 'tags'>) => issue.tags.map(({ name }) => name)
const now = (issue: Issue) => app.api<Issue>('GET', `/issues/${issue.id}`)
const foundBy = async (query: string): Promise<string[]> =>
  (await app.api<{ items: Issue[] }>('GET', `/issues?${query}`)).items.map(({ id }) => id)

async function refused(answer: Promise<Response>, status: number, code: string): Promise<void> {
  const response = await answer
  expect([response.status, await response.json()]).toMatchObject([status, { code }])
}

test('a name is one whatever its case, its form and what cannot be seen in it', async () => {
  await newTag('Café')
  const same = ['CAFÉ', 'Cafe\u0301', ' café ', 'Ca\u200bfé', 'Ｃａｆé']
  for (const name of same) await refused(app.request('POST', '/tags', { name }), 409, 'already_exists')
  // What differs to a reader is another tag.
  await newTag('Cafe')
  for (const name of ['', '  ', '\u200b\u2060', '\u202e', 'x'.repeat(61), 'a\u0000b']) {
    await refused(app.request('POST', '/tags', { name }), 400, 'invalid_request')
  }
})

test.each([
  ['an id', '01941f29-7c00-7aaa-8bbb-0123456789ab'],
  ['markup', '<img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("https://evil.example")'],
  ['SQL', `'); drop table tags; --`],
  ['right to left', 'استرداد الأموال'],
  ['emoji', '👩‍👩‍👧 family'],
  ['a comma', 'lost, found'],
])('a name may be %s, and is kept as it is', async (_what, name) => {
  const tag = await newTag(name)
  expect(tag.name).toBe(name)
  const tagged = await tagIssue(await newIssue(), { add: [tag.id] })
  expect(tagged.tags).toEqual([{ id: tag.id, name, colour: 'gray' }])
  expect(await foundBy(`tagsAny=${tag.id}`)).toEqual([tagged.id])
})

test('controls of direction and breaks of line do not get into a name', async () => {
  expect((await newTag('a\u202eb\n c')).name).toBe('ab c')
})

test('what staff may do with issues they may do with tags; the list is for who manages it', async () => {
  const tag = await newTag('Billing')
  const issue = await newIssue()
  const asStaff = (method: string, path: string, body?: unknown) => app.request(method, path, body, staffToken)
  expect((await asStaff('POST', `/issues/${issue.id}/tags`, { add: [tag.id] })).status).toBe(200)
  expect((await asStaff('GET', '/tags')).status).toBe(200)
  await refused(asStaff('POST', '/tags', { name: 'Mine' }), 403, 'forbidden')
  await refused(asStaff('PATCH', `/tags/${tag.id}`, { name: 'Mine' }), 403, 'forbidden')
  await refused(asStaff('DELETE', `/tags/${tag.id}`), 403, 'forbidden')
  await refused(asStaff('POST', `/tags/${tag.id}/merges`, { otherTagId: newId() }), 403, 'forbidden')
  const { items } = await app.api<{ items: { action: string; details: object }[] }>('GET', '/audit?action=tag.created')
  expect(items[0]).toMatchObject({ details: { name: 'Billing' } })
})

test('the history says what was and what is, the feed what came and went, and nothing twice', async () => {
  const [one, two] = [await newTag('One'), await newTag('Two')]
  const issue = await newIssue()
  const tagged = await tagIssue(issue, { add: [one.id, two.id] })
  expect(namesOf(tagged)).toEqual(['One', 'Two'])
  // The same once more is no change.
  expect((await tagIssue(issue, { add: [one.id], remove: [newId()] })).version).toBe(tagged.version)
  await tagIssue(issue, { remove: [one.id] })

  const history = await app.api<{ items: IssueChange[] }>('GET', `/issues/${issue.id}/changes`)
  expect(history.items.slice(1)).toMatchObject([
    { by: { kind: 'program' }, from: { tagIds: [] }, to: { tagIds: [one.id, two.id] } },
    { from: { tagIds: [one.id, two.id] }, to: { tagIds: [two.id] } },
  ])
  const changes = await app.api<{ items: { type: string; issueId: string; data: unknown }[] }>(
    'GET',
    '/changes?limit=200',
  )
  const own = changes.items.filter((change) => change.type === 'issue.tagged' && change.issueId === issue.id)
  expect(own.map(({ data }) => data)).toMatchObject([
    { added: [{ id: one.id, name: 'One' }, { name: 'Two' }], removed: [], by: { name: expect.any(String) } },
    { added: [], removed: [{ id: one.id, name: 'One' }] },
  ])
})

test('of ten who tag one issue at once, each is right', async () => {
  const issue = await newIssue()
  const tags = await Promise.all(Array.from({ length: 10 }, (_, index) => newTag(`At once ${index}`)))
  await Promise.all(tags.map(({ id }) => tagIssue(issue, { add: [id] })))
  expect(namesOf(await now(issue))).toHaveLength(10)
})

test('of two tags of one name at once, one is made', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => app.request('POST', '/tags', { name: 'Made at once' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
})

test('issues are found by any, all and none of some tags, in lists, figures and views', async () => {
  const [a, b, c] = [await newTag('F a'), await newTag('F b'), await newTag('F c')]
  const [ab, onlyA, none] = [await newIssue(), await newIssue(), await newIssue()]
  await tagIssue(ab, { add: [a.id, b.id] })
  await tagIssue(onlyA, { add: [a.id] })
  expect(await foundBy(`tagsAny=${a.id},${b.id}`)).toEqual([onlyA.id, ab.id])
  expect(await foundBy(`tagsAll=${a.id},${b.id}`)).toEqual([ab.id])
  expect(await foundBy(`tagsAny=${a.id}&tagsNone=${b.id}`)).toEqual([onlyA.id])
  expect(await foundBy(`tagsAny=${c.id}`)).toEqual([])
  // Of what is not there, no issue has any.
  expect(await foundBy(`tagsAll=${a.id},${newId()}`)).toEqual([])
  const without = await foundBy(`tagsNone=${a.id}&limit=200`)
  expect(without).toContain(none.id)
  expect(without).not.toContain(ab.id)
  expect(await app.api('GET', `/issues/counts?tagsAny=${a.id}`)).toMatchObject({ all: 2 })
  await refused(app.request('GET', '/issues?tagsAny=Refund'), 400, 'invalid_request')
  await refused(
    app.request('GET', `/issues?tagsAny=${Array.from({ length: 51 }, newId).join(',')}`),
    400,
    'invalid_request',
  )

  const view = await app.api<SavedView>('POST', '/views', {
    name: 'A without B',
    filter: { tagsAll: [a.id], tagsNone: [b.id] },
  })
  const { items } = await app.api<{ items: { id: string; count: number }[] }>('GET', '/views/counts')
  expect(items).toContainEqual({ id: view.id, count: 1 })
})

test('merged tags are one, wherever they were used, and are two again exactly when that is undone', async () => {
  const [refund, refunds] = [await newTag('Refund'), await newTag('Refunds')]
  const [one, two, both] = [await newIssue(), await newIssue(), await newIssue()]
  await tagIssue(one, { add: [refund.id] })
  await tagIssue(two, { add: [refunds.id] })
  await tagIssue(both, { add: [refund.id, refunds.id] })
  const view = await app.api<SavedView>('POST', '/views', { name: 'Refunds', filter: { tagsAny: [refunds.id] } })
  const merged = await app.api<Tag>('POST', `/tags/${refund.id}/merges`, { otherTagId: refunds.id })
  expect(merged.mergedIds).toEqual([refunds.id])
  expect(namesOf(await now(two))).toEqual(['Refund'])
  expect(namesOf(await now(both))).toEqual(['Refund'])
  for (const id of [refund.id, refunds.id]) {
    expect((await foundBy(`tagsAny=${id}`)).toSorted()).toEqual([one.id, two.id, both.id].toSorted())
  }
  const { items } = await app.api<{ items: SavedView[] }>('GET', '/views')
  expect(items.find(({ id }) => id === view.id)?.filter.tagsAny).toEqual([refund.id])
  // What is one tag is added and removed as one.
  const issue = await newIssue()
  expect(namesOf(await tagIssue(issue, { add: [refunds.id, refund.id] }))).toEqual(['Refund'])
  expect(namesOf(await tagIssue(issue, { remove: [refunds.id] }))).toEqual([])
  // Neither in a circle, nor twice.
  await refused(app.request('POST', `/tags/${refunds.id}/merges`, { otherTagId: refund.id }), 404, 'not_found')
  await refused(app.request('POST', `/tags/${refund.id}/merges`, { otherTagId: refunds.id }), 404, 'not_found')
  await refused(app.request('POST', `/tags/${refund.id}/merges`, { otherTagId: refund.id }), 409, 'conflict')

  await app.api('POST', `/tags/${refund.id}/merges/undo`, { otherTagId: refunds.id })
  expect([namesOf(await now(one)), namesOf(await now(two)), namesOf(await now(both))]).toEqual([
    ['Refund'],
    ['Refunds'],
    ['Refund', 'Refunds'],
  ])
  await refused(app.request('POST', `/tags/${refund.id}/merges/undo`, { otherTagId: refunds.id }), 409, 'conflict')
})

test('two tags that are merged into each other at once are one', async () => {
  const [a, b] = [await newTag('Circle a'), await newTag('Circle b')]
  const answers = await Promise.all([
    app.request('POST', `/tags/${a.id}/merges`, { otherTagId: b.id }),
    app.request('POST', `/tags/${b.id}/merges`, { otherTagId: a.id }),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404])
})

test('merges one above the other are bounded, so that neither the list nor an issue is slow to read', async () => {
  const chain: Tag[] = []
  for (let n = 0; n <= 51; n++) chain.push(await newTag(`Chain ${n}`))
  const mergeUp = (n: number) => app.request('POST', `/tags/${chain[n + 1]!.id}/merges`, { otherTagId: chain[n]!.id })
  for (let n = 0; n < 50; n++) expect((await mergeUp(n)).status).toBeLessThan(300)
  const refused = await mergeUp(50)
  expect([refused.status, await refused.json()]).toMatchObject([409, { words: [{ code: 'tags.merged_too_often' }] }])
  // The other way round it goes.
  const [tall, last] = [chain[50]!, chain[51]!]
  await app.api('POST', `/tags/${tall.id}/merges`, { otherTagId: last.id })
  const { items } = await app.api<{ items: Tag[] }>('GET', '/tags')
  const below = [...chain.slice(0, 50), last].map(({ id }) => id)
  expect(items.find(({ id }) => id === tall.id)?.mergedIds.toSorted()).toEqual(below.toSorted())
})

test('a tag that was deleted is on no issue and can be restored to all; an archived one stays and is given to none', async () => {
  const tag = await newTag('Old campaign')
  const issue = await newIssue()
  await tagIssue(issue, { add: [tag.id] })
  await app.api('DELETE', `/tags/${tag.id}`)
  expect(namesOf(await now(issue))).toEqual([])
  expect(await foundBy(`tagsAny=${tag.id}`)).toEqual([])
  await refused(app.request('POST', `/issues/${issue.id}/tags`, { add: [tag.id] }), 404, 'not_found')
  await refused(app.request('PATCH', `/tags/${tag.id}`, { name: 'X' }), 404, 'not_found')
  // Its name is free until then.
  const other = await newTag('old CAMPAIGN')
  await refused(app.request('POST', `/tags/${tag.id}/restoration`), 409, 'already_exists')
  await app.api('DELETE', `/tags/${other.id}`)
  await app.api('POST', `/tags/${tag.id}/restoration`)
  expect(namesOf(await now(issue))).toEqual(['Old campaign'])

  await app.api('PATCH', `/tags/${tag.id}`, { archived: true })
  expect(namesOf(await now(issue))).toEqual(['Old campaign'])
  await refused(app.request('POST', `/issues/${(await newIssue()).id}/tags`, { add: [tag.id] }), 409, 'conflict')
})

test('of two who rename a tag, the later is told', async () => {
  const tag = await newTag('Shipping')
  const was = { updatedAt: tag.updatedAt }
  await app.api('PATCH', `/tags/${tag.id}`, { name: 'Delivery', was })
  await refused(app.request('PATCH', `/tags/${tag.id}`, { name: 'Transport', was }), 409, 'conflict')
})

test('an issue that is merged into another brings its tags', async () => {
  const [a, b] = [await newTag('M a'), await newTag('M b')]
  const first = await newIssue()
  await app.api('POST', `/issues/${first.id}/closure`, {})
  const from = { kind: 'account', value: `customer-${written}`, name: `customer-${written}` }
  await app.api('POST', `/channels/${channelId}/inbound`, {
    id: 'second',
    from,
    text: 'My invoice is wrong, number 7812.',
  })
  const { items } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${first.customerId}`)
  const second = items.find(({ id }) => id !== first.id)!
  await tagIssue(first, { add: [a.id] })
  await tagIssue(second, { add: [a.id, b.id] })
  await app.api('POST', `/issues/${first.id}/merges`, { otherIssueId: second.id })
  expect(namesOf(await now(first))).toEqual(['M a', 'M b'])
})

test('an issue has a hundred tags and not one more, and thousands of them are listed at once', async () => {
  const many = mostTags - (await app.api<{ items: Tag[] }>('GET', '/tags')).items.length - 1
  await sql`insert into tags (id, name, key, colour, description, created_at, updated_at)
    select gen_random_uuid(), 'Many ' || n, 'many ' || n, 'blue', '', now(), now()
    from generate_series(1, ${many}::int) n`.execute(app.database.db)
  await newTag('The last one')
  await refused(app.request('POST', '/tags', { name: 'One too many' }), 409, 'conflict')
  const { items } = await app.api<{ items: Tag[] }>('GET', '/tags')
  expect(items).toHaveLength(mostTags)
  const ids = items.filter(({ name }) => name.startsWith('Many ')).map(({ id }) => id)
  const issue = await newIssue()
  const full = await tagIssue(issue, { add: ids.slice(0, mostTagsOnIssue) })
  expect(full.tags).toHaveLength(mostTagsOnIssue)
  await refused(app.request('POST', `/issues/${issue.id}/tags`, { add: [ids[mostTagsOnIssue]!] }), 409, 'conflict')
  // One for another is no more than before.
  const swapped = { add: [ids[mostTagsOnIssue]!], remove: [ids[0]!] }
  expect((await tagIssue(issue, swapped)).tags).toHaveLength(mostTagsOnIssue)
  await refused(app.request('POST', `/issues/${issue.id}/tags`, { add: ids.slice(0, 101) }), 400, 'invalid_request')
})
