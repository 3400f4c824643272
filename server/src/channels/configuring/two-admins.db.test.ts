import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { manualClock } from '../../lib/clock.ts'
import { holdOpen, lockWaiters } from '../../people/customers/testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ env: { SERVICES: 'web' } })
})
afterAll(() => app.stop())

test('of two who change one channel the later is refused, and nothing of the first is undone', async () => {
  const seen = await app.api<Channel>('POST', '/channels', { kind: 'api', name: 'Shop' })
  const was = { updatedAt: seen.updatedAt }
  const first = await app.api<Channel>('PATCH', `/channels/${seen.id}`, { name: 'Counter', was })
  const late = await app.request('PATCH', `/channels/${seen.id}`, { name: 'Till', enabled: false, was })
  expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([409, 'conflict'])
  expect(await app.api('GET', `/channels/${seen.id}`)).toMatchObject({ name: 'Counter', enabled: true })
  const again = { name: 'Till', was: { updatedAt: first.updatedAt } }
  expect(await app.api('PATCH', `/channels/${seen.id}`, again)).toMatchObject({ name: 'Till' })
  // A program that does not say what it saw wins.
  expect(await app.api('PATCH', `/channels/${seen.id}`, { name: 'Desk' })).toMatchObject({ name: 'Desk' })
})

test('a channel that another removes meanwhile stays removed, without what was given for it', async () => {
  const { id } = await app.api<Channel>('POST', '/channels', { kind: 'api', name: 'Kiosk' })
  const { db } = app.database
  const held = holdOpen(db, (tx) =>
    tx.updateTable('channels').set({ deleted_at: new Date(), enabled: false }).where('id', '=', id).execute(),
  )
  await held.done
  const changing = app.request('PATCH', `/channels/${id}`, { name: 'Stand', enabled: true })
  const removing = app.request('DELETE', `/channels/${id}`)
  await lockWaiters(db, 2)
  await held.end()
  expect([(await changing).status, (await removing).status]).toEqual([404, 404])
  const kept = await db.selectFrom('channels').select(['name', 'enabled']).where('id', '=', id).executeTakeFirst()
  expect(kept).toEqual({ name: 'Kiosk', enabled: false })
  const { items } = await app.api<{ items: { action: string }[] }>('GET', `/audit?limit=20`)
  expect(items.map(({ action }) => action)).not.toContain('channel.deleted')
})

test('two changes in one millisecond are two', async () => {
  const clock = manualClock('2026-03-02T08:00:00.000Z')
  const still = await startTestApp({ env: { SERVICES: 'web' }, clock })
  const seen = await still.api<Channel>('POST', '/channels', { kind: 'api', name: 'Shop' })
  const was = { updatedAt: seen.updatedAt }
  await still.api('PATCH', `/channels/${seen.id}`, { name: 'Counter', was })
  expect((await still.request('PATCH', `/channels/${seen.id}`, { name: 'Till', was })).status).toBe(409)
  await still.stop()
})
