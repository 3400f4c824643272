import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkReactions } from '../../src/cli/doctor/reactions.ts'
import { startReceiver, type Receiver } from '../../src/edges/webhooks/testing.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { readMetrics } from '../operating/read-metrics.ts'

// What follows from every event alike: search and webhooks. An event that PostgreSQL does not take stops neither.

let app: TestApp
let channelId: string
let receiver: Receiver
beforeAll(async () => {
  app = await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  receiver = await startReceiver()
  await app.api('POST', '/webhooks', { name: 'A program', url: receiver.url })
  await app.database.pool.query(`
    create table poisoned (customer_id uuid);
    create function poison() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) ->> 'customer_id' in (select customer_id::text from poisoned)
        or to_jsonb(new) #>> '{payload,data,customerId}' in (select customer_id::text from poisoned)
      then raise exception 'poison'; end if;
      return new;
    end $$;
    create trigger poison before insert on entry_terms for each row execute function poison();
    create trigger poison before insert on webhook_deliveries for each row execute function poison()`)
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})

let count = 0
const say = (person: string, text: string): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, {
    id: `m${++count}`,
    from: { kind: 'account', value: person, name: person },
    text,
  })
const failed = async (query = ''): Promise<FailedStep[]> =>
  (await app.api<{ items: FailedStep[] }>('GET', `/failed-steps?limit=100${query}`)).items
const found = async (word: string): Promise<string[]> =>
  (await app.api<{ items: { entry: Entry }[] }>('GET', `/search?q=${word}`)).items.map(({ entry }) => entry.id)
const announced = async (customerId: string): Promise<number> => {
  const { rows } = await app.database.pool.query<{ count: number }>(
    `select count(*)::int as count from webhook_deliveries where payload #>> '{data,customerId}' = $1`,
    [customerId],
  )
  return rows[0]!.count
}

test('an entry that cannot be indexed, and an event that cannot be put down for a webhook, are set aside; all others go on', async () => {
  const before = await say('Mara', 'A kettle')
  await expect.poll(() => found('kettle')).toEqual([before.id])
  await app.database.pool.query('insert into poisoned values ($1)', [before.customerId])
  const poisoned = await say('Mara', 'A poisoned toaster')
  const other = await say('Lea', 'A toaster, too')
  await expect.poll(() => found('toaster')).toEqual([other.id])
  await expect.poll(() => announced(other.customerId)).toBeGreaterThan(0)
  const names = async (query = '') => [...new Set((await failed(query)).map(({ name }) => name))].toSorted()
  await expect.poll(() => names()).toEqual(['enqueueWebhooks', 'indexWords'])

  // As after two minutes of tries.
  await app.database.pool.query(`update failed_reactions set tries_left = 1, next_try_at = '2000-01-01'`)
  await expect.poll(() => names('&state=set_aside')).toEqual(['enqueueWebhooks', 'indexWords'])
  const ofWords = (await failed('&state=set_aside')).find(({ name }) => name === 'indexWords')!
  expect(ofWords).toMatchObject({ customerId: poisoned.customerId, error: 'poison' })
  expect(await checkReactions(app.database.db)).toMatchObject({ ok: false })
  const value = async () =>
    (await readMetrics(app)).value('throughline_failed_reactions', { reaction: 'indexWords', state: 'set_aside' })
  await expect.poll(value, { timeout: 15_000 }).toBeGreaterThan(0)

  // It is mended, and tried once more.
  const told = await announced(poisoned.customerId)
  await app.database.pool.query('delete from poisoned')
  for (const { id } of await failed()) await app.request('POST', `/failed-steps/${id}/retry`)
  await expect.poll(() => failed()).toEqual([])
  expect((await found('toaster')).toSorted()).toEqual([poisoned.id, other.id].toSorted())
  expect(await announced(poisoned.customerId)).toBeGreaterThan(told)
})
