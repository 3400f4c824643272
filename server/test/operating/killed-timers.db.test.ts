import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { minuteMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import type { StartedCommand } from './start-command.ts'
import { startWorkerBeside } from './start-worker.ts'

// Workers are processes of their own, so that they can be killed while they fire timers.

const env = { SECRET_KEY: 'k'.repeat(64) }
const count = 600
let app: TestApp
let channelId: string
beforeAll(async () => {
  app = await startTestApp({ env: { ...env, SERVICES: 'web' } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
})
afterAll(() => app.stop())

const startWorker = (): Promise<StartedCommand> => startWorkerBeside(app, env)

async function snooze(name: string, until: Date): Promise<string> {
  const { issueId } = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, {
    id: name,
    from: { kind: 'account', value: name },
    text: 'Call me back, please.',
  })
  await app.api('POST', `/issues/${issueId}/snooze`, { until: until.toISOString() })
  return issueId!
}
async function counted(sql: string): Promise<number> {
  return (await app.database.pool.query<{ count: number }>(sql)).rows[0]!.count
}
const pending = (): Promise<number> =>
  counted(`select count(*)::int as count from timers where kind = 'issue.snooze_ends'`)

test('workers are killed while timers fire, and each issue is woken once', async () => {
  const until = new Date(Date.now() + minuteMs)
  for (let n = 0; n < count; n += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, at) => snooze(`sleeper-${n + at}`, until)))
  }
  // Slow enough to be killed in the middle of it.
  await app.database.pool.query(`
    create function wait_a_little() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.02); return null; end $$;
    create trigger slow after insert on issue_changes for each row execute function wait_a_little();
    update issues set snoozed_until = now() where status = 'snoozed';
    update timers set due_at = now(), fires_at = now() where kind = 'issue.snooze_ends'`)
  expect(await pending()).toBe(count)
  for (const left of [count - 20, count / 2]) {
    const [one, two] = await Promise.all([startWorker(), startWorker()])
    await expect.poll(pending, { timeout: 30_000, interval: 5 }).toBeLessThan(left)
    one.child.kill('SIGKILL')
    two.child.kill('SIGKILL')
    await Promise.all([one.ended, two.ended])
    expect(await pending()).toBeGreaterThan(0)
  }
  await using _last = await startWorker()
  await expect.poll(pending, { timeout: 60_000 }).toBe(0)
  const woken = (): Promise<number> =>
    counted(`select count(*)::int as count from issue_changes where was->>'status' = 'snoozed'`)
  expect(await woken()).toBe(count)
  expect(
    await counted(`select count(distinct issue_id)::int as count from issue_changes where was->>'status' = 'snoozed'`),
  ).toBe(count)
  expect(await counted(`select count(*)::int as count from events where type = 'issue.woken'`)).toBe(count)
}, 180_000)
