import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { newId } from '../../src/lib/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { readMetrics } from './read-metrics.ts'

let sink: SmtpSink
let app: TestApp
let channel: Channel
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  channel = await app.api('PATCH', `/channels/${items[0]!.id}`, { settings: { address: 'support@shop.example' } })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const patient = { timeout: 30_000 }
const metrics = () => readMetrics(app)
async function write(address: string): Promise<Entry> {
  const identities = [{ kind: 'email', value: address }]
  const { id } = await app.api<{ id: string }>('POST', '/customers', { identities })
  return app.api('POST', `/customers/${id}/entries`, { kind: 'message', text: 'Hello' })
}

test('what an operator needs to see has a number, from the first scrape on', async () => {
  const found = await metrics()
  expect([...found.names.keys()]).toEqual(
    expect.arrayContaining([
      'throughline_build_info',
      'throughline_deliveries',
      'throughline_delivery_overdue_seconds',
      'throughline_delivery_attempts_total',
      'throughline_jobs',
      'throughline_feed_lag_seconds',
      'throughline_consumer_lag_seconds',
      'throughline_consumer_failures_total',
      'throughline_failed_reactions',
      'throughline_webhook_backlog',
      'throughline_inbound_kept',
      'throughline_channel_healthy',
      'throughline_mailbox_lag_seconds',
      'throughline_pool_connections',
      'throughline_pool_waiting',
      'throughline_realtime_subscriptions',
      'throughline_database_size_bytes',
      'throughline_files_free_bytes',
    ]),
  )
  expect(found.value('throughline_build_info', { version: '0.0.0-test' })).toBe(1)
  expect(found.value('throughline_consumer_lag_seconds', { consumer: 'reactions' })).toBeGreaterThanOrEqual(0)
  expect(found.value('throughline_failed_reactions', { reaction: 'notifyStaff', state: 'set_aside' })).toBe(0)
  expect(found.value('throughline_database_size_bytes')).toBeGreaterThan(1_000_000)
  expect(found.all('throughline_metrics_read').map(({ value }) => value)).not.toContain(0)
})

test('a mail server that refuses shows: messages that wait, failed ones, attempts by channel', async () => {
  sink.answer = (line) => {
    if (/^RCPT.*later@/i.test(line)) return '451 4.7.1 Greylisted'
    return /^RCPT.*never@/i.test(line) ? '550 5.1.1 Nobody here' : undefined
  }
  await write('later@mail.example')
  await write('never@mail.example')
  await write('now@mail.example')
  await expect
    .poll(async () => {
      const found = await metrics()
      return {
        queued: found.value('throughline_deliveries', { state: 'queued' }),
        failed: found.value('throughline_deliveries', { state: 'failed' }),
        attempts: found.value('throughline_delivery_attempts_total', { channel: channel.id, outcome: 'sent' }),
        // It is tried again later, so it is not overdue.
        overdue: found.value('throughline_delivery_overdue_seconds'),
      }
    }, patient)
    .toEqual({ queued: 1, failed: 1, attempts: 1, overdue: 0 })
})

test('a transaction that is left open shows: how long events wait, and for whom; the node stays ready', async () => {
  const forgotten = await app.database.pool.connect()
  await forgotten.query('begin')
  await forgotten.query('select pg_current_xact_id()')
  await app.database.pool.query(
    `insert into events (id, type, at) values ($1, 'customer.updated', now() - interval '1 minute')`,
    [newId()],
  )
  const late = (await forgotten.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!
  await expect.poll(async () => (await metrics()).value('throughline_feed_lag_seconds'), patient).toBeGreaterThan(10)
  const found = await metrics()
  expect(found.value('throughline_feed_withheld_events')).toBeGreaterThan(0)
  expect(found.value('throughline_feed_holder_age_seconds')).toBeGreaterThan(0)
  expect(found.value('throughline_consumer_lag_seconds', { consumer: 'webhooks' })).toBeGreaterThan(10)

  const ready = await fetch(`${app.url}/readyz`)
  expect(ready.status).toBe(200)
  const detail = expect.stringContaining(`the transaction of process ${late.pid}`)
  expect(await ready.json()).toMatchObject({
    ready: true,
    details: expect.arrayContaining([{ name: 'feed', ok: false, detail }]),
  })
  expect(await app.api('GET', '/changes/lag')).toMatchObject({
    late: true,
    holder: { pid: late.pid, state: 'idle in transaction', application: 'throughline' },
  })

  await forgotten.query('rollback')
  forgotten.release()
  await expect.poll(async () => (await metrics()).value('throughline_feed_lag_seconds'), patient).toBe(0)
})
