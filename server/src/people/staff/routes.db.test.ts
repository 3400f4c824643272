import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bootStaff, type StaffServer } from '../../../test/staff.ts'
import { newId } from '../../lib/ids.ts'

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff()
})
afterAll(() => server.close())

const asAdmin = (method: string, path: string, body?: unknown) => server.ask(server.token, method, path, body)
const password = 'a long enough password'

test('an admin adds a person, who then signs in and may do what their role may', async () => {
  const made = await asAdmin('POST', '/staff', { name: 'Ben', email: 'Ben@Example.com', password })
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'Ben', email: 'ben@example.com', role: 'staff', active: true, presence: 'offline' },
  })
  expect(made.body.permissions).toContain('thread.write')
  expect(made.body.permissions).not.toContain('staff.manage')
  const browser = server.browser()
  expect((await browser.post('sign-in/email', { email: 'ben@example.com', password })).status).toBe(200)
  expect((await browser.me()).body).toMatchObject({ kind: 'staff', id: made.body.id, role: 'staff' })

  const again = await asAdmin('POST', '/staff', { name: 'Other', email: 'BEN@example.com', password })
  expect(again).toMatchObject({ status: 409, body: { code: 'already_exists' } })
  const unknown = await asAdmin('POST', '/staff', { name: 'X', email: 'x@example.com', password, role: 'wizard' })
  expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'role' }] } })
})

test('the list of people is paged without a gap', async () => {
  for (const name of ['Ada', 'Cid', 'Dot']) {
    await asAdmin('POST', '/staff', { name, email: `${name}@example.com`, password })
  }
  const names: string[] = []
  let cursor = ''
  do {
    const page = await asAdmin('GET', `/staff?limit=2&cursor=${cursor}`)
    expect(page.body.items.length).toBeLessThanOrEqual(2)
    for (const person of page.body.items) names.push(person.name)
    cursor = page.body.nextCursor ?? ''
  } while (cursor)
  const all = await asAdmin('GET', '/staff?limit=200')
  expect(names).toEqual(all.body.items.map((person: { name: string }) => person.name))
  expect(names).toEqual(expect.arrayContaining(['Maria', 'Ada', 'Cid', 'Dot']))
})

test('switching access off ends the sessions of a person at once, and switching it on lets them in again', async () => {
  const { body: eve } = await asAdmin('POST', '/staff', { name: 'Eve', email: 'eve@example.com', password })
  const browser = server.browser()
  await browser.post('sign-in/email', { email: 'eve@example.com', password })
  expect((await browser.me()).status).toBe(200)
  const off = await asAdmin('PATCH', `/staff/${eve.id}`, { active: false })
  expect(off.body).toMatchObject({ active: false, presence: 'offline' })
  expect((await browser.me()).status).toBe(401)
  // With the right password too, and in the same words as for a wrong one.
  const refused = await browser.post('sign-in/email', { email: 'eve@example.com', password })
  const wrong = await browser.post('sign-in/email', { email: 'eve@example.com', password: 'wrong' })
  expect(refused.status).toBe(401)
  expect({ ...refused.body, instance: '' }).toEqual({ ...wrong.body, instance: '' })
  await asAdmin('PATCH', `/staff/${eve.id}`, { active: true })
  expect((await browser.post('sign-in/email', { email: 'eve@example.com', password })).status).toBe(200)
})

test('an open socket is closed at once when its person loses access or their role the permission', async () => {
  const { body: sam } = await asAdmin('POST', '/staff', { name: 'Sam', email: 'sam@example.com', password })
  const browser = server.browser()
  await browser.post('sign-in/email', { email: 'sam@example.com', password })
  const url = `${server.origin.replace('http', 'ws')}/api/v1/socket`
  for (const change of [{ role: 'readonly' }, { active: false }]) {
    const socket = new WebSocket(url, { headers: { cookie: browser.cookie }, origin: server.publicUrl })
    await once(socket, 'message')
    const closed = once(socket, 'close')
    await asAdmin('PATCH', `/staff/${sam.id}`, change)
    await closed
    await asAdmin('PATCH', `/staff/${sam.id}`, { role: 'staff' })
  }
})

