import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hourMs, secondMs, systemClock } from '../../src/lib/clock.ts'
import { adoptSnoozes } from '../../src/work/issues/issues.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { startSecondNode, type SecondNode } from '../security/second-node.ts'
import { readMetrics } from '../operating/read-metrics.ts'

// Two nodes fire timers.
let app: TestApp
let second: SecondNode
let channelId: string
beforeAll(async () => {
  const env = { SECRET_KEY: 'k'.repeat(64) }
  app = await startTestApp({ env })
  second = await startSecondNode(app, { ...env, SERVICES: 'worker' })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
})
afterAll(async () => {
  await second.stop()
  await app.stop()
})

let count = 0
async function say(person: string): Promise<Entry> {
  const from = { kind: 'account', value: person, name: person }
  return app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from,
    text: 'My kettle of order 100234-77 leaks',
  })
}

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString()
const snooze = (issueId: string | null, until: string): Promise<Issue> =>
  app.api('POST', `/issues/${issueId}/snooze`, { until })
const issueOf = ({ issueId }: Entry): Promise<Issue> => app.api('GET', `/issues/${issueId}`)

async function snoozed(person: string, until = inMs(hourMs)): Promise<Entry> {
  const entry = await say(person)
  await snooze(entry.issueId, until)
  return entry
}

async function timersOf({ issueId }: Pick<Entry, 'issueId'>): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ due_at: Date }>(
    `select due_at from timers where kind = 'issue.snooze_ends' and key = $1`,
    [issueId],
  )
  return rows.map(({ due_at: at }) => at.toISOString())
}

async function wakingsOf({ customerId }: Entry): Promise<string[]> {
  const { items } = await app.api<{ items: Entry[] }>('GET', `/customers/${customerId}/thread`)
  return items.map(({ text }) => text).filter((text) => text === 'Back from its snooze.')
}

async function isAwake(entry: Entry): Promise<void> {
  await expect
    .poll(() => issueOf(entry), { timeout: 10_000 })
    .toMatchObject({ status: 'waiting_on_us', snoozedUntil: null })
}

test('an issue comes back at its time, not before it, and once over all nodes', async () => {
  const until = inMs(2 * secondMs)
  const entries = await Promise.all(Array.from({ length: 6 }, (_, n) => snoozed(`Ana ${n}`, until)))
  expect(await timersOf(entries[0]!)).toEqual([until])
  for (const entry of entries) await isAwake(entry)
  for (const entry of entries) {
    expect(await wakingsOf(entry)).toHaveLength(1)
    expect(await timersOf(entry)).toEqual([])
    const { rows } = await app.database.pool.query<{ late: number }>(
      `select (extract(epoch from at - $2::timestamptz))::float8 as late from events where type = 'issue.woken' and issue_id = $1`,
      [entry.issueId, until],
    )
    expect(rows).toEqual([{ late: expect.any(Number) }])
    expect(rows[0]!.late).toBeGreaterThanOrEqual(0)
  }
})

test('one that is snoozed again wakes at the new time', async () => {
  const entry = await snoozed('Ben', inMs(1500))
  const later = inMs(hourMs)
  await snooze(entry.issueId, later)
  // Another that was snoozed for the same time has come back.
  await isAwake(await snoozed('Bea', inMs(1500)))
  expect(await issueOf(entry)).toMatchObject({ status: 'snoozed', snoozedUntil: later })
  expect(await timersOf(entry)).toEqual([later])
})

test('what the customer, a close or a reopening wakes has no timer any more', async () => {
  const written = await snoozed('Cem')
  await say('Cem')
  expect(await issueOf(written)).toMatchObject({ status: 'waiting_on_us', snoozedUntil: null })
  expect(await timersOf(written)).toEqual([])
  const closed = await snoozed('Cleo')
  await app.api('POST', `/issues/${closed.issueId}/closure`, {})
  expect(await timersOf(closed)).toEqual([])
  const reopened = await snoozed('Cato')
  await app.api('POST', `/issues/${reopened.issueId}/reopening`, {})
  expect(await timersOf(reopened)).toEqual([])
  expect(await wakingsOf(reopened)).toEqual([])
})

