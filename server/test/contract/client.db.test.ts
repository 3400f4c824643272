import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@throughline/protocol/routes.ts'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../../client/declarations.ts'
import { createClient, type Change, type Client, type WebhookPayload } from '../../../client/src/client.js'
import { openApiDocument } from '../../src/platform/http/openapi/document.ts'
import { startReceiver, type Receiver } from '../../src/edges/webhooks/testing.ts'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
let client: Client
let receiver: Receiver
beforeAll(async () => {
  app = await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  client = createClient({ url: app.url, token: app.token })
  receiver = await startReceiver()
})
afterAll(async () => {
  await app.stop()
  await receiver.close()
})

test('the types of the client are those of today’s contracts: else run `node client/generate.ts`', () => {
  const document = openApiDocument(routes, { publicUrl: 'https://help.example.com', version: '0.1.0' })
  const file = join(import.meta.dirname, '../../../client/src/api.d.ts')
  expect(readFileSync(file, 'utf8')).toBe(declarations(document))
})

test('a program of these types finds, makes and changes things, and reads why it was refused', async () => {
  const identities = [{ kind: 'email', value: 'robin@example.com' }]
  const { data: customer } = await client.POST('/customers', { body: { displayName: 'Robin Vale', identities } })
  const { data: found } = await client.GET('/customers', { params: { query: { query: 'robin', limit: 1 } } })
  expect(found?.items.map(({ id }) => id)).toEqual([customer?.id])
  const path = { id: customer!.id }
  expect((await client.GET('/customers/{id}', { params: { path } })).data?.displayName).toBe('Robin Vale')

  const refused = await client.POST('/customers', { body: { identities } })
  expect(refused.data).toBeUndefined()
  expect(refused.error).toMatchObject({ code: 'identity_in_use', customerId: customer!.id })
  const stranger = createClient({ url: app.url, token: 'unknown' })
  expect((await stranger.GET('/me')).error?.code).toBe('unauthenticated')

  const body = new TextEncoder().encode('Order 4711')
  const { data: file } = await client.POST('/attachments', { params: { query: { name: 'order.txt' } }, body })
  expect(file).toMatchObject({ name: 'order.txt', sizeBytes: 10 })
})

test('the same key twice is one entry, and both the feed and a webhook carry it', async () => {
  const { data: webhook } = await client.POST('/webhooks', {
    body: { url: receiver.url, eventTypes: ['entry.appended'] },
  })
  const { data: customer } = await client.POST('/customers', { body: { displayName: 'Kim' } })
  const write = () =>
    client.POST('/customers/{id}/entries', {
      params: { path: { id: customer!.id }, header: { 'Idempotency-Key': 'once' } },
      body: { kind: 'note', text: 'Likes lamps.' },
    })
  const [first, second] = [await write(), await write()]
  expect([first.response.status, second.response.status]).toEqual([201, 200])
  expect(second.data).toEqual(first.data)

  const appended = async () => (await feed(client)).filter(({ type }) => type === 'entry.appended')
  await expect.poll(appended).toHaveLength(1)
  const [change] = await appended()
  // `type` decides what `data` holds.
  expect(change?.type === 'entry.appended' && change.data.entry?.text).toBe('Likes lamps.')

  await expect.poll(() => receiver.received.length).toBe(1)
  const { body, headers } = receiver.received[0]!
  const payload = new Verifier(webhook!.secret).verify(body, headers) as WebhookPayload
  expect(payload).toEqual({ type: 'entry.appended', timestamp: change!.at, data: change })
})

test('a reader without `thread.read` learns that there is an entry, and not what it says', async () => {
  await client.POST('/roles', { body: { name: 'watcher', permissions: ['changes.read'] } })
  const { data: made } = await client.POST('/tokens', { body: { name: 'A watcher', role: 'watcher' } })
  const watcher = createClient({ url: app.url, token: made!.token })
  const listed = (await feed(watcher)).filter(({ type }) => type === 'entry.appended')
  expect(listed.length).toBeGreaterThan(0)
  expect(listed.map(({ data }) => data)).toEqual(listed.map(() => ({ entry: null })))
  expect(JSON.stringify(listed)).not.toContain('lamps')

  await client.POST('/roles', { body: { name: 'hooks', permissions: ['changes.read', 'webhooks.manage'] } })
  const { data: hooks } = await client.POST('/tokens', { body: { name: 'Without threads', role: 'hooks' } })
  const { error } = await createClient({ url: app.url, token: hooks!.token }).POST('/webhooks', {
    body: { url: receiver.url },
  })
  expect(error).toMatchObject({ code: 'forbidden', status: 403 })
  expect(error?.detail).toContain('thread.read')
})

async function feed(client: Client): Promise<Change[]> {
  const { data } = await client.GET('/changes', { params: { query: { limit: 200 } } })
  return data?.items ?? []
}