test('the last admin can be neither demoted nor switched off, not even by two at once', async () => {
  const { items } = (await asAdmin('GET', '/staff?limit=200')).body
  const maria = items.find((person: { name: string }) => person.name === 'Maria')
  for (const change of [{ role: 'staff' }, { active: false }]) {
    expect(await asAdmin('PATCH', `/staff/${maria.id}`, change)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
  }
  const { body: zoe } = await asAdmin('POST', '/staff', {
    name: 'Zoe',
    email: 'zoe@example.com',
    password,
    role: 'admin',
  })
  const both = await Promise.all([
    asAdmin('PATCH', `/staff/${maria.id}`, { role: 'lead' }),
    asAdmin('PATCH', `/staff/${zoe.id}`, { role: 'lead' }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  for (const { id } of [maria, zoe]) await asAdmin('PATCH', `/staff/${id}`, { role: 'admin' })
})

test('nobody hands out what they do not have', async () => {
  const role = { name: 'office', permissions: ['staff.read', 'staff.manage', 'tokens.manage'] }
  expect((await asAdmin('POST', '/roles', role)).status).toBe(201)
  const { token } = (await asAdmin('POST', '/tokens', { name: 'Office', role: 'office' })).body
  const asOffice = (method: string, path: string, body: unknown) => server.ask(token, method, path, body)
  const forbidden = { status: 403, body: { code: 'forbidden' } }
  const admin = { name: 'Mallory', email: 'mallory@example.com', password, role: 'admin' }
  expect(await asOffice('POST', '/staff', admin)).toMatchObject(forbidden)
  expect(await asOffice('POST', '/tokens', { name: 'Up', role: 'admin' })).toMatchObject(forbidden)
  expect(await asOffice('POST', '/roles', { name: 'up', permissions: ['mail.replay'] })).toMatchObject(forbidden)
  const { items } = (await asAdmin('GET', '/staff?limit=200')).body
  const maria = items.find((person: { name: string }) => person.name === 'Maria')
  expect(await asOffice('PATCH', `/staff/${maria.id}`, { role: 'office' })).toMatchObject(forbidden)
  expect(await asOffice('PATCH', `/staff/${maria.id}`, { active: false })).toMatchObject(forbidden)
  expect((await asOffice('POST', '/tokens', { name: 'Same', role: 'office' })).status).toBe(201)
})

test('a custom role counts from the next request on, and built-in names are taken', async () => {
  const made = await asAdmin('POST', '/roles', { name: 'reader', permissions: ['issues.read', 'issues.read'] })
  expect(made.body).toEqual({ name: 'reader', builtIn: false, permissions: ['issues.read'] })
  const { token } = (await asAdmin('POST', '/tokens', { name: 'R', role: 'reader' })).body
  expect((await server.ask(token, 'GET', '/me')).body.permissions).toEqual(['issues.read'])
  expect((await server.ask(token, 'GET', '/staff')).status).toBe(403)
  for (const name of ['reader', 'admin']) {
    expect(await asAdmin('POST', '/roles', { name, permissions: [] })).toMatchObject({ status: 409 })
  }
  const names = (await asAdmin('GET', '/roles')).body.items.map((role: { name: string }) => role.name)
  expect(names).toEqual(expect.arrayContaining(['readonly', 'staff', 'lead', 'admin', 'reader']))
})

test('teams and skills have people, once each, by a name that is there once', async () => {
  const { items } = (await asAdmin('GET', '/staff?limit=2')).body
  const ids = items.map((person: { id: string }) => person.id)
  for (const [path, key] of [
    ['/teams', 'memberIds'],
    ['/skills', 'staffIds'],
  ] as const) {
    const made = await asAdmin('POST', path, { name: 'Spanish', [key]: [...ids, ids[0]] })
    expect(made).toMatchObject({ status: 201, body: { name: 'Spanish', [key]: ids } })
    expect((await asAdmin('GET', path)).body.items).toEqual([made.body])
    expect(await asAdmin('POST', path, { name: 'spanish' })).toMatchObject({ status: 409 })
    const ghost = await asAdmin('POST', path, { name: 'Ghosts', [key]: [newId()] })
    expect(ghost).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect((await asAdmin('GET', path)).body.items).toHaveLength(1)
  }
})

test('a person says whether they are here; a token is not a person', async () => {
  const browser = server.browser()
  await browser.post('sign-in/email', { email: 'maria@example.com', password: server.password })
  const away = await browser.call('PUT', '/presence', { state: 'away' })
  expect(away).toMatchObject({ status: 200, body: { state: 'away' } })
  const { items } = (await asAdmin('GET', '/staff?limit=200')).body
  expect(items.find((person: { name: string }) => person.name === 'Maria').presence).toBe('away')
  expect((await asAdmin('PUT', '/presence', { state: 'away' })).body.code).toBe('forbidden')
})

test('what was changed about people is in the audit log, with who did it and from where', async () => {
  const { body: kim } = await asAdmin('POST', '/staff', { name: 'Kim', email: 'kim@example.com', password })
  await asAdmin('PATCH', `/staff/${kim.id}`, { role: 'lead' })
  const { items } = (await asAdmin('GET', '/audit?limit=2')).body
  expect(items).toMatchObject([
    {
      action: 'staff.updated',
      actor: { kind: 'token', name: 'First token' },
      subject: { kind: 'staff', id: kim.id },
      details: { role: { from: 'staff', to: 'lead' } },
      address: '127.0.0.1',
    },
    { action: 'staff.created', subject: { id: kim.id }, details: { role: 'staff' } },
  ])
  expect(JSON.stringify(items)).not.toContain(password)
})
