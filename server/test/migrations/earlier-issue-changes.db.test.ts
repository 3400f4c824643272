import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { migrationsDir } from '../../src/platform/db/migrate.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { wrongHistories } from '../database.ts'

// The history that migration 0074 reads from the thread, held against the one that was kept while it happened.

let app: TestApp
let channelId: string
let ownerId: string
let teamId: string
beforeAll(async () => {
  app = await startTestApp()
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  const person = { name: 'Nia', email: 'nia@shop.example', password: 'a long enough one' }
  ownerId = (await app.api<{ id: string }>('POST', '/staff', person)).id
  teamId = (await app.api<{ id: string }>('POST', '/teams', { name: 'Returns' })).id
})
afterAll(() => app.stop())

const migrationOf = (number: string): string =>
  readFileSync(join(migrationsDir, globSync(`${number}-*.sql`, { cwd: migrationsDir })[0]!), 'utf8')

/** As it was before history was kept. */
const forget = `
  drop trigger issues_keep_openings on issues; drop trigger issues_keep_change on issues;
  drop function keep_issue_openings(), keep_issue_change();
  drop table issue_changes; drop function refuse_issue_history_change();
  alter table issues drop column last_write;`

interface Row {
  issue_id: string
  at: Date
  by_kind: string
  by_id: string | null
  by_name: string
  was: object | null
  became: object
}

async function historyOf(issueIds: readonly string[]): Promise<Row[]> {
  const { rows } = await app.database.pool.query<Row>(
    `select issue_id, at, by_kind, by_id, by_name, was, became from issue_changes
     where issue_id = any($1) order by issue_id, seq`,
    [issueIds],
  )
  return rows
}

const sayAs =
  (value: string) =>
  (text: string, more: object = {}): Promise<Entry> =>
    app.api('POST', `/channels/${channelId}/inbound`, { id: newId(), from: { kind: 'email', value }, text, ...more })

/** An issue on which everything happened that a thread tells of, one that was merged into it, and one that we began. */
async function live(): Promise<string[]> {
  const say = sayAs(`${newId()}@example.com`)
  const { issueId, customerId } = await say('Order 4711 is late.')
  const path = `/issues/${issueId}`
  const write = (body: object): Promise<Entry> =>
    app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', ...body })
  await say('Order 4711, please.', { issueRef: issueId })
  await write({ text: 'It left.', issueId })
  await say('Thank you.', { issueRef: issueId })
  await app.api('POST', `${path}/assignment`, { ownerId })
  await app.api('POST', `${path}/handover`, { ownerId: null, teamId, note: 'Yours.' })
  await app.api('POST', `${path}/snooze`, { until: new Date(Date.now() + secondMs).toISOString() })
  const status = async (): Promise<string> => (await app.api<Issue>('GET', path)).status
  await expect.poll(status, { timeout: 10_000 }).toBe('waiting_on_us')
  const other = await say('Something else: order 60034 came broken.')
  await app.api('POST', `${path}/closure`)
  await app.api('POST', `${path}/reopening`)
  await app.api('POST', `${path}/merges`, { otherIssueId: other.issueId })
  await app.api('POST', `${path}/closure`)
  const ours = await write({ text: 'A word from us.' })
  expect(ours.issueId).not.toBe(issueId)
  return [issueId!, other.issueId!, ours.issueId!]
}

test('the thread tells what the history had kept', async () => {
  const [first, merged, ours] = await live()
  const { pool } = app.database
  const kept = await historyOf([first!, ours!])
  expect(kept.length).toBeGreaterThan(10)
  const keptOfMerged = await historyOf([merged!])
  await pool.query(forget)
  await pool.query(migrationOf('0073'))
  await pool.query(migrationOf('0074'))
  expect(await historyOf([first!, ours!])).toEqual(kept)
  // Its messages moved away with the merge: by whom and when is known of both ends.
  expect(await historyOf([merged!])).toEqual(keptOfMerged.map((row) => ({ ...row, by_name: expect.any(String) })))
  const { rows } = await pool.query('select min(seq), max(seq) from issue_changes where issue_id = $1', [first])
  expect(rows).toEqual([{ min: 1 - kept.filter(({ issue_id }) => issue_id === first).length, max: 0 }])
  expect(await wrongHistories(app.database)).toEqual([])
})

test('what changes between the two migrations is kept once, after what the thread tells of the time before', async () => {
  const [first] = await live()
  const { pool } = app.database
  await pool.query(forget)
  await pool.query(migrationOf('0073'))
  await app.api('POST', `/issues/${first}/reopening`)
  await app.api('PATCH', `/issues/${first}`, { subject: 'Late and broken' })
  const { issueId: onlyAfter } = await sayAs('ana@example.com')('My kettle leaks.')
  const since = await historyOf([first!, onlyAfter!])
  await pool.query(migrationOf('0074'))
  const all = await historyOf([first!, onlyAfter!])
  expect(all).toEqual(expect.arrayContaining(since))
  expect(all.filter(({ was }) => was === null)).toHaveLength(2)
  const opening = all.find(({ issue_id, was }) => issue_id === first && was === null)
  expect(opening?.became).toMatchObject({ status: 'open', subject: 'Order 4711 is late.' })
  expect(await wrongHistories(app.database)).toEqual([])
})

test('where the thread does not say how an issue came to stand as it does, a last change by nobody leads there', async () => {
  const [first, , ours] = await live()
  const { pool } = app.database
  await pool.query(forget)
  await pool.query(`update issues set status = 'open', team_id = null where id = $1`, [first])
  await pool.query(`delete from entries where issue_id = $1`, [ours])
  await pool.query(migrationOf('0073'))
  await pool.query(migrationOf('0074'))
  const last = (await historyOf([first!])).at(-1)
  expect(last).toMatchObject({
    by_kind: 'unknown',
    was: { status: 'resolved' },
    became: { status: 'open', teamId: null },
  })
  expect(await historyOf([ours!])).toMatchObject([{ by_kind: 'unknown', became: { status: 'waiting_on_customer' } }])
  expect(await wrongHistories(app.database)).toEqual([])
})
