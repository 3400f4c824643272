import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hourMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { signedIn, type SignedIn } from '../signed-in.ts'
import type { StartedCommand } from './start-command.ts'
import { startWorkerBeside } from './start-worker.ts'

// Workers are processes of their own, so that they can be killed while they send replies that waited for their time.

const env = { SECRET_KEY: 'k'.repeat(64) }
const count = 120
let app: TestApp
let sink: SmtpSink
let channelId: string
let jonas: SignedIn
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { ...env, SERVICES: 'web', SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  jonas = await signedIn(app, 'Jonas')
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const startWorker = (): Promise<StartedCommand> =>
  startWorkerBeside(app, { ...env, SMTP_URL: `smtp://127.0.0.1:${sink.port}` })

async function schedule(n: number): Promise<void> {
  const from = { kind: 'email', value: `waiting-${n}@mail.example` }
  const said = { id: `m${n}`, from, text: 'Where is my parcel?' }
  const { customerId, issueId } = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, said)
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${customerId}/addresses`)
  const { channel, identity } = items.find((address) => address.channel.kind === 'email')!
  const to = { channelId: channel.id, identityId: identity.id }
  const message = { kind: 'message', text: `Reply ${n}.`, issueId, ...to }
  const sendAt = new Date(Date.now() + hourMs).toISOString()
  const body = { message, sendAt, echoId: newId() }
  const answer = await jonas.ask('POST', `/customers/${customerId}/scheduled-replies`, body)
  expect(answer).toMatchObject({ status: 201 })
}
async function counted(sql: string): Promise<number> {
  return (await app.database.pool.query<{ count: number }>(sql)).rows[0]!.count
}
const waiting = (): Promise<number> => counted('select count(*)::int as count from scheduled_replies')

test('workers are killed at the moment of sending, and each reply is on its thread once and handed over', async () => {
  for (let n = 0; n < count; n += 10) await Promise.all(Array.from({ length: 10 }, (_, at) => schedule(n + at)))
  // Slow enough to be killed in the middle of it.
  await app.database.pool.query(`
    create function wait_a_little() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.03); return null; end $$;
    create trigger slow after insert on deliveries for each row execute function wait_a_little();
    update timers set due_at = now(), fires_at = now() where kind = 'reply.is_due'`)
  expect(await waiting()).toBe(count)
  for (const left of [count - 5, count / 2]) {
    const [one, two] = await Promise.all([startWorker(), startWorker()])
    await expect.poll(waiting, { timeout: 60_000, interval: 5 }).toBeLessThan(left)
    one.child.kill('SIGKILL')
    two.child.kill('SIGKILL')
    await Promise.all([one.ended, two.ended])
    expect(await waiting()).toBeGreaterThan(0)
  }
  await using _last = await startWorker()
  await expect.poll(waiting, { timeout: 90_000 }).toBe(0)
  const ours = `from entries where kind = 'message' and direction = 'out'`
  expect(await counted(`select count(*)::int as count ${ours}`)).toBe(count)
  expect(await counted(`select count(distinct issue_id)::int as count ${ours}`)).toBe(count)
  expect(await counted(`select count(*)::int as count from timers where kind = 'reply.is_due'`)).toBe(0)
  expect(
    await counted(`select count(*)::int as count from events e where type = 'entry.appended'
    and exists (select ${ours} and id = e.entry_id)`),
  ).toBe(count)
  // A mail that was handed over when its worker died may be handed over again, under the same Message-ID.
  const handed = () => new Set(sink.mails.map(({ raw }) => /^Message-ID: (.*?)\r$/im.exec(raw)![1]!))
  const unsent = () => counted(`select count(*)::int as count from deliveries where state <> 'sent'`)
  await expect.poll(unsent, { timeout: 120_000 }).toBe(0)
  expect(handed().size).toBe(count)
}, 300_000)
