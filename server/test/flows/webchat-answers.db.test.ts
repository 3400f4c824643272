import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { newVisitor, type Visitor } from '../visitor.ts'

// No worker runs: what reaches the visitor did so with the commit.
let app: TestApp
let channel: Channel
beforeAll(async () => {
  app = await startTestApp({ env: { SERVICES: 'web' } })
  channel = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop' })
})
afterAll(() => app.stop())

async function chat(): Promise<{ visitor: Visitor; answer: (text: string, more?: object) => Promise<Entry> }> {
  const visitor = newVisitor(app, channel.id)
  const { id } = await visitor.say('Is it in stock?')
  const { customerId } = await app.api<Entry>('GET', `/entries/${id}`)
  const answer = (text: string, more: object = {}) =>
    app.api<Entry>('POST', `/customers/${customerId}/entries`, { kind: 'message', text, ...more })
  return { visitor, answer }
}

async function jobsOf({ id }: Entry): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where data ->> 'entryId' = ${id}`.execute(app.database.db)
  return rows[0]!.count
}

test('an answer has been sent when it is written, without a job', async () => {
  const { visitor, answer } = await chat()
  const written = await answer('Yes, five of them.')
  expect(written.delivery).toMatchObject({ state: 'sent', attempts: 1 })
  expect(await visitor.texts()).toEqual(['Is it in stock?', 'Yes, five of them.'])
  expect(await jobsOf(written)).toBe(0)
  const changes = async () => {
    const { items } = await app.api<{ items: { type: string; data: object; entryId: string }[] }>('GET', '/changes')
    return items.filter(({ entryId }) => entryId === written.id).map(({ type, data }) => ({ type, data }))
  }
  // The feed waits for transactions that began earlier, also of others.
  await expect
    .poll(changes)
    .toMatchObject([{ type: 'entry.appended' }, { type: 'delivery.changed', data: { state: 'sent' } }])
})

test('an answer that can be taken back waits, and what is written after it waits behind it', async () => {
  const { visitor, answer } = await chat()
  const held = await answer('Yes, five of thm.', { holdSeconds: 30 })
  const next = await answer('We are open until six.')
  expect([held.delivery?.state, next.delivery?.state]).toEqual(['queued', 'queued'])
  expect(await visitor.texts()).toEqual(['Is it in stock?'])
  expect([await jobsOf(held), await jobsOf(next)]).toEqual([1, 1])
})

test('the same answer again, after a cut, is the one that was sent', async () => {
  const { visitor, answer } = await chat()
  const first = await answer('Yes.', { echoId: 'once' })
  const again = await answer('Yes.', { echoId: 'once' })
  expect(again.id).toBe(first.id)
  const after = await answer('Anything else?')
  expect(after.seq).toBe(first.seq + 1)
  expect(await visitor.texts()).toEqual(['Is it in stock?', 'Yes.', 'Anything else?'])
})
