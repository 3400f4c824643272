import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { readMetrics } from '../operating/read-metrics.ts'

let app: TestApp
let channelId: string
let ben: string
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  const person = { name: 'Ben', email: 'ben@example.com', password: 'correct horse battery staple' }
  ben = (await app.api<{ id: string }>('POST', '/staff', person)).id
  // Tells of some customers can't be written.
  await app.database.pool.query(`
    create table poisoned (customer_id uuid);
    create function poison() returns trigger language plpgsql as $$
    begin
      if new.customer_id in (select customer_id from poisoned) then raise exception 'poison for %', new.customer_id; end if;
      return new;
    end $$;
    create trigger poison before insert on notifications for each row execute function poison()`)
})
afterAll(() => app.stop())

let count = 0
async function say(person: string): Promise<Entry> {
  const from = { kind: 'account', value: person, name: person }
  return app.api('POST', `/channels/${channelId}/inbound`, { id: `m${++count}`, from, text: 'My kettle leaks' })
}

const assign = (issueId: string | null): Promise<unknown> =>
  app.api('POST', `/issues/${issueId}/assignment`, { ownerId: ben })

async function failed(query = ''): Promise<FailedStep[]> {
  return (await app.api<{ items: FailedStep[] }>('GET', `/failed-steps${query}`)).items
}

async function told(): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ customer_id: string }>('select customer_id from notifications')
  return rows.map((row) => row.customer_id)
}

/** As after two minutes of tries. */
const wearOut = (customerId: string): Promise<unknown> =>
  app.database.pool.query(
    `update failed_reactions set tries_left = 1, next_try_at = '2000-01-01' where subject = $1 and state = 'waiting'`,
    [customerId],
  )

async function poisonedIssue(name: string): Promise<Entry> {
  const entry = await say(name)
  await app.database.pool.query('insert into poisoned values ($1)', [entry.customerId])
  await assign(entry.issueId)
  await expect.poll(async () => (await failed()).map(({ customerId }) => customerId)).toContain(entry.customerId)
  return entry
}

async function setAside(name: string): Promise<FailedStep> {
  const { customerId } = await poisonedIssue(name)
  await wearOut(customerId)
  const find = async () => (await failed('?state=set_aside')).find((one) => one.customerId === customerId)
  await expect.poll(find).toBeDefined()
  return (await find())!
}

const auditOf = async ({ eventId }: FailedStep): Promise<string[]> => {
  const { items } = await app.api<{ items: { action: string; subject: { id: string | null } }[] }>('GET', '/audit')
  return items.flatMap(({ action, subject }) => (subject.id === eventId ? [action] : []))
}

test('what fails for one customer is kept and shown; others get their notifications meanwhile', async () => {
  const poisoned = await poisonedIssue('Mara')
  const other = await say('Lea')
  await assign(other.issueId)
  await expect.poll(told).toContain(other.customerId)
  const ofHers = (await failed()).filter(({ customerId }) => customerId === poisoned.customerId)
  const shown = ofHers.find(({ eventType }) => eventType === 'issue.assigned')
  expect(shown).toMatchObject({
    kind: 'reaction',
    name: 'notifyStaff',
    issueId: poisoned.issueId,
    state: 'waiting',
    error: `poison for ${poisoned.customerId}`,
    setAsideAt: null,
  })
  expect(await app.request('DELETE', `/failed-steps/${shown!.id}`)).toMatchObject({ status: 409 })
})

test('what was set aside is done by a retry after mending, once, and fails once more before', async () => {
  const aside = await setAside('Ana')
  expect(aside).toMatchObject({ tries: expect.any(Number), nextTryAt: null, setAsideAt: expect.any(String) })
  const value = async () => (await readMetrics(app)).value('throughline_failed_reactions', labels)
  const labels = { reaction: 'notifyStaff', state: 'set_aside' }
  await expect.poll(value, { timeout: 15_000 }).toBeGreaterThanOrEqual(1)

  await app.api('POST', `/failed-steps/${aside.id}/retry`)
  const tries = async () => (await failed('?state=set_aside')).find(({ id }) => id === aside.id)?.tries
  await expect.poll(tries).toBe(aside.tries + 1)

  await app.database.pool.query('delete from poisoned')
  // Two people at once.
  const retries = await Promise.all([1, 2].map(() => app.request('POST', `/failed-steps/${aside.id}/retry`)))
  expect(retries.map(({ status }) => status).filter((status) => status !== 202 && status !== 404)).toEqual([])
  await expect.poll(async () => (await failed()).some(({ id }) => id === aside.id)).toBe(false)
  expect((await told()).filter((id) => id === aside.customerId)).toHaveLength(1)
  expect(await auditOf(aside)).toContain('failed_reaction.retried')
  expect(await app.request('POST', `/failed-steps/${aside.id}/retry`)).toMatchObject({ status: 404 })
})

test('what is dismissed is never done, and the audit log has it', async () => {
  const aside = await setAside('Kim')
  await app.api('DELETE', `/failed-steps/${aside.id}`)
  expect((await failed()).some(({ id }) => id === aside.id)).toBe(false)
  expect(await auditOf(aside)).toEqual(['failed_reaction.dismissed'])
  expect(await app.request('DELETE', `/failed-steps/${aside.id}`)).toMatchObject({ status: 404 })
})

test('the list has reactions and timers, is read in pages, newest first, and can be of one kind', async () => {
  for (const name of ['P1', 'P2', 'P3']) {
    await poisonedIssue(name)
    await app.database.pool.query(
      `insert into timers (kind, key, id, due_at, fires_at, error, failed_at, set_aside_at)
       values ('chat.unseen', $1, gen_random_uuid(), now(), now(), 'No server.', now(), now())`,
      [name],
    )
  }
  const all = await failed()
  const kinds = all.map(({ kind }) => kind)
  // They are among each other, not one after the other.
  expect(kinds.slice(kinds.indexOf('timer'), kinds.lastIndexOf('timer'))).toContain('reaction')
  const timers = await failed('?kind=timer')
  expect(timers.map(({ name, key }) => [name, key])).toEqual(['P3', 'P2', 'P1'].map((key) => ['chat.unseen', key]))
  expect(await failed('?kind=reaction')).toEqual(all.filter(({ kind }) => kind === 'reaction'))
  expect(all.map(({ failedAt }) => failedAt)).toEqual(
    all
      .map(({ failedAt }) => failedAt)
      .toSorted()
      .toReversed(),
  )
  const seen: string[] = []
  for (let cursor = ''; ;) {
    const page = await app.api<{ items: FailedStep[]; nextCursor: string | null }>(
      'GET',
      `/failed-steps?limit=1${cursor}`,
    )
    seen.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(seen).toEqual(all.map(({ id }) => id))
})

test('without the permission nothing of it is seen or changed', async () => {
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Staff', role: 'staff' })
  for (const [method, path] of [
    ['GET', '/failed-steps'],
    ['POST', `/failed-steps/${ben}/retry`],
    ['DELETE', `/failed-steps/${ben}`],
  ] as const) {
    const answer = await fetch(`${app.url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } })
    expect(answer.status, path).toBe(403)
  }
})
