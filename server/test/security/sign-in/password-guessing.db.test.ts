import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TestApp } from '../../app.ts'
import { totp } from '../../totp.ts'
import { startSecondNode, type SecondNode } from '../second-node.ts'
import { addPerson, behindProxy, enableTwoFactor, startGuessedApp, strangerAt, type Stranger } from './guessing.ts'

// Hashing a password takes a fifth of a second of a core, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let secondNode: SecondNode
beforeAll(async () => {
  const env = { ...behindProxy, SECRET_KEY: 'k'.repeat(64) }
  app = await startGuessedApp(env)
  secondNode = await startSecondNode(app, env)
})
afterAll(async () => {
  await secondNode.stop()
  await app.stop()
})

const statusesOf = async (answers: Promise<{ status: number }>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status)
const count = (statuses: number[], status: number): number => statuses.filter((one) => one === status).length

async function auditOf(action: string, email: string): Promise<Record<string, unknown>[]> {
  const { items } = await app.api<{ items: { action: string; details: { email?: string } }[] }>(
    'GET',
    '/audit?limit=200',
  )
  return items.filter((item) => item.action === action && item.details.email === email)
}

test('of 58 guesses at once the last one, which is right, does not sign in', async () => {
  const { email, password } = await addPerson(app, 'brake')
  const guesses = [...Array(57).keys()].map((i) => `wrong ${i}`).concat(password)
  const statuses = await statusesOf(
    guesses.map((guess) => strangerAt(app.url, '198.51.100.1').post('sign-in/email', { email, password: guess })),
  )
  expect(count(statuses, 200)).toBe(0)
  expect(count(statuses, 429)).toBeGreaterThanOrEqual(48)
  expect(count(statuses, 401)).toBeLessThanOrEqual(10)
  expect(await auditOf('staff.sign_in_failed', email)).toHaveLength(1)
})

test('guesses at two nodes at once share one limit', async () => {
  const { email } = await addPerson(app, 'two-nodes')
  const guesses = [...Array(30).keys()].map((i) =>
    strangerAt(i % 2 ? app.url : secondNode.url, '198.51.100.2').post('sign-in/email', {
      email,
      password: `wrong ${i}`,
    }),
  )
  expect(count(await statusesOf(guesses), 401)).toBe(10)
})

test('guessing from five addresses is reported in the audit log, once', async () => {
  const { email } = await addPerson(app, 'noticed')
  const guesses = [...Array(30).keys()].map((i) =>
    strangerAt(app.url, `198.51.101.${i % 5}`).post('sign-in/email', { email, password: `wrong ${i}` }),
  )
  await Promise.all(guesses)
  const attacked = await auditOf('staff.account_attacked', email)
  expect(attacked).toMatchObject([{ details: { email, failures: 20, kind: 'password' } }])
  // One record per address, not per try.
  expect(await auditOf('staff.sign_in_failed', email)).toHaveLength(5)
})

test('wrong passwords are limited wherever a password is asked for, with one count for all', async () => {
  const person = await addPerson(app, 'asked-again')
  const { owner } = await enableTwoFactor(app, person)
  const guess = (path: string, i: number) =>
    path === 'change-password'
      ? owner.post(path, { newPassword: 'another long password', currentPassword: `wrong ${i}` })
      : owner.post(path, { password: `wrong ${i}` })
  const paths = ['change-password', 'two-factor/disable', 'two-factor/get-totp-uri', 'two-factor/generate-backup-codes']
  const statuses: number[] = []
  for (let i = 0; i < 14; i++) statuses.push((await guess(paths[i % 4]!, i)).status)
  expect(statuses).toEqual([...Array(10).fill(400), ...Array(4).fill(429)])
})

async function halfSignedIn(
  url: string,
  address: string,
  person: { email: string; password: string },
): Promise<Stranger> {
  const stranger = strangerAt(url, address)
  expect((await stranger.post('sign-in/email', person)).body).toMatchObject({ twoFactorRedirect: true })
  return stranger
}

test('a code of the app signs in once, also when it comes three times at once', async () => {
  const person = await addPerson(app, 'once')
  const { secret } = await enableTwoFactor(app, person)
  const strangers = []
  for (let i = 0; i < 3; i++) strangers.push(await halfSignedIn(app.url, `203.0.113.${i}`, person))
  const code = totp(secret)
  const statuses = await statusesOf(strangers.map((stranger) => stranger.post('two-factor/verify-totp', { code })))
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401, 401])
  const later = await halfSignedIn(app.url, '203.0.113.9', person)
  expect((await later.post('two-factor/verify-totp', { code })).status).toBe(401)
  // And the next one is right.
  expect((await later.post('two-factor/verify-totp', { code: totp(secret, 1) })).status).toBe(200)
})

test('a backup code signs in once, of five tries at once', async () => {
  const person = await addPerson(app, 'backup')
  const { backupCodes } = await enableTwoFactor(app, person)
  const strangers = []
  for (let i = 0; i < 5; i++) strangers.push(await halfSignedIn(app.url, `203.0.113.${10 + i}`, person))
  const [code] = backupCodes
  const statuses = await statusesOf(
    strangers.map((stranger) => stranger.post('two-factor/verify-backup-code', { code })),
  )
  expect(count(statuses, 200)).toBe(1)
})

