import { usualMailNotifications } from '@throughline/protocol/staff/preferences.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootStaff, type StaffServer } from '../../../test/staff.ts'

let server: StaffServer
beforeAll(async () => {
  server = await bootStaff()
})
afterAll(() => server.close())

test('what somebody prefers is with them wherever they sign in, and what they left out stays', async () => {
  const [laptop, phone] = [server.browser(), server.browser()]
  for (const browser of [laptop, phone]) {
    await browser.post('sign-in/email', { email: 'maria@example.com', password: server.password })
  }
  const usual = await laptop.call('GET', '/me/preferences')
  expect(usual.body).toEqual({
    language: null,
    density: 'comfortable',
    mutedNotifications: [],
    mailNotifications: usualMailNotifications,
    followWhen: [],
    picturesFrom: [],
    signature: '',
    dismissed: [],
  })
  await laptop.call('PATCH', '/me/preferences', { language: 'de' })
  await phone.call('PATCH', '/me/preferences', { density: 'compact', mutedNotifications: ['answered'] })
  const chosen = {
    language: 'de',
    density: 'compact',
    mailNotifications: usualMailNotifications,
    mutedNotifications: ['answered'],
    followWhen: [],
    picturesFrom: [],
    signature: '',
    dismissed: [],
  }
  expect((await laptop.call('GET', '/me/preferences')).body).toEqual(chosen)
  const refused = await laptop.call('PATCH', '/me/preferences', { language: 'tlh' })
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
})

test('a token prefers nothing', async () => {
  const refused = await server.ask(server.token, 'PATCH', '/me/preferences', { density: 'compact' })
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect((await server.ask(server.token, 'GET', '/me/preferences')).body.density).toBe('comfortable')
})
