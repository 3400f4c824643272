import { randomBytes, randomUUID } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { hostToken, newVisitor, type Live, type Visitor } from '../../visitor.ts'
import { startSecondNode, type SecondNode } from '../second-node.ts'

// What a visitor may see changes while their chat is open at another node of the same database, without NATS.

const secret = randomBytes(32).toString('base64url')
const site = 'https://shop.example'
const env = { SECRET_KEY: 'k'.repeat(64), RATE_LIMIT_VISITOR: '100000', RATE_LIMIT_ANONYMOUS: '100000' }

let one: TestApp
let two: SecondNode
beforeAll(async () => {
  one = await startTestApp({ env })
  two = await startSecondNode(one, env)
})
afterAll(async () => {
  await two.stop()
  await one.stop()
})

const makeChannel = (): Promise<Channel> =>
  one.api('POST', '/channels', {
    kind: 'webchat',
    name: 'Shop',
    settings: { allowedOrigins: [site], identity: { secret } },
  })

/** The same device at both nodes. */
function visitorOf({ id }: Channel, origin?: string): { here: Visitor; elsewhere: Visitor } {
  const token = randomBytes(32).toString('base64url')
  const more = { token, ...(origin === undefined ? {} : { origin }) }
  return { here: newVisitor(one, id, more), elsewhere: newVisitor(two, id, more) }
}

/** Says something and follows it at the other node. */
async function follow({
  here,
  elsewhere,
}: {
  here: Visitor
  elsewhere: Visitor
}): Promise<{ live: Live; customerId: string }> {
  const { id } = await here.say('hello')
  const { customerId } = await one.api<Entry>('GET', `/entries/${id}`)
  // The other node may have looked at its channels a moment ago.
  await expect.poll(async () => (await elsewhere.ask('GET', '/session')).status).toBe(200)
  return { live: await elsewhere.live(null), customerId }
}

const answer = (customerId: string, text: string, channelId: string): Promise<Entry> =>
  one.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text, channelId })
const texts = (live: Live): string[] => live.messages().map(({ text }) => text)

test('signing out closes the chats of the device on every node', async () => {
  const device = visitorOf(await makeChannel())
  const { live } = await follow(device)
  expect((await device.here.ask('DELETE', '/session')).status).toBe(204)
  await expect.poll(() => live.closed()).toBe(4401)
})

test('a session that ended and cannot be read at that moment closes its chat, and is not left as it was', async () => {
  const { live } = await follow(visitorOf(await makeChannel()))
  const { pool } = one.database
  // That something changed can be read, and what it is cannot.
  const ended = `
    begin;
    update visitor_sessions set ended_at = now() where id = (select id from visitor_sessions order by id desc limit 1);
    alter table visitor_sessions rename to visitor_sessions_away;
    create view visitor_sessions as
      select id, changed_xid, 1 / (length(token_hash) - length(token_hash)) as ended_at from visitor_sessions_away;
    commit`
  await pool.query(ended)
  try {
    await expect.poll(() => live.closed(), { timeout: 10_000 }).toBe(1013)
  } finally {
    await pool.query('drop view visitor_sessions; alter table visitor_sessions_away rename to visitor_sessions')
  }
})

test('a chat that is switched off or deleted closes its connections on every node, and sends nothing more', async () => {
  for (const change of ['off', 'gone']) {
    const channel = await makeChannel()
    const { live, customerId } = await follow(visitorOf(channel))
    await answer(customerId, 'seen', channel.id)
    await expect.poll(() => texts(live)).toEqual(['seen'])
    if (change === 'off') await one.api('PATCH', `/channels/${channel.id}`, { enabled: false })
    else await one.api('DELETE', `/channels/${channel.id}`)
    await expect.poll(() => live.closed()).toBe(1013)
  }
})

