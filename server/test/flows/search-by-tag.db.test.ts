import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import type { FoundEntry } from '@throughline/protocol/timeline/search.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'

/** The search, narrowed to what belongs to issues with some tags. */
let app: TestApp
const tags: Record<string, Tag> = {}
const issues: Record<string, Issue> = {}

beforeAll(async () => {
  app = await startTestApp()
  const { id } = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
  for (const name of ['refund', 'urgent', 'late']) tags[name] = await app.api('POST', '/tags', { name })
  for (const [name, on] of Object.entries({ ada: ['refund'], bea: ['refund', 'urgent'], cleo: ['late'], dora: [] })) {
    const from = { kind: 'account', value: `account of ${name}`, name }
    await app.api('POST', `/channels/${id}/inbound`, { id: name, from, text: `The quokka of ${name}.` })
    const { items } = await app.api<{ items: Issue[] }>('GET', '/issues')
    issues[name] = items.find(({ customerName }) => customerName === name)!
    if (on.length > 0) await app.api('POST', `/issues/${issues[name].id}/tags`, { add: on.map((one) => tags[one]!.id) })
  }
})
afterAll(() => app.stop())

async function foundBy(more: string): Promise<string[]> {
  const { items } = await app.api<{ items: FoundEntry[] }>('GET', `/search?q=quokka${more}`)
  return items.map(({ customerName }) => customerName!).toSorted()
}
const ids = (...names: string[]) => names.map((name) => tags[name]!.id).join(',')

test('with any, all or none of the tags', async () => {
  await expect.poll(() => foundBy(''), { timeout: 15_000 }).toHaveLength(4)
  expect(await foundBy(`&tagsAny=${ids('refund')}`)).toEqual(['ada', 'bea'])
  expect(await foundBy(`&tagsAny=${ids('urgent', 'late')}`)).toEqual(['bea', 'cleo'])
  expect(await foundBy(`&tagsAll=${ids('refund', 'urgent')}`)).toEqual(['bea'])
  expect(await foundBy(`&tagsNone=${ids('refund')}`)).toEqual(['cleo', 'dora'])
  expect(await foundBy(`&tagsAny=${ids('refund')}&tagsNone=${ids('urgent')}`)).toEqual(['ada'])
  expect(await foundBy(`&tagsAny=${newId()}`)).toEqual([])
  expect((await app.request('GET', '/search?q=quokka&tagsAny=refund')).status).toBe(400)
})

test('a page at a time, each once', async () => {
  const first = await app.api<{ items: FoundEntry[]; nextCursor: string }>(
    'GET',
    `/search?q=quokka&limit=1&tagsAny=${ids('refund')}`,
  )
  const second = await app.api<{ items: FoundEntry[]; nextCursor: string | null }>(
    'GET',
    `/search?q=quokka&limit=1&tagsAny=${ids('refund')}&cursor=${first.nextCursor}`,
  )
  expect([...first.items, ...second.items].map(({ customerName }) => customerName)).toEqual(['bea', 'ada'])
})

test('a tag that was merged into another finds what has the other', async () => {
  await app.api('POST', `/tags/${tags['urgent']!.id}/merges`, { otherTagId: tags['late']!.id })
  expect(await foundBy(`&tagsAny=${ids('urgent')}`)).toEqual(['bea', 'cleo'])
})

test('who may not read issues is not told by the search what they are tagged with', async () => {
  const role = await app.api<{ id: string; name: string }>('POST', '/roles', {
    name: 'threads-only',
    permissions: ['thread.read'],
  })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Reader', role: role.name })
  const headers = { authorization: `Bearer ${token}` }
  expect((await app.request('GET', '/search?q=quokka', undefined, headers)).status).toBe(200)
  expect((await app.request('GET', `/search?q=quokka&tagsAny=${ids('refund')}`, undefined, headers)).status).toBe(403)
})
