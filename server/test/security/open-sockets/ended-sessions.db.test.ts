import { afterAll, expect, test } from 'vitest'
import { totp } from '../../totp.ts'
import { asToken, open, password, startTwoNodes, type Browser, type Node, type Person } from './two-nodes.ts'

// Sessions and tokens end while their WebSockets are open, at both nodes of one database.

const nodes = await startTwoNodes()
const { one, two, makeToken, makePerson } = nodes
afterAll(() => nodes.stop())

const endings: [string, (context: { person: Person; browser: Browser }) => Promise<unknown>][] = [
  [
    'a new password',
    ({ browser }) =>
      browser.post('change-password', {
        currentPassword: password,
        newPassword: 'another horse battery staple',
        revokeOtherSessions: true,
      }),
  ],
  ['a session that is ended elsewhere', ({ browser }) => browser.post('revoke-other-sessions')],
  ['switching access off', ({ person }) => one.api('PATCH', `/staff/${person.id}`, { active: false })],
]

test.each(endings)('%s closes the sockets of the sessions it ends, on every node', async (what, end) => {
  const person = await makePerson(`Ending${endings.findIndex(([name]) => name === what)}`, 'staff')
  const [here, elsewhere] = [await person.signIn(), await person.signIn()]
  const clients = [await open(one, elsewhere.headers), await open(two, elsewhere.headers)]
  await end({ person, browser: here })
  await expect.poll(() => clients.map((client) => client.closedWith())).toEqual([4401, 4401])
})

test('signing out closes the sockets of that session on every node', async () => {
  const person = await makePerson('Leaver', 'staff')
  const browser = await person.signIn()
  const clients = [await open(one, browser.headers), await open(two, browser.headers)]
  await browser.post('sign-out')
  await expect.poll(() => clients.map((client) => client.closedWith())).toEqual([4401, 4401])
})

test('a second factor ends the session that was opened without it, and its sockets on every node', async () => {
  const person = await makePerson('Careful', 'staff')
  const browser = await person.signIn()
  const clients = [await open(one, browser.headers), await open(two, browser.headers)]
  const { totpURI } = await browser.post<{ totpURI: string }>('two-factor/enable', { password })
  const secret = new URL(totpURI).searchParams.get('secret')!
  await browser.post('two-factor/verify-totp', { code: totp(secret) })
  await expect.poll(() => clients.map((client) => client.closedWith())).toEqual([4401, 4401])
})

test('a revoked token is refused on every node, by WebSocket and by HTTP', async () => {
  const { id, token } = await makeToken('staff')
  const ask = async (node: Node) => (await fetch(`${node.url}/api/v1/me`, { headers: asToken(token) })).status
  const clients = [await open(one, asToken(token)), await open(two, asToken(token))]
  expect([await ask(one), await ask(two)]).toEqual([200, 200])
  await one.api('DELETE', `/tokens/${id}`)
  await expect.poll(() => clients.map((client) => client.closedWith())).toEqual([4401, 4401])
  expect([await ask(one), await ask(two)]).toEqual([401, 401])
})