test('a chat that is switched off while the channels cannot be read closes as soon as they can', async () => {
  const channel = await makeChannel()
  const { here, elsewhere } = visitorOf(channel)
  const { live } = await follow({ here, elsewhere })
  await one.database.pool.query('alter table channels rename to channels_away')
  try {
    await one.database.pool.query('update channels_away set enabled = false where id = $1', [channel.id])
    await expect.poll(async () => (await elsewhere.ask('GET', '/session')).status).toBe(500)
  } finally {
    await one.database.pool.query('alter table channels_away rename to channels')
  }
  await expect.poll(() => live.closed()).toBe(1013)
})

test('a site that is taken off a channel closes the connections of its pages on every node, and no others', async () => {
  const channel = await makeChannel()
  const [fromSite, fromNowhere] = [await follow(visitorOf(channel, site)), await follow(visitorOf(channel))]
  await one.api('PATCH', `/channels/${channel.id}`, { settings: { allowedOrigins: ['https://other.example'] } })
  await expect.poll(() => fromSite.live.closed()).toBe(4403)
  await answer(fromNowhere.customerId, 'still here', channel.id)
  await expect.poll(() => texts(fromNowhere.live)).toEqual(['still here'])
  fromNowhere.live.ws.terminate()
})

test('an account that is detached from its customer gets nothing more of them, on any node', async () => {
  const channel = await makeChannel()
  const device = visitorOf(channel)
  const sub = `shopper-${randomUUID()}`
  expect((await device.here.identify(hostToken(secret, { sub }))).status).toBe(200)
  const { live, customerId } = await follow(device)
  await answer(customerId, 'seen', channel.id)
  await expect.poll(() => texts(live)).toEqual(['seen'])

  const { identities } = await one.api<Customer>('GET', `/customers/${customerId}`)
  const account = identities.find(({ kind }) => kind === 'account')!
  await one.api('DELETE', `/identities/${account.id}`)
  const { id } = await one.api<Channel>('POST', '/channels', { kind: 'api', name: 'App' })
  for (const text of ['SAID AFTERWARDS', 'AND MORE']) {
    await one
      .api('POST', `/customers/${customerId}/identities`, { kind: 'phone', value: '+4930123456' })
      .catch(() => null)
    await one.api('POST', `/channels/${id}/inbound`, { id: text, from: { kind: 'phone', value: '+4930123456' }, text })
  }
  await expect.poll(() => live.frames.some(({ type }) => type === 'reload') || texts(live).length > 1).toBe(true)
  expect(texts(live)).toEqual(['seen'])
  expect(await device.elsewhere.texts()).toEqual([])
  live.ws.terminate()
})

test('what a merge joined and its undoing separates is not sent across, on any node', async () => {
  const channel = await makeChannel()
  const { id } = await one.api<Channel>('POST', '/channels', { kind: 'api', name: 'App' })
  const device = visitorOf(channel)
  await device.here.identify(hostToken(secret, { sub: `merged-${randomUUID()}` }))
  const { live, customerId } = await follow(device)
  const other = await one.api<Entry>('POST', `/channels/${id}/inbound`, {
    id: randomUUID(),
    from: { kind: 'account', value: 'somebody-else' },
    text: 'before',
  })
  const merge = await one.api<{ id: string }>('POST', `/customers/${customerId}/merges`, {
    otherCustomerId: other.customerId,
    reason: 'One person, it seemed.',
  })
  await expect.poll(() => live.frames.some(({ type }) => type === 'reload')).toBe(true)
  live.send({ type: 'hello', token: device.elsewhere.token, cursor: (await device.elsewhere.messages()).streamCursor })
  await expect.poll(() => live.frames.filter(({ type }) => type === 'welcome').length).toBe(2)

  await one.api('POST', `/merges/${merge.id}/undo`)
  await one.api('POST', `/channels/${id}/inbound`, {
    id: randomUUID(),
    from: { kind: 'account', value: 'somebody-else' },
    text: 'NOT FOR THE VISITOR',
  })
  await expect.poll(() => live.frames.filter(({ type }) => type === 'reload').length).toBe(2)
  await answer(customerId, 'for the visitor', channel.id)
  await expect.poll(() => device.elsewhere.texts()).toContain('for the visitor')
  expect(JSON.stringify(live.frames)).not.toContain('NOT FOR THE VISITOR')
  live.ws.terminate()
})
