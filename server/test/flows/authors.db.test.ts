import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const thread = async (id: string): Promise<Entry[]> =>
  (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=50`)).items

/** A customer with an issue, on which a program and a person wrote a note each. */
async function noted(): Promise<{ customerId: string; issueId: string; tokenId: string }> {
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'A shop' })
  const from = { kind: 'email', value: 'robin@mail.test' }
  const said = await app.api<Entry>('POST', `/channels/${channel.id}/inbound`, {
    id: crypto.randomUUID(),
    from,
    text: 'Hi',
  })
  const made = await app.api<{ id: string; token: string }>('POST', '/tokens', { name: 'Order system', role: 'staff' })
  const asProgram = { authorization: `Bearer ${made.token}` }
  const note = { kind: 'note', text: 'The parcel left the warehouse.', issueId: said.issueId }
  expect((await app.request('POST', `/customers/${said.customerId}/entries`, note, asProgram)).status).toBe(201)
  expect((await app.request('POST', `/issues/${said.issueId}/closure`, {}, asProgram)).status).toBe(200)
  return { customerId: said.customerId, issueId: said.issueId!, tokenId: made.id }
}

test('what a program writes and does is its own, under the name of its token, and what a person does is theirs', async () => {
  const { customerId, tokenId } = await noted()
  const login = { email: 'admin@example.com', password: 'correct horse battery staple' }
  const signIn = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify(login),
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const byHand = await fetch(`${app.url}/api/v1/customers/${customerId}/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url, cookie },
    body: JSON.stringify({ kind: 'note', text: 'Thank you, machine.' }),
  })
  expect(byHand.status).toBe(201)
  const written = (await thread(customerId)).filter(({ author }) => author.kind !== 'customer')
  const program = { kind: 'program', id: tokenId, name: 'Order system' }
  expect(written.map(({ author }) => author)).toEqual(
    expect.arrayContaining([program, expect.objectContaining({ kind: 'staff', name: 'admin' })]),
  )
  expect(written.find(({ text }) => text === 'The parcel left the warehouse.')?.author).toEqual(program)
  expect(written.find(({ kind }) => kind === 'event')?.author).toEqual(program)
  expect(written.find(({ text }) => text === 'Thank you, machine.')?.author.kind).toBe('staff')
})

test('what programs wrote before they were authors of their own kind becomes theirs, and nothing else does', async () => {
  const { customerId } = await noted()
  const { pool } = app.database
  const before = await thread(customerId)
  await pool.query(`update entries set author_kind = 'staff' where author_kind = 'program'`)
  expect(JSON.stringify(await thread(customerId))).not.toContain('"program"')
  const file = join(import.meta.dirname, '../../migrations/0061-programs-are-authors.sql')
  await pool.query(readFileSync(file, 'utf8'))
  expect(await thread(customerId)).toEqual(before)
})
