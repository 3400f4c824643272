import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'

// What somebody with some rights tries in order to get, change or speak for more than these rights.

let app: TestApp
let count = 0

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

// oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
type Json = any
interface Answer {
  status: number
  body: Json
}
type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>

const admin: Ask = (method, path, body) => ask(app.token, method, path, body)

async function ask(token: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await app.request(method, path, body, { authorization: `Bearer ${token}` })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

async function roleWith(permissions: string[]): Promise<string> {
  const name = `attacker-${++count}`
  expect((await admin('POST', '/roles', { name, permissions })).status).toBe(201)
  return name
}

/** A program with a role of these permissions and no others. */
async function programWith(...permissions: string[]): Promise<Ask> {
  const made = await admin('POST', '/tokens', { name: 'A program', role: await roleWith(permissions) })
  return (method, path, body) => ask(made.body.token, method, path, body)
}

/** A person who has signed in in a browser. */
async function signedIn(email: string, password: string): Promise<Ask> {
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ email, password }),
  })
  expect(response.status).toBe(200)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async (method, path, body) => {
    const answer = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { cookie, origin: app.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

const password = 'a long password of theirs'
async function personWith(role: string, name = `Person ${++count}`): Promise<{ id: string; email: string; ask: Ask }> {
  const email = `person-${++count}@example.com`
  const made = await admin('POST', '/staff', { name, email, password, role })
  expect(made.status).toBe(201)
  return { id: made.body.id, email, ask: await signedIn(email, password) }
}

async function customerWith(...identities: object[]): Promise<Json> {
  const made = await admin('POST', '/customers', { displayName: `Customer ${++count}`, identities })
  expect(made.status).toBe(201)
  return made.body
}

describe('how sure we are of an address', () => {
  test('is not raised by somebody who may only change customers', async () => {
    const writer = await programWith('customers.read', 'customers.write')
    const customer = await customerWith({ kind: 'email', value: 'raise@mail.test', assurance: 'claimed' })
    const [identity] = customer.identities
    for (const assurance of ['asserted', 'domain-authenticated', 'possession-proven', 'host-authenticated']) {
      const raise = await writer('PATCH', `/identities/${identity.id}`, { assurance })
      expect(raise).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      const explained = await writer('PATCH', `/identities/${identity.id}`, { assurance, reason: 'I say so.' })
      expect(explained).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    expect((await admin('GET', `/customers/${customer.id}`)).body.identities).toMatchObject([{ assurance: 'claimed' }])
  })

  test('is not handed in with a customer, an address or a message by somebody who may not vouch', async () => {
    const writer = await programWith('customers.read', 'customers.write', 'channels.receive')
    const proven = { kind: 'email', value: 'handed-in@mail.test', assurance: 'possession-proven' }
    expect((await writer('POST', '/customers', { identities: [proven] })).status).toBe(403)
    const customer = await customerWith({ kind: 'email', value: 'own@mail.test', assurance: 'claimed' })
    expect((await writer('POST', `/customers/${customer.id}/identities`, proven)).status).toBe(403)
    const again = { kind: 'email', value: 'own@mail.test' }
    expect(await writer('POST', `/customers/${customer.id}/identities`, again)).toMatchObject({
      status: 201,
      body: { assurance: 'claimed' },
    })
    const channel = await admin('POST', '/channels', { kind: 'api', name: 'A shop' })
    const message = { id: 'vouched-1', from: proven, text: 'It is really me.' }
    expect((await writer('POST', `/channels/${channel.body.id}/inbound`, message)).status).toBe(403)
    const { assurance: _, ...entered } = proven
    const plain = await writer('POST', `/channels/${channel.body.id}/inbound`, { ...message, from: entered })
    expect(plain).toMatchObject({ status: 201, body: { identity: { assurance: 'asserted' } } })
  })

  test('may be raised by those who vouch, with a reason that is in the audit log, and never merges two customers', async () => {
    const voucher = await programWith('customers.read', 'customers.write', 'identities.vouch')
    const holder = await customerWith({
      kind: 'email',
      value: 'both@mail.test',
      assurance: 'possession-proven',
      reason: 'A link was answered.',
    })
    const claimant = await customerWith({ kind: 'email', value: 'both@mail.test', assurance: 'claimed' })
    const claim = `/identities/${claimant.identities[0].id}`
    const raise = { assurance: 'possession-proven', reason: 'He read out the code.' }
    expect(await voucher('PATCH', claim, { assurance: raise.assurance })).toMatchObject({ status: 400 })
    expect(await voucher('PATCH', claim, raise)).toMatchObject({ status: 409, body: { code: 'identity_in_use' } })
    expect((await admin('GET', `/customers/${claimant.id}`)).body.canonicalId).toBe(claimant.id)
    const proven = { kind: 'email', value: 'both@mail.test', ...raise }
    const claimed = { kind: 'email', value: 'both@mail.test', assurance: 'claimed' }
    for (const refused of [
      await admin('PATCH', claim, raise),
      await admin('POST', `/customers/${claimant.id}/identities`, proven),
      await admin('POST', '/customers', { displayName: 'Both at once', identities: [claimed, proven] }),
    ]) {
      expect(refused).toMatchObject({ status: 409, body: { code: 'identity_in_use', customerId: holder.id } })
    }
    expect((await admin('GET', `/customers/${claimant.id}`)).body).toMatchObject({
      canonicalId: claimant.id,
      identities: [{ assurance: 'claimed' }],
    })
    const free = await customerWith({ kind: 'email', value: 'free@mail.test', assurance: 'claimed' })
    expect((await admin('PATCH', `/identities/${free.identities[0].id}`, raise)).status).toBe(200)
    const { items } = (await admin('GET', '/audit?action=identity.vouched')).body
    expect(items[0]).toMatchObject({ details: raise, subject: { id: free.identities[0].id } })
    expect(items.filter(({ details }: Json) => details.reason === raise.reason)).toHaveLength(1)
  })
})

describe('somebody who may do more than the caller', () => {
  test('is not renamed, switched off or given another role', async () => {
    const lead = await personWith('lead', 'Lena Lead')
    const boss = await personWith('admin', 'Ada Admin')
    const manager = await personWith(await roleWith(['staff.read', 'staff.manage']), 'Max Manager')
    for (const [who, name] of [
      [lead, 'Lena Lead'],
      [boss, 'Ada Admin'],
    ] as const) {
      for (const change of [{ name: 'Your bank' }, { active: false }, { role: 'readonly' }, {}]) {
        const answer = await manager.ask('PATCH', `/staff/${who.id}`, change)
        expect([change, answer.status]).toEqual([change, 403])
      }
      expect(await who.ask('GET', '/me')).toMatchObject({ status: 200, body: { name } })
    }
    // Those who may do no more than they themselves are theirs to manage.
    expect((await manager.ask('PATCH', `/staff/${manager.id}`, { name: 'Max M.' })).status).toBe(200)
  }, 60_000)

  test('does not lose a token to one who manages tokens, and a role that holds more is neither made, changed nor removed', async () => {
    const keeper = await programWith('tokens.manage', 'staff.manage', 'staff.read')
    const { items } = (await keeper('GET', '/tokens')).body
    const adminTokens = items.filter(({ role }: Json) => role === 'admin')
    expect(adminTokens.length).toBeGreaterThan(0)
    for (const { id } of adminTokens) expect((await keeper('DELETE', `/tokens/${id}`)).status).toBe(403)
    expect((await admin('GET', '/me')).status).toBe(200)
    for (const role of ['admin', 'lead', 'staff', 'readonly']) {
      expect((await keeper('POST', '/tokens', { name: 'Mine', role })).status).toBe(403)
      const person = { name: 'Mine', email: 'mine@example.com', password, role }
      expect((await keeper('POST', '/staff', person)).status).toBe(403)
    }
    const more = await roleWith(['thread.read'])
    expect((await keeper('PATCH', `/roles/${more}`, { permissions: [] })).status).toBe(403)
    expect((await keeper('DELETE', `/roles/${more}`)).status).toBe(403)
    expect((await keeper('POST', '/roles', { name: 'my-own', permissions: ['thread.read'] })).status).toBe(403)
  })
})

describe('a token', () => {
  const tokenOf = async (who: Ask, role: string): Promise<{ id: string; ask: Ask }> => {
    const made = await who('POST', '/tokens', { name: `Token ${++count}`, role })
    expect(made.status).toBe(201)
    return { id: made.body.id, ask: (method, path, body) => ask(made.body.token, method, path, body) }
  }

  test('does no more than the person who made it may do now', async () => {
    const boss = await personWith('admin')
    const token = await tokenOf(boss.ask, 'admin')
    expect((await token.ask('GET', '/audit')).status).toBe(200)
    expect((await admin('PATCH', `/staff/${boss.id}`, { role: 'readonly' })).status).toBe(200)
    expect((await token.ask('GET', '/audit')).status).toBe(403)
    expect((await token.ask('GET', '/customers')).status).toBe(200)
    expect((await admin('PATCH', `/staff/${boss.id}`, { active: false })).status).toBe(200)
    expect((await token.ask('GET', '/customers')).status).toBe(401)
    const listed = (await admin('GET', '/tokens')).body.items.find(({ id }: Json) => id === token.id)
    expect(listed).toMatchObject({ works: false, permissions: [], createdBy: { kind: 'staff', id: boss.id } })
  })

  test('that was made with a token has the limits of the person behind both, and cannot give that person more', async () => {
    const boss = await personWith('admin')
    const parent = await tokenOf(boss.ask, 'admin')
    const child = await tokenOf(parent.ask, 'admin')
    const grandchild = await tokenOf(child.ask, 'admin')
    expect((await grandchild.ask('GET', '/audit')).status).toBe(200)
    expect((await admin('PATCH', `/staff/${boss.id}`, { role: 'readonly' })).status).toBe(200)
    for (const token of [parent, child, grandchild]) {
      expect((await token.ask('GET', '/audit')).status).toBe(403)
      expect((await token.ask('PATCH', `/staff/${boss.id}`, { role: 'admin' })).status).toBe(403)
      expect((await token.ask('GET', '/customers')).status).toBe(200)
    }
    expect((await admin('PATCH', `/staff/${boss.id}`, { active: false })).status).toBe(200)
    for (const token of [parent, child, grandchild]) expect((await token.ask('GET', '/me')).status).toBe(401)
    const listed = (await admin('GET', '/tokens')).body.items.find(({ id }: Json) => id === grandchild.id)
    expect(listed).toMatchObject({
      works: false,
      permissions: [],
      createdBy: { kind: 'token', id: child.id },
      standsFor: { id: boss.id },
    })
  })

  test.each([0, 1, 2])(
    'on an open WebSocket loses what its person loses, made with %i tokens between',
    async (between) => {
      const boss = await personWith('admin')
      let maker = boss.ask
      for (let made = 0; made < between; made++) maker = (await tokenOf(maker, 'admin')).ask
      const made = await maker('POST', '/tokens', { name: 'Watches', role: 'admin' })
      const customer = await customerWith()
      const headers = { authorization: `Bearer ${made.body.token}` }
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, { headers })
      let seen = ''
      let isClosed = false
      socket.on('message', (data) => (seen += String(data)))
      socket.on('close', () => (isClosed = true))
      await once(socket, 'open')
      socket.send(JSON.stringify({ type: 'subscribe', topic: `thread:${customer.id}`, cursor: null }))
      const note = (text: string) => admin('POST', `/customers/${customer.id}/entries`, { kind: 'note', text })
      await note('Before')
      await expect.poll(() => seen).toContain('Before')

      expect((await admin('PATCH', `/staff/${boss.id}`, { role: await roleWith(['customers.read']) })).status).toBe(200)
      await expect.poll(() => seen.includes('"type":"refused"') || isClosed).toBe(true)
      await note('After')
      expect((await admin('PATCH', `/staff/${boss.id}`, { active: false })).status).toBe(200)
      await expect.poll(() => isClosed).toBe(true)
      expect(seen).not.toContain('After')
    },
  )

  test('goes on when another who holds as much takes it over, and only then', async () => {
    const boss = await personWith('admin')
    const token = await tokenOf(boss.ask, 'admin')
    const child = await tokenOf(token.ask, 'admin')
    const manager = await programWith('staff.read', 'staff.manage', 'tokens.manage')
    const off = { active: false, keepTokens: true }
    expect((await manager('PATCH', `/staff/${boss.id}`, off)).status).toBe(403)
    expect((await admin('PATCH', `/staff/${boss.id}`, off)).status).toBe(200)
    for (const kept of [token, child]) expect((await kept.ask('GET', '/audit')).status).toBe(200)
    expect((await boss.ask('GET', '/me')).status).toBe(401)
  })

  test('ends with the tokens that were made with it when it is revoked, but for the one that revokes', async () => {
    const stolen = await tokenOf(admin, 'admin')
    const child = await tokenOf(stolen.ask, 'admin')
    const grandchild = await tokenOf(child.ask, 'readonly')
    expect((await admin('DELETE', `/tokens/${stolen.id}`)).status).toBe(204)
    for (const ended of [stolen, child, grandchild]) expect((await ended.ask('GET', '/me')).status).toBe(401)

    const old = await tokenOf(admin, 'admin')
    const next = await tokenOf(old.ask, 'admin')
    expect((await next.ask('DELETE', `/tokens/${old.id}`)).status).toBe(204)
    expect((await old.ask('GET', '/me')).status).toBe(401)
    expect((await next.ask('GET', '/me')).status).toBe(200)
  })
})

describe('what is read by another way', () => {
  test('a webhook tells nobody what they may not read in the feed of changes', async () => {
    const subscriber = await programWith('webhooks.manage')
    const webhook = { name: 'Mine', url: 'https://93.184.215.14/hook' }
    expect((await subscriber('POST', '/webhooks', webhook)).status).toBe(403)
  })

  test('mail that was kept is read by those who read threads', async () => {
    const connector = await programWith('channels.read', 'channels.manage')
    expect((await connector('GET', '/outbox')).status).toBe(403)
    expect((await admin('GET', '/outbox')).status).toBe(200)
  })
})

describe('a note', () => {
  const noteOf = async (author: Ask, customerId: string, text: string): Promise<string> => {
    const note = await author('POST', `/customers/${customerId}/entries`, { kind: 'note', text })
    expect(note.status).toBe(201)
    return note.body.id
  }

  test('of another is neither changed nor struck out by somebody who may only write', async () => {
    const customer = await customerWith()
    const id = await noteOf(admin, customer.id, 'Refund approved: 20 euros')
    const writer = await programWith('customers.read', 'thread.read', 'thread.write')
    const edit = { text: 'Refund approved: 2,000 euros' }
    expect((await writer('POST', `/entries/${id}/edits`, edit)).status).toBe(403)
    expect((await writer('POST', `/entries/${id}/deletion`, {})).status).toBe(403)
    expect((await admin('GET', `/entries/${id}`)).body).not.toHaveProperty('edited')
    const own = await noteOf(writer, customer.id, 'Mine')
    expect((await writer('POST', `/entries/${own}/edits`, { text: 'Mine still' })).status).toBe(201)
  })

  test('that was changed names who did it, and keeps what it said before', async () => {
    const customer = await customerWith()
    const writer = await personWith('staff', 'Tim Writer')
    const lead = await personWith('lead', 'Lena Lead')
    const id = await noteOf(writer.ask, customer.id, 'She wants it on Monday')
    expect((await lead.ask('POST', `/entries/${id}/edits`, { text: 'She wants it on Tuesday' })).status).toBe(201)
    const by = { kind: 'staff', id: lead.id, name: 'Lena Lead' }
    const written = { kind: 'staff', id: writer.id, name: 'Tim Writer' }
    const { items } = (await writer.ask('GET', `/customers/${customer.id}/thread`)).body
    expect(items[0]).toMatchObject({
      text: 'She wants it on Monday',
      author: written,
      edited: { text: 'She wants it on Tuesday', by },
    })
    const versions = await writer.ask('GET', `/entries/${id}/versions`)
    expect(versions.body.items).toMatchObject([
      { text: 'She wants it on Monday', by: written },
      { text: 'She wants it on Tuesday', by },
    ])
    expect((await lead.ask('POST', `/entries/${id}/deletion`, { reason: 'Wrong' })).status).toBe(201)
    expect((await writer.ask('GET', `/entries/${id}`)).body).toMatchObject({ deletedBy: by })
  })

  test('and a message of another that has not left are taken back by nobody else', async () => {
    const customer = await customerWith({ kind: 'email', value: 'held@mail.test' })
    await admin('POST', '/channels', { kind: 'email', name: 'Held', settings: { address: 'held@shop.test' } })
    const message = { kind: 'message', text: 'Not yet', holdSeconds: 60 }
    const held = await admin('POST', `/customers/${customer.id}/entries`, message)
    expect(held.status).toBe(201)
    const lead = await personWith('lead')
    expect((await lead.ask('POST', `/entries/${held.body.id}/taking-back`, {})).status).toBe(409)
  })
})
