import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { hostToken, newVisitor, type Visitor } from '../visitor.ts'

// What one visitor does first, in several requests at once: the order in which they arrive must not matter.

const secret = randomBytes(32).toString('base64url')
let app: TestApp
let channel: Channel
beforeAll(async () => {
  const generous = { RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000', VISITORS_ADDRESS: '1000' }
  app = await startTestApp({ env: generous })
  channel = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: { identity: { secret } } })
})
afterAll(() => app.stop())

let count = 0
const newAccount = (): string => `account-${++count}`
const visitor = (): Visitor => newVisitor(app, channel.id)
const signIn = (who: Visitor, account: string, more: object = {}) =>
  who.identify(hostToken(secret, { sub: account, name: 'Ines', ...more }))

/** Of the account, from a device of its own. */
async function textsOfAccount(account: string): Promise<string[]> {
  const elsewhere = visitor()
  expect((await signIn(elsewhere, account)).status).toBe(200)
  return elsewhere.texts()
}

async function expectOneThread(who: Visitor, account: string): Promise<void> {
  expect(await who.texts()).toContain('The first word')
  expect(await textsOfAccount(account)).toContain('The first word')
  const after = await who.say('And another')
  const [first] = (await who.messages()).items
  const entries = await Promise.all([first!, after].map(({ id }) => app.api<Entry>('GET', `/entries/${id}`)))
  expect(entries[0]!.issueId).toBe(entries[1]!.issueId)
  const owners = await Promise.all(
    entries.map(({ customerId }) => app.api<{ canonicalId: string }>('GET', `/customers/${customerId}`)),
  )
  expect(owners[0]!.canonicalId).toBe(owners[1]!.canonicalId)
}

test.each([
  ['the word before the sign-in', ['say', 'identify']],
  ['the sign-in before the word', ['identify', 'say']],
] as const)('%s: the visitor reads their own words, on every device', async (_order, steps) => {
  const [who, account] = [visitor(), newAccount()]
  for (const step of steps) await (step === 'say' ? who.say('The first word') : signIn(who, account))
  await expectOneThread(who, account)
})

test('a first word and a first sign-in at the same moment: the visitor reads their own words, on every device', async () => {
  for (let round = 0; round < 15; round++) {
    const [who, account] = [visitor(), newAccount()]
    const word = () => who.say('The first word')
    const sign = () => signIn(who, account)
    await Promise.all(round % 2 === 0 ? [word(), sign()] : [sign(), word()])
    await expectOneThread(who, account)
  }
})

test('a sign-in while a first word is being recorded: the open chat shows the word, and what staff answer', async () => {
  const [who, account] = [visitor(), newAccount()]
  const { pool } = app.database
  await who.upload('a.txt', 'so that there is a session')
  const live = await who.live(null)
  // Recording waits in the middle, with the visitor’s session read and the entry not there yet.
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('lock table entries in exclusive mode')
  const saying = who.say('The first word')
  const waiting = `select count(*)::int as count from pg_locks where relation = 'entries'::regclass and not granted
    and database = (select oid from pg_database where datname = current_database())`
  await expect.poll(async () => (await pool.query<{ count: number }>(waiting)).rows[0]!.count).toBeGreaterThan(0)
  expect((await signIn(who, account)).status).toBe(200)
  await holder.query('commit')
  holder.release()
  const said = await saying
  expect(await who.texts()).toEqual(['The first word'])
  // A widget that is told to read anew says hello again with where that page ended.
  await expect.poll(() => live.frames.some(({ type }) => type === 'reload')).toBe(true)
  live.send({ type: 'hello', token: who.token, cursor: (await who.messages()).streamCursor })
  await expect.poll(() => live.frames.filter(({ type }) => type === 'welcome')).toHaveLength(2)
  const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Hello Ines' })
  await expect.poll(() => live.messages().map(({ text }) => text)).toContain('Hello Ines')
  live.ws.close()
})

test('whom the site signed in hears the answer to their first word on a chat that was open before it', async () => {
  const [who, account] = [visitor(), newAccount()]
  await signIn(who, account)
  const live = await who.live(null)
  const said = await who.say('The first word')
  const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Hello Ines' })
  await expect.poll(() => live.messages().map(({ text }) => text)).toContain('Hello Ines')
  live.ws.close()
})

test('two accounts at once on one device: one is signed in, and the other is told to use another token', async () => {
  for (let round = 0; round < 5; round++) {
    const who = visitor()
    await who.say('The first word')
    const answers = await Promise.all([newAccount(), newAccount()].map((account) => signIn(who, account)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('other_account')
    expect(await who.texts()).toContain('The first word')
  }
})

test('the same sign-in several times at once is one sign-in', async () => {
  const [who, account] = [visitor(), newAccount()]
  await who.say('The first word')
  const token = hostToken(secret, { sub: account })
  const answers = await Promise.all(Array.from({ length: 6 }, () => who.identify(token)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
  await expectOneThread(who, account)
})

test('one account on several devices at once, each with words of its own, is one customer', async () => {
  for (let round = 0; round < 5; round++) {
    const account = newAccount()
    const devices = [visitor(), visitor(), visitor()]
    for (const [index, device] of devices.entries()) await device.say(`Said on device ${index}`)
    const answers = await Promise.all(devices.map((device) => signIn(device, account)))
    expect(answers.map(({ body, status }) => body.code ?? status)).toEqual([200, 200, 200])
    const texts = await devices[0]!.texts()
    expect(texts.toSorted()).toEqual(devices.map((_, index) => `Said on device ${index}`))
  }
})

test('an address that is given while the first word is recorded or a sign-in is under way is not lost', async () => {
  for (let round = 0; round < 8; round++) {
    const [who, account] = [visitor(), newAccount()]
    await who.upload('a.txt', 'so that there is a session')
    const email = `given-${round}@mail.example`
    const [said] = await Promise.all([
      who.say('The first word'),
      who.ask('PUT', '/reach', { email }),
      round % 2 === 0 ? signIn(who, account) : who.ask('GET', '/session'),
    ])
    const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
    const { identities } = await app.api<{ identities: { value: string }[] }>('GET', `/customers/${customerId}`)
    const { reach } = (await who.ask('GET', '/session')).body
    // A sign-in says anew who somebody is; where it came last, what was typed before it is gone from the profile.
    if (reach.email !== null) expect(identities.map(({ value }) => value)).toContain(reach.email)
    if (round % 2 === 1) expect(reach.email).toBe(email)
  }
})
