import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { maxByScope } from '../../../src/people/staff/sign-in/attempts/attempt-policy.ts'
import type { TestApp } from '../../app.ts'
import { addPerson, startGuessedApp, strangerAt, type Person } from './guessing.ts'

// Hashing a password takes a fifth of a second of a core, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let person: Person
beforeAll(async () => {
  app = await startGuessedApp({}, { hashCost: null })
  person = await addPerson(app, 'maria')
})
afterAll(() => app.stop())

/** Wrong sign-ins of as many made-up accounts, all at once. */
function storm(count: number, addressOf: (i: number) => string) {
  const statuses: number[] = []
  const all = Promise.all(
    [...Array(count).keys()].map(async (i) => {
      const account = { email: `ghost-${i}@example.com`, password: `wrong ${i}` }
      const { status, headers } = await strangerAt(app.url, addressOf(i)).post('sign-in/email', account)
      statuses.push(status)
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }),
  )
  return { all, hashed: () => statuses.filter((status) => status === 401).length, statuses }
}

test('of 116 sign-ins at once from one address most are refused before they cost anything', async () => {
  const { all, hashed, statuses } = storm(116, () => '198.51.100.1')
  await all
  // Two run and ten wait; as those are done others may follow, but no more than an address may fail.
  expect(hashed()).toBeLessThanOrEqual(maxByScope.password.address)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(116 - maxByScope.password.address)
})

test('what waits to be hashed is small: a sign-in of more than 16 KiB is refused before it is read', async () => {
  const stranger = strangerAt(app.url, '198.51.102.1')
  const more = Array.from({ length: 6000 }, () => ({}))
  for (const path of ['sign-in/email', 'two-factor/verify-totp', 'change-password']) {
    const { status, body } = await stranger.post(path, { ...person, more })
    expect([path, status, body.code]).toEqual([path, 413, 'too_large'])
  }
})

test('a real sign-in, a file and a request do not wait for a storm of wrong sign-ins', async () => {
  const { all, hashed } = storm(30, (i) => `198.51.101.${i % 5}`)
  // The storm has begun.
  await expect.poll(hashed, { timeout: 20_000 }).toBeGreaterThan(0)
  const before = hashed()
  const [signedIn, uploaded] = await Promise.all([
    strangerAt(app.url, '203.0.113.1').post('sign-in/email', person),
    fetch(`${app.url}/api/v1/attachments?name=a.txt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.token}`, 'content-type': 'text/plain' },
      body: 'a small file',
    }),
  ])
  expect(signedIn.status).toBe(200)
  expect(uploaded.status).toBe(201)
  // While it was let in, hardly any of those before it were.
  expect(hashed() - before).toBeLessThanOrEqual(6)
  await all
})
