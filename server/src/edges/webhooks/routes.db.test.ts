import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { newId } from '../../lib/ids.ts'
import { createWebhookBench, startReceiver, type Receiver, type WebhookBench } from './testing.ts'
import { webhookRoutes, type WebhookSender } from './webhooks.ts'

let bench: WebhookBench
let server: TestServer
let receiver: Receiver
let sender: WebhookSender
beforeAll(async () => {
  bench = await createWebhookBench()
  sender = bench.sender()
  server = await bootTestServer((app) => webhookRoutes(app, { ...bench.deps, wake: () => sender.wake() }))
  receiver = await startReceiver()
})
afterAll(async () => {
  await server.close()
  await receiver.close()
  await bench[Symbol.asyncDispose]()
})

test('a webhook is made, shown without its secret, changed, switched off and removed, and all of it is on record', async () => {
  const made = await server.ask('admin', 'POST', '/webhooks', {
    name: 'The shop',
    url: receiver.url,
    eventTypes: ['issue.resolved', 'issue.resolved'],
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ name: 'The shop', eventTypes: ['issue.resolved'], enabled: true })
  expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)

  const { id, secret } = made.body
  const { items } = (await server.ask('admin', 'GET', '/webhooks')).body
  expect(items).toEqual([{ ...made.body, secret: undefined }].map((item) => JSON.parse(JSON.stringify(item))))
  const { db } = bench.database
  const kept = await db.selectFrom('webhooks').select('secret').where('id', '=', id).executeTakeFirstOrThrow()
  expect(kept.secret.toString()).not.toContain(secret.slice(6))

  const changed = await server.ask('admin', 'PATCH', `/webhooks/${id}`, { enabled: false, eventTypes: [] })
  expect(changed.body).toMatchObject({ id, name: 'The shop', enabled: false, eventTypes: [] })
  expect((await server.ask('admin', 'DELETE', `/webhooks/${id}`)).status).toBe(204)
  expect((await server.ask('admin', 'GET', '/webhooks')).body.items).toEqual([])
  for (const [method, path] of [
    ['DELETE', ''],
    ['PATCH', ''],
    ['GET', '/deliveries'],
  ] as const) {
    const answer = await server.ask('admin', method, `/webhooks/${id}${path}`, method === 'PATCH' ? {} : undefined)
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }

  const log = await db.selectFrom('audit_records').selectAll().where('subject_id', '=', id).orderBy('id').execute()
  expect(log.map(({ action }) => action)).toEqual(['webhook.created', 'webhook.updated', 'webhook.deleted'])
  expect(JSON.stringify(log)).not.toContain('whsec_')
})

test('a webhook that asked for types that are gone alone is off, and never asks for all', async () => {
  const made = await server.ask('admin', 'POST', '/webhooks', { url: receiver.url, eventTypes: ['issue.resolved'] })
  const { id } = made.body
  const { pool } = bench.database
  await pool.query(`update webhooks set event_types = '{contact.started,issue.resolved}' where id = $1`, [id])
  const shown = async () =>
    (await server.ask('admin', 'GET', '/webhooks')).body.items.find((one: { id: string }) => one.id === id)
  expect(await shown()).toMatchObject({ eventTypes: ['issue.resolved'], enabled: true })
  await pool.query(`update webhooks set event_types = '{contact.started}' where id = $1`, [id])
  expect(await shown()).toMatchObject({ eventTypes: [], enabled: false })
  await server.ask('admin', 'DELETE', `/webhooks/${id}`)
})

test('addresses that must not or cannot be called are refused, in the same words for making and changing', async () => {
  const { body: webhook } = await server.ask('admin', 'POST', '/webhooks', { url: receiver.url })
  for (const url of [
    'http://127.0.0.2/hook',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/hook',
    'http://10.0.0.1/',
    'ftp://shop.example/',
    'http://someone:secret@127.0.0.1/',
    'http://no-such-name.invalid/',
  ]) {
    const refused = { status: 422, body: { code: 'unsafe_address' } }
    expect(await server.ask('admin', 'POST', '/webhooks', { url })).toMatchObject(refused)
    expect(await server.ask('admin', 'PATCH', `/webhooks/${webhook.id}`, { url })).toMatchObject(refused)
  }
  await server.ask('admin', 'DELETE', `/webhooks/${webhook.id}`)
})

test('what was sent is listed newest first, page by page, and can be sent again under the same id', async () => {
  const { body: webhook } = await server.ask('admin', 'POST', '/webhooks', { url: receiver.url })
  const path = `/webhooks/${webhook.id}`
  const start = bench.clock.now()
  for (const type of ['issue.opened', 'issue.updated', 'issue.resolved'] as const) {
    bench.clock.advance(1000)
    await bench.happen(type)
  }
  sender.wake()
  await expect.poll(() => receiver.received.length).toBe(3)

  const first = (await server.ask('admin', 'GET', `${path}/deliveries?limit=2`)).body
  expect(first.items.map((item: { eventType: string }) => item.eventType)).toEqual(['issue.resolved', 'issue.updated'])
  const second = (await server.ask('admin', 'GET', `${path}/deliveries?limit=2&cursor=${first.nextCursor}`)).body
  expect(second).toMatchObject({ items: [{ eventType: 'issue.opened' }], nextCursor: null })
  const state = async () => (await server.ask('admin', 'GET', `${path}/deliveries`)).body.items
  await expect
    .poll(state)
    .toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({ state: 'delivered', attempts: 1, lastStatus: 200, nextAttemptAt: null }),
      ),
    )

  const one = await server.ask('admin', 'POST', `${path}/replays`, { deliveryId: second.items[0].id })
  expect(one).toMatchObject({ status: 202, body: { queued: 1 } })
  await expect.poll(() => receiver.received.length).toBe(4)
  expect(receiver.received.at(-1)).toMatchObject({ id: second.items[0].id, body: receiver.received[0]!.body })
  await expect
    .poll(async () => (await state()).every((item: { state: string }) => item.state === 'delivered'))
    .toBe(true)

  const since = new Date(start.getTime() + 1500).toISOString()
  expect((await server.ask('admin', 'POST', `${path}/replays`, { since })).body).toEqual({ queued: 2 })
  await expect.poll(() => receiver.received.length).toBe(6)
  const { headers, body } = receiver.received.at(-1)!
  expect(() => new Verifier(webhook.secret).verify(body, headers)).not.toThrow()

  expect((await server.ask('admin', 'POST', `${path}/replays`, {})).status).toBe(400)
  const unknown = await server.ask('admin', 'POST', `${path}/replays`, { deliveryId: newId() })
  expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } })
})
