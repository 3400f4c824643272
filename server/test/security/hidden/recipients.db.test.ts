import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials } from '../api/callers.ts'
import { startWithRule, word, type World } from './world.ts'

// Typing the address of a hidden customer tells no more than that somebody has it.
let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

async function find(email: string, credentials: Credentials) {
  const response = await fetch(`${world.app.url}/api/v1/recipients`, {
    method: 'POST',
    headers: { ...credentials, 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  })
  return { status: response.status, text: await response.text() }
}
const records = async () =>
  (await world.app.database.pool.query<{ count: string }>('select count(*) from customers')).rows[0]!.count

test('the address of a hidden customer is refused to whom they are hidden from, and nobody is added', async () => {
  const before = await records()
  const hidden = await find(`${word}@mail.test`, world.ben.credentials)
  expect(hidden.status).toBe(409)
  expect(hidden.text).toContain('identity_in_use')
  expect(hidden.text).not.toContain('customerId')
  expect(await records()).toBe(before)
  const shown = await find(`${word}@mail.test`, world.ann.credentials)
  expect(shown.text).not.toContain('identity_in_use')
})
