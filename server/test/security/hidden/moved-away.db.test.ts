import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdOpen, lockWaiters } from '../../../src/people/customers/testing.ts'
import { newId } from '../../../src/lib/ids.ts'
import { lockCustomer } from '../../../src/people/customers/customers.ts'
import { leaksIn, startWithRule, word, type World } from './world.ts'

// What was said in an issue that somebody sees, and was moved to one that is hidden from them, is hidden with it: wherever
// its words are shown a second time.

let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

const write = (entry: object): Promise<Entry> =>
  world.app.api('POST', `/customers/${world.seen.customerId}/entries`, { issueId: world.seen.issueId, ...entry })
const hide = ({ id }: Entry): Promise<Entry> =>
  world.app.api('POST', `/entries/${id}/move`, { issueId: world.hidden.issueId, reason: '' })

async function ask(path: string): Promise<string> {
  const response = await fetch(`${world.app.url}/api/v1${path}`, { headers: world.ben.credentials })
  expect(response.status).toBe(200)
  return response.text()
}

async function expectNothing(...paths: string[]): Promise<void> {
  for (const path of paths) expect([path, leaksIn(await ask(path), world)]).toEqual([path, []])
}

test('the words of a note are gone from the notification of who was mentioned in it, also what is written later', async () => {
  const note = await write({ kind: 'note', text: 'Something about a lamp', mentions: [world.ben.id] })
  await expect.poll(() => ask('/notifications')).toContain('Something about a lamp')
  await hide(note)
  await world.app.api('POST', `/entries/${note.id}/edits`, { text: `Something about the ${word}` })
  await expectNothing('/notifications')
  expect(await ask('/notifications')).not.toContain('Something about a lamp')
})

test('a correction goes with the note that it corrects', async () => {
  const note = await write({ kind: 'note', text: 'A note' })
  const edit = await world.app.api<Entry>('POST', `/entries/${note.id}/edits`, { text: `A note on the ${word}` })
  const { customerId } = world.seen
  expect(await ask(`/customers/${customerId}/thread?limit=200`)).toContain(word)
  await hide(note)
  await expectNothing(`/customers/${customerId}/thread?limit=200`)
  const read = await fetch(`${world.app.url}/api/v1/entries/${edit.id}`, { headers: world.ben.credentials })
  expect(read.status).toBe(404)
})

test('a correction that waits for a move goes to where the note was moved', async () => {
  const note = await write({ kind: 'note', text: 'A further note' })
  const { db, pool } = world.app.database
  const held = holdOpen(db, (tx) => lockCustomer(tx, world.seen.customerId))
  await held.done
  const editing = world.app.api<Entry>('POST', `/entries/${note.id}/edits`, { text: 'A further note, corrected' })
  await lockWaiters(db, 1)
  await pool.query('update entries set issue_id = $2 where id = $1', [note.id, world.hidden.issueId])
  await held.end()
  expect((await editing).issueId).toBe(world.hidden.issueId)
})

test('who repeats what they have written is not shown what became of it', async () => {
  const { customerId, issueId } = world.seen
  const body = JSON.stringify({ kind: 'note', text: 'A note of Ben', issueId, echoId: newId() })
  const send = async () => {
    const headers = { ...world.ben.credentials, 'content-type': 'application/json' }
    const url = `${world.app.url}/api/v1/customers/${customerId}/entries`
    const response = await fetch(url, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text() }
  }
  const written = await send()
  expect([written.status, (await send()).status]).toEqual([201, 200])
  const note = JSON.parse(written.text) as Entry
  await hide(note)
  await world.app.api('POST', `/entries/${note.id}/edits`, { text: `A note on the ${word}` })
  const again = await send()
  expect([again.status, leaksIn(again.text, world)]).toEqual([404, []])
})

test('when two people are told apart again, neither issue shows the last words of the other', async () => {
  const [lee, kim] = [
    await world.say('lee@mail.test', 'The lamp is green'),
    await world.say('kim@mail.test', 'A kettle'),
  ]
  const together = { otherCustomerId: kim.customerId, reason: 'A mistake' }
  const merge = await world.app.api<{ id: string }>('POST', `/customers/${lee.customerId}/merges`, together)
  await world.app.api('POST', `/entries/${kim.id}/move`, { issueId: lee.issueId, reason: '' })
  expect((await world.app.api<Issue>('GET', `/issues/${lee.issueId}`)).lastText).toBe('A kettle')
  await world.app.api('POST', `/merges/${merge.id}/undo`)
  expect((await world.app.api<Issue>('GET', `/issues/${lee.issueId}`)).lastText).toBe('The lamp is green')
  const { issueId } = await world.app.api<Entry>('GET', `/entries/${kim.id}`)
  expect(issueId).not.toBe(lee.issueId)
  expect((await world.app.api<Issue>('GET', `/issues/${issueId}`)).lastText).toBe('A kettle')
})

test('a handover that was moved away is not there any more', async () => {
  const { customerId, issueId } = world.seen
  await world.app.api('POST', `/issues/${issueId}/handover`, { ownerId: world.ben.id, note: 'A lamp to mend' })
  const { items } = await world.app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?limit=200`)
  const handover = items.findLast(({ kind }) => kind === 'handover')!
  expect(await ask(`/handovers/${handover.id}`)).toContain('A lamp to mend')
  await hide(handover)
  const read = async (id: string) => {
    const response = await fetch(`${world.app.url}/api/v1/handovers/${id}`, { headers: world.ben.credentials })
    return [response.status, ((await response.json()) as { detail?: string }).detail]
  }
  expect(await read(handover.id)).toEqual(await read(newId()))
})

test('an issue that was merged into a hidden one shows none of its words', async () => {
  const first = await write({ kind: 'message', text: `About the ${word}` })
  const own = await world.app.api<Entry>('POST', `/entries/${first.id}/move`, { issueId: null, reason: '' })
  await world.app.api('PATCH', `/issues/${own.issueId}`, { subject: 'Something else' })
  expect(await ask(`/issues/${own.issueId}`)).toContain(word)
  const merge = { otherIssueId: own.issueId, reason: '' }
  await world.app.api('POST', `/issues/${world.hidden.issueId}/merges`, merge)
  const seen = JSON.parse(await ask(`/issues/${own.issueId}`)) as Issue
  expect(seen).toMatchObject({ lastText: '', mergedIntoId: world.hidden.issueId })
  const of = await world.app.api<Issue>('GET', `/issues/${world.hidden.issueId}`)
  expect(of.lastText).toBe(`About the ${word}`)
})

test('an issue shows the last words that are still in it', async () => {
  const { issueId } = world.seen
  await write({ kind: 'message', text: 'A lamp is on its way' })
  const toMove = await write({ kind: 'message', text: `The ${word} is on its way` })
  const lastText = async () => (JSON.parse(await ask(`/issues/${issueId}`)) as Issue).lastText
  expect(await lastText()).toContain(word)
  await hide(toMove)
  expect(await lastText()).toBe('A lamp is on its way')
  await expectNothing('/issues?limit=100')
  const of = await world.app.api<Issue>('GET', `/issues/${world.hidden.issueId}`)
  expect(of.lastText).toBe(`The ${word} is on its way`)
})
