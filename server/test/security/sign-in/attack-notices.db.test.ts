import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { TestApp } from '../../app.ts'
import { addPerson, startGuessedApp, strangerAt, type Person, type Stranger } from './guessing.ts'

const publicOrigin = 'http://localhost:3000'

let app: TestApp
beforeAll(async () => {
  app = await startGuessedApp({ PUBLIC_URL: publicOrigin })
})
afterAll(() => app.stop())

async function signIn({ email, password }: Person, address: string): Promise<Stranger> {
  const browser = strangerAt(app.url, address)
  expect((await browser.post('sign-in/email', { email, password })).status).toBe(200)
  return browser
}

const cookieOf = ({ cookies }: Stranger): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

async function toldTo(browser: Stranger): Promise<{ items: Notification[]; streamCursor: string }> {
  const response = await fetch(`${app.url}/api/v1/notifications`, { headers: { cookie: cookieOf(browser) } })
  expect(response.status).toBe(200)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
  return (await response.json()) as { items: Notification[]; streamCursor: string }
}

async function guess(email: string, network: string, count: number): Promise<void> {
  const guesses = [...Array(count).keys()].map((i) =>
    strangerAt(app.url, `${network}.${i % 5}`).post('sign-in/email', { email, password: `wrong ${i}` }),
  )
  await Promise.all(guesses)
}

test('many failed sign-ins notify the owner of the account and those who read the audit log, once, while it lasts', async () => {
  const owner = await addPerson(app, 'owner')
  const colleague = await addPerson(app, 'colleague')
  const keeper = await addPerson(app, 'keeper', 'admin')
  const ownerAt = await signIn(owner, '203.0.113.1')
  const keeperAt = await signIn(keeper, '203.0.113.2')
  const colleagueAt = await signIn(colleague, '203.0.113.3')

  const live: Notification[] = []
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { cookie: cookieOf(ownerAt), origin: publicOrigin },
  })
  socket.on('message', (data: Buffer) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's message
    const message = JSON.parse(data.toString()) as ServerMessage
    if (message.type === 'notifications') live.push(...message.items)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const { streamCursor } = await toldTo(ownerAt)
  socket.send(JSON.stringify({ type: 'subscribe', topic: 'notifications', cursor: streamCursor }))

  await guess(owner.email, '198.51.100', 20)

  const notice = { count: 20, addresses: 5 }
  await expect
    .poll(() => live, { timeout: 10_000 })
    .toMatchObject([{ kind: 'account_attacked', customerId: null, notice }])
  socket.close()
  expect((await toldTo(ownerAt)).items).toMatchObject([{ kind: 'account_attacked', notice: { ...notice, name: null } }])
  expect((await toldTo(keeperAt)).items).toMatchObject([
    { kind: 'sign_in_attacked', notice: { ...notice, name: 'owner' } },
  ])
  expect((await toldTo(colleagueAt)).items).toEqual([])
}, 90_000)

test('guesses at an account that does not exist notify nobody, and the feed contains no address', async () => {
  const { id, email } = await addPerson(app, 'known')
  await guess('no-such-account@example.com', '198.51.101', 20)
  await guess(email, '198.51.102', 20)
  const attacks = async (): Promise<{ data: { staffId?: string } }[]> =>
    (await app.api<{ items: { type: string; data: object }[] }>('GET', '/changes?limit=200')).items.filter(
      ({ type }) => type === 'staff.sign_in_attacked',
    )
  // What was guessed first is in the feed before what was guessed later.
  await expect.poll(async () => (await attacks()).map(({ data }) => data.staffId)).toContain(id)
  const accounts = (await attacks()).map(({ data }) => data.staffId)
  expect(accounts).not.toContain(undefined)
  expect(accounts).not.toContain(null)
  expect(new Set(accounts).size).toBe(accounts.length)
  expect(JSON.stringify(await attacks())).not.toMatch(/@|198\.51/)
}, 90_000)