test('guessed codes are limited, also in many sign-ins at once, and reported in the audit log', async () => {
  const person = await addPerson(app, 'codes')
  await enableTwoFactor(app, person)
  const strangers = []
  for (let i = 0; i < 6; i++) strangers.push(await halfSignedIn(app.url, `203.0.113.${20 + i}`, person))
  const guesses = strangers.flatMap((stranger, i) =>
    [...Array(5).keys()].map((j) => stranger.post('two-factor/verify-totp', { code: `00${i}00${j}` })),
  )
  const statuses = await statusesOf(guesses)
  expect(count(statuses, 401)).toBeLessThanOrEqual(10)
  expect(count(statuses, 429)).toBeGreaterThanOrEqual(20)
  expect(await auditOf('staff.account_attacked', person.email)).toMatchObject([{ details: { kind: 'code' } }])
})

test('a new password ends the other sessions, trusted devices and begun sign-ins, unless asked not to', async () => {
  const person = await addPerson(app, 'new-password')
  const { secret } = await enableTwoFactor(app, person)
  const here = await halfSignedIn(app.url, '203.0.113.30', person)
  await here.post('two-factor/verify-totp', { code: totp(secret), trustDevice: true })
  const elsewhere = await halfSignedIn(app.url, '203.0.113.31', person)
  await elsewhere.post('two-factor/verify-totp', { code: totp(secret, 1), trustDevice: true })
  const begun = await halfSignedIn(app.url, '203.0.113.32', person)
  const isSignedIn = async ({ cookies }: Stranger): Promise<boolean> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return (await fetch(`${app.url}/api/v1/me`, { headers: { cookie } })).status === 200
  }
  expect(await isSignedIn(elsewhere)).toBe(true)
  const newPassword = 'another long password'
  const change = { currentPassword: person.password, newPassword }
  expect((await here.post('change-password', change)).status).toBe(200)
  expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false])
  // A code could be right or wrong: the sign-in it belongs to is over.
  const refused = await begun.post('two-factor/verify-totp', { code: '000000' })
  expect(refused.body).toMatchObject({ reason: 'INVALID_TWO_FACTOR_COOKIE' })
  // The trust in the device ended with it: the second factor is asked for again.
  const again = await elsewhere.post('sign-in/email', { email: person.email, password: newPassword })
  expect(again.body).toMatchObject({ twoFactorRedirect: true })

  const change2 = { currentPassword: newPassword, newPassword: person.password, revokeOtherSessions: false }
  const kept = strangerAt(app.url, '203.0.113.33')
  for (const [name, value] of here.cookies) kept.cookies.set(name, value)
  expect((await here.post('change-password', change2)).status).toBe(200)
  expect(await isSignedIn(kept)).toBe(true)
})

const deviceOf = ({ cookies }: Stranger): string =>
  [...cookies].find(([name]) => name.endsWith('known_device'))?.[1] ?? 'none'

async function signedIn(address: string, person: { email: string; password: string }): Promise<Stranger> {
  const stranger = strangerAt(app.url, address)
  expect((await stranger.post('sign-in/email', person)).status).toBe(200)
  return stranger
}

async function guessEach(browsers: Stranger[], email: string, times: number): Promise<number[]> {
  const statuses = []
  for (const [b, browser] of browsers.entries()) {
    for (let i = 0; i < times; i++) {
      statuses.push((await browser.post('sign-in/email', { email, password: `wrong ${b} ${i}` })).status)
    }
  }
  return statuses
}

test('cookies of known browsers allow no guesses after the password changed, however many were collected', async () => {
  const person = await addPerson(app, 'collected')
  const collected = []
  for (let i = 0; i < 7; i++) collected.push(await signedIn('198.51.102.1', person))
  const owner = await signedIn('203.0.113.40', person)
  const change = { currentPassword: person.password, newPassword: 'another long password' }
  expect((await owner.post('change-password', change)).status).toBe(200)
  // The seven are one stranger at one address, as without any cookie.
  expect(count(await guessEach(collected, person.email, 9), 401)).toBe(10)
  // The browser in which the password was changed stays a known one.
  const besides = strangerAt(app.url, '203.0.113.40')
  await guessEach([besides], person.email, 10)
  const again = { email: person.email, password: change.newPassword }
  expect((await owner.post('sign-in/email', again)).status).toBe(200)
  expect((await besides.post('sign-in/email', again)).status).toBe(429)
}, 120_000)

test('all known browsers of an account share thirty guesses, and signing in again makes no new one', async () => {
  const person = await addPerson(app, 'many-browsers')
  const browsers = []
  for (let i = 0; i < 5; i++) browsers.push(await signedIn(`198.51.104.${i}`, person))
  const [first] = browsers
  const before = deviceOf(first!)
  expect((await first!.post('sign-in/email', person)).status).toBe(200)
  expect(deviceOf(first!)).toBe(before)
  expect(count(await guessEach(browsers, person.email, 9), 401)).toBe(30)
}, 120_000)

test('wrong codes from elsewhere do not keep the owner out of a known browser', async () => {
  const person = await addPerson(app, 'not-locked')
  const { owner, secret, backupCodes } = await enableTwoFactor(app, person)
  for (const address of ['198.51.105.1', '198.51.105.2']) {
    const stranger = await halfSignedIn(app.url, address, person)
    for (let i = 0; i < 5; i++) await stranger.post('two-factor/verify-totp', { code: `00000${i}` })
  }
  const elsewhere = await halfSignedIn(app.url, '198.51.105.3', person)
  expect((await elsewhere.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(429)
  await owner.post('sign-out', {})
  await owner.post('sign-in/email', person)
  expect((await owner.post('two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  await owner.post('sign-out', {})
  await owner.post('sign-in/email', person)
  expect((await owner.post('two-factor/verify-backup-code', { code: backupCodes[0] })).status).toBe(200)
})
