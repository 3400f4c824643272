import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'

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
