import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { newVisitor } from '../../visitor.ts'
import { signIn } from './callers.ts'

// What belongs to one person, asked for by another with the same rights and the right id.

// oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
type Json = any
type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>

let app: TestApp
let ann: { id: string; ask: Ask }
let ben: { id: string; ask: Ask }
let customerId: string
const channels = { shop: '', other: '' }

beforeAll(async () => {
  app = await startTestApp()
  ann = await personCalled('ann')
  ben = await personCalled('ben')
  const identities = [{ kind: 'email', value: 'robin@mail.test' }]
  customerId = (await app.api<{ id: string }>('POST', '/customers', { displayName: 'Robin', identities })).id
  for (const name of ['shop', 'other'] as const) {
    channels[name] = (await app.api<{ id: string }>('POST', '/channels', { kind: 'webchat', name })).id
  }
})
afterAll(() => app.stop())

async function personCalled(name: string): Promise<{ id: string; ask: Ask }> {
  const [email, password] = [`${name}@example.com`, 'a long password of theirs']
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, email, password, role: 'staff' })
  const credentials = await signIn(app.url, email, password)
  const ask: Ask = async (method, path, body) => {
    const isBytes = body instanceof Uint8Array
    const type = { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { ...credentials, ...(body === undefined ? {} : type) },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: isJson && text ? JSON.parse(text) : text }
  }
  return { id, ask }
}

describe('of a colleague', () => {
  test('a draft is neither read nor dropped', async () => {
    const draft = `/customers/${customerId}/draft`
    expect((await ann.ask('PUT', draft, { content: { text: 'Ann writes' } })).status).toBe(200)
    expect((await ben.ask('GET', draft)).body.content).toBeNull()
    expect((await ben.ask('PUT', draft, { content: null })).status).toBe(200)
    expect((await ann.ask('GET', draft)).body.content).toEqual({ text: 'Ann writes' })
  })

  test('preferences are neither read nor changed', async () => {
    expect((await ann.ask('PATCH', '/me/preferences', { density: 'compact' })).status).toBe(200)
    expect((await ben.ask('GET', '/me/preferences')).body.density).toBe('comfortable')
    expect((await ben.ask('PATCH', '/me/preferences', { density: 'comfortable' })).status).toBe(200)
    expect((await ann.ask('GET', '/me/preferences')).body.density).toBe('compact')
  })

  test('their notifications are neither read nor marked as read', async () => {
    const note = { kind: 'note', text: 'Ann, please look', mentions: [ann.id] }
    expect((await ben.ask('POST', `/customers/${customerId}/entries`, note)).status).toBe(201)
    await expect.poll(async () => (await ann.ask('GET', '/notifications')).body.items).toHaveLength(1)
    const [told] = (await ann.ask('GET', '/notifications')).body.items
    expect((await ben.ask('GET', '/notifications')).body.items).toEqual([])
    await ben.ask('POST', '/notifications/reading', { ids: [told.id] })
    expect((await ann.ask('GET', '/notifications')).body.items).toEqual([told])
  })

  test('a view and a saved reply of their own are neither seen, changed nor removed', async () => {
    const view = await ann.ask('POST', '/views', { name: 'Hers', filter: {} })
    const reply = await ann.ask('POST', '/saved-replies', { name: 'Hers', text: 'Dear you' })
    expect([view.status, reply.status]).toEqual([201, 201])
    for (const path of [`/views/${view.body.id}`, `/saved-replies/${reply.body.id}`]) {
      expect((await ben.ask('PATCH', path, { name: 'Mine' })).status).toBe(404)
      expect((await ben.ask('DELETE', path)).status).toBe(404)
    }
    for (const list of ['/views', '/saved-replies']) {
      expect(JSON.stringify((await ben.ask('GET', list)).body)).not.toContain('Hers')
      expect(JSON.stringify((await ann.ask('GET', list)).body)).toContain('Hers')
    }
  })

  test('a file that was not sent yet is neither read nor sent', async () => {
    const file = await ann.ask('POST', '/attachments?name=salary.txt', Buffer.from('secret'))
    expect(file.status).toBe(201)
    expect((await ben.ask('GET', `/attachments/${file.body.id}`)).status).toBe(404)
    const message = { kind: 'message', text: 'Look', attachmentIds: [file.body.id] }
    const sent = await ben.ask('POST', `/customers/${customerId}/entries`, message)
    expect(sent.status).toBeGreaterThanOrEqual(400)
    expect((await ann.ask('GET', `/attachments/${file.body.id}`)).body).toBe('secret')
  })
})

describe('of another visitor', () => {
  test('messages and files are not read with a token of one’s own, nor sent on', async () => {
    const [eve, mallory] = [newVisitor(app, channels.shop), newVisitor(app, channels.shop)]
    const unsent = await eve.upload('unsent.txt', 'not yet')
    const file = await eve.upload('bill.txt', 'my bill')
    const said = await eve.say('Here is my bill', { attachmentIds: [file.body.id] })
    const sentFile = `/files/${said.attachments[0]!.id}`
    expect((await eve.ask('GET', sentFile)).body).toBe('my bill')

    expect((await mallory.ask('GET', sentFile)).status).toBe(401)
    await mallory.say('Hello')
    expect((await mallory.ask('GET', sentFile)).status).toBe(404)
    expect(await mallory.texts()).toEqual(['Hello'])
    for (const id of [unsent.body.id, file.body.id]) {
      const echoId = randomBytes(9).toString('base64url')
      const stolen = await mallory.ask('POST', '/messages', { echoId, text: 'Mine', attachmentIds: [id] })
      expect(stolen.status).toBeGreaterThanOrEqual(400)
      expect((await mallory.ask('GET', `/files/${id}`)).status).toBe(404)
    }
    expect(await mallory.texts()).toEqual(['Hello'])
  })

  test('the chat of one site is not read with its token on another', async () => {
    const eve = newVisitor(app, channels.shop)
    const said = await eve.say('On the shop')
    const elsewhere = newVisitor(app, channels.other, { token: eve.token })
    expect((await elsewhere.ask('GET', '/messages')).status).toBe(401)
    await elsewhere.say('On the other')
    expect(await elsewhere.texts()).toEqual(['On the other'])
    expect(await eve.texts()).toEqual(['On the shop'])
    const cursor = `/messages?before=${encodeURIComponent(said.id)}`
    expect((await elsewhere.ask('GET', cursor)).status).toBe(400)
  })

  test('files and notes of staff are not read by a visitor who knows their ids', async () => {
    const eve = newVisitor(app, channels.shop)
    await eve.say('Hello')
    const file = await ann.ask('POST', '/attachments?name=plan.txt', Buffer.from('internal'))
    expect((await eve.ask('GET', `/files/${file.body.id}`)).status).toBe(404)
    const { items } = (await ann.ask('GET', '/issues')).body
    const note = { kind: 'note', text: 'A difficult visitor' }
    for (const { customerId: id } of items) await ann.ask('POST', `/customers/${id}/entries`, note)
    expect(await eve.texts()).toEqual(['Hello'])
  })
})
