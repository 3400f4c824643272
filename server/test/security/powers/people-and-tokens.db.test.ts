import { once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { password, startWithCallers, type Json } from './callers-with-rights.ts'

// What somebody with some rights tries in order to get, change or speak for more than these rights.

const callers = await startWithCallers()
const { app, admin, roleWith, programWith, personWith, customerWith, tokenOf } = callers
afterAll(() => callers.stop())

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

  test('does not lose a token to somebody who manages tokens, and a role with more rights is neither made, changed nor removed', async () => {
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
    'on an open WebSocket loses the rights that its person loses, made through %i other tokens',
    async (between) => {
      const boss = await personWith('admin')
      let maker = boss.ask
      for (let made = 0; made < between; made++) maker = (await tokenOf(maker, 'admin')).ask
      const { token } = await tokenOf(maker, 'admin')
      const customer = await customerWith()
      const headers = { authorization: `Bearer ${token}` }
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, { headers })
      let seen = ''
      let isClosed = false
      socket.on('message', (data) => (seen += String(data)))
      socket.on('close', () => (isClosed = true))
      await once(socket, 'open')
      socket.send(JSON.stringify({ type: 'subscribe', topic: `thread:${customer.id}`, cursor: null }))
      await expect.poll(() => seen).toContain('"type":"subscribed"')
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

  test('keeps working when somebody with the same rights takes it over, and only then', async () => {
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

  test('is revoked together with the tokens made with it, except the one that revokes', async () => {
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