test('a message of ours that is taken back puts the issue back into its snooze', async () => {
  const until = inMs(hourMs)
  const entry = await snoozed('Dora', until)
  const ours = await app.api<Entry>('POST', `/customers/${entry.customerId}/entries`, {
    kind: 'message',
    text: 'One moment',
    issueId: entry.issueId,
    holdSeconds: 60,
  })
  expect(await timersOf(entry)).toEqual([])
  await app.api('POST', `/entries/${ours.id}/recall`, {})
  expect(await issueOf(entry)).toMatchObject({ status: 'snoozed', snoozedUntil: until })
  expect(await timersOf(entry)).toEqual([until])
})

test('an issue that an older node snoozed is found when its time is over', async () => {
  const entry = await snoozed('Eva')
  await app.database.pool.query('delete from timers where key = $1', [entry.issueId])
  await app.database.pool.query(`update issues set snoozed_until = now() - interval '1 minute' where id = $1`, [
    entry.issueId,
  ])
  await adoptSnoozes({ db: app.database.db, clock: systemClock })
  await isAwake(entry)
  expect(await wakingsOf(entry)).toHaveLength(1)
})

test('one that cannot be woken is set aside and shown; a retry after mending wakes it, once', async () => {
  await app.database.pool.query(`
    create table stuck (issue_id uuid);
    create function stick() returns trigger language plpgsql as $$
    begin
      if new.id in (select issue_id from stuck) then raise exception 'stuck'; end if;
      return new;
    end $$;
    create trigger stick before update on issues for each row execute function stick()`)
  const entry = await snoozed('Flo', inMs(2 * secondMs))
  await app.database.pool.query('insert into stuck values ($1)', [entry.issueId])
  const failed = async (query = ''): Promise<FailedStep | undefined> =>
    (await app.api<{ items: FailedStep[] }>('GET', `/failed-steps${query}`)).items.find(
      ({ key }) => key === entry.issueId,
    )
  await expect
    .poll(() => failed(), { timeout: 10_000 })
    .toMatchObject({ kind: 'timer', name: 'issue.snooze_ends', state: 'waiting', error: 'stuck', setAsideAt: null })
  const { id } = (await failed())!
  expect(await app.request('DELETE', `/failed-steps/${id}`)).toMatchObject({ status: 409 })
  // As after two minutes of tries. Others wake meanwhile.
  await app.database.pool.query('update timers set tries_left = 1, fires_at = now() where id = $1', [id])
  await isAwake(await snoozed('Fay', inMs(1500)))
  await expect.poll(() => failed('?state=set_aside')).toMatchObject({ nextTryAt: null })
  const labels = { kind: 'issue.snooze_ends', state: 'set_aside' }
  await expect
    .poll(async () => (await readMetrics(app)).value('throughline_timers', labels), { timeout: 15_000 })
    .toBe(1)

  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Staff', role: 'staff' })
  for (const [method, path] of [
    ['GET', '/failed-steps'],
    ['POST', `/failed-steps/${id}/retry`],
    ['DELETE', `/failed-steps/${id}`],
  ] as const) {
    const answer = await fetch(`${app.url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } })
    expect(answer.status, path).toBe(403)
  }

  await app.database.pool.query('delete from stuck')
  await app.api('POST', `/failed-steps/${id}/retry`)
  await isAwake(entry)
  expect(await wakingsOf(entry)).toHaveLength(1)
  expect(await failed()).toBeUndefined()
  expect(await app.request('POST', `/failed-steps/${id}/retry`)).toMatchObject({ status: 404 })
  const { items } = await app.api<{ items: { action: string }[] }>('GET', '/audit')
  expect(items.map(({ action }) => action)).toContain('failed_timer.retried')
})

test('one that is dismissed is never done, and the audit log has it', async () => {
  const { issueId } = await snoozed('Gil')
  await app.database.pool.query('update timers set tries = 8, failed_at = now(), set_aside_at = now() where key = $1', [
    issueId,
  ])
  const { items } = await app.api<{ items: FailedStep[] }>('GET', '/failed-steps?state=set_aside&limit=1')
  expect(items).toMatchObject([{ key: issueId, tries: 8 }])
  await app.api('DELETE', `/failed-steps/${items[0]!.id}`)
  expect(await timersOf({ issueId })).toEqual([])
  const audit = await app.api<{ items: { action: string }[] }>('GET', '/audit')
  expect(audit.items.map(({ action }) => action)).toContain('failed_timer.dismissed')
})
