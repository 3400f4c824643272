import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootStaff, type StaffServer } from '../../../test/staff.ts'
import { newId } from '../../lib/ids.ts'

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff()
})
afterAll(() => server.close())

const asAdmin = (method: string, path: string, body?: unknown) => server.ask(server.token, method, path, body)
const password = 'a long enough password'
const person = async (name: string, role = 'staff') => {
  const email = `${name.toLowerCase()}@example.com`
  return (await asAdmin('POST', '/staff', { name, email, password, role })).body
}

test('a team is renamed, its people change, and it is removed', async () => {
  const [ada, cid] = [await person('Ada'), await person('Cid')]
  const { body: team } = await asAdmin('POST', '/teams', { name: 'Returns', memberIds: [ada.id] })
  const changed = await asAdmin('PATCH', `/teams/${team.id}`, { name: 'Refunds', memberIds: [cid.id] })
  expect(changed.body).toEqual({ id: team.id, name: 'Refunds', memberIds: [cid.id] })
  expect((await asAdmin('GET', '/teams')).body.items).toEqual([changed.body])
  expect((await asAdmin('PATCH', `/teams/${team.id}`, { memberIds: [newId()] })).status).toBe(400)
  await asAdmin('POST', '/teams', { name: 'Shop' })
  expect((await asAdmin('PATCH', `/teams/${team.id}`, { name: 'shop' })).status).toBe(409)
  expect((await asAdmin('DELETE', `/teams/${team.id}`)).status).toBe(204)
  expect((await asAdmin('DELETE', `/teams/${team.id}`)).status).toBe(404)
  const { items } = (await asAdmin('GET', '/audit?action=team.updated')).body
  expect(items[0].details).toEqual({ name: { from: 'Returns', to: 'Refunds' }, joined: [cid.id], left: [ada.id] })
})

test('of two who change one team, or one role, the later is refused instead of undoing what the first did', async () => {
  const [gil, hal] = [await person('Gil'), await person('Hal')]
  const { body: team } = await asAdmin('POST', '/teams', { name: 'Repairs', memberIds: [gil.id, hal.id] })
  // In whatever order the members were listed.
  const was = { name: 'Repairs', memberIds: [hal.id, gil.id] }
  expect((await asAdmin('PATCH', `/teams/${team.id}`, { memberIds: [gil.id], was })).status).toBe(200)
  const late = await asAdmin('PATCH', `/teams/${team.id}`, { name: 'Workshop', memberIds: [hal.id], was })
  expect([late.status, late.body.code, late.body.changed]).toEqual([409, 'conflict', ['memberIds']])
  const now = (await asAdmin('GET', '/teams')).body.items.find(({ id }: { id: string }) => id === team.id)
  expect(now).toEqual({ id: team.id, name: 'Repairs', memberIds: [gil.id] })

  await asAdmin('POST', '/roles', { name: 'till', permissions: ['customers.read'] })
  const seen = { permissions: ['customers.read'] }
  const widened = { permissions: ['thread.read', 'customers.read'], was: seen }
  expect((await asAdmin('PATCH', '/roles/till', widened)).status).toBe(200)
  expect((await asAdmin('PATCH', '/roles/till', { permissions: [], was: seen })).status).toBe(409)
  const again = { permissions: ['customers.read'], was: { permissions: ['customers.read', 'thread.read'] } }
  expect((await asAdmin('PATCH', '/roles/till', again)).status).toBe(200)
})

test('what a custom role may do is changed for everybody who has it, at once', async () => {
  await asAdmin('POST', '/roles', { name: 'counter', permissions: ['customers.read'] })
  const dot = await person('Dot', 'counter')
  const browser = server.browser()
  await browser.post('sign-in/email', { email: dot.email, password })
  expect((await browser.me()).body.permissions).toEqual(['customers.read'])
  await asAdmin('PATCH', '/roles/counter', { permissions: ['customers.read', 'thread.read'] })
  expect((await browser.me()).body.permissions).toEqual(['customers.read', 'thread.read'])
})

test('a role that somebody has is not removed, and those from the first day neither', async () => {
  await asAdmin('POST', '/roles', { name: 'night', permissions: ['thread.read'] })
  const eve = await person('Eve', 'night')
  const refused = await asAdmin('DELETE', '/roles/night')
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Eve') } })
  await asAdmin('PATCH', `/staff/${eve.id}`, { role: 'staff' })
  expect((await asAdmin('DELETE', '/roles/night')).status).toBe(204)
  expect((await asAdmin('DELETE', '/roles/night')).status).toBe(404)
  expect((await asAdmin('PATCH', '/roles/staff', { permissions: [] })).status).toBe(409)
  expect((await asAdmin('DELETE', '/roles/admin')).status).toBe(409)
})

test('nobody changes a role by more than they hold themselves', async () => {
  await asAdmin('POST', '/roles', { name: 'keeper', permissions: ['staff.manage', 'staff.read'] })
  await asAdmin('POST', '/roles', { name: 'small', permissions: ['staff.read'] })
  const { body: keeper } = await asAdmin('POST', '/tokens', { name: 'Keeper', role: 'keeper' })
  const grab = await server.ask(keeper.token, 'PATCH', '/roles/small', { permissions: ['tokens.manage'] })
  expect(grab.status).toBe(403)
  expect((await server.ask(keeper.token, 'PATCH', '/roles/small', { permissions: [] })).status).toBe(200)
})
