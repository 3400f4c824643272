import type { Permission } from '@throughline/protocol/permissions.ts'
import { afterAll, expect, test } from 'vitest'
import { asToken, endedTopics, kinds, open, startTwoNodes, texts } from './two-nodes.ts'

// What a WebSocket shows, and how much it takes.

const nodes = await startTwoNodes()
const { one, two, say, makeRole, setRole, makeToken, makePerson } = nodes
afterAll(() => nodes.stop())

test.each<[string, Permission[]]>([
  ['threads only', ['thread.read']],
  ['issues only', ['issues.read']],
  ['customers only', ['customers.read']],
  ['threads and issues', ['thread.read', 'issues.read']],
  ['threads and customers', ['thread.read', 'customers.read']],
  ['none of it', ['staff.read', 'thread.write']],
  ['all of it', ['thread.read', 'issues.read', 'customers.read']],
])('a role that reads %s sees by WebSocket what it sees by HTTP', async (name, permissions) => {
  const role = `reads-${name.replaceAll(' ', '-')}`
  await makeRole(role, permissions)
  const { token } = await makeToken(role)
  const { customerId, issueId } = await say(role, 'first')
  const topic = `thread:${customerId}`
  const [reader, witness] = [await open(two, asToken(token)), await open(two, asToken(one.token))]
  for (const client of [reader, witness]) {
    await client.follow(topic, 'inbox')
    client.send({ type: 'viewing', customerId })
    await client.answered()
  }
  await say(role, 'second')
  await one.api('PATCH', `/customers/${customerId}`, { displayName: 'Another name' })
  await one.api('PATCH', `/issues/${issueId}`, { subject: 'Another subject' })
  await one.api('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'an answer' })
  const all = ['entry', 'delivery', 'customer', 'viewers', 'issue of threa', 'issue of inbox']
  await expect.poll(() => kinds(witness)).toEqual(expect.arrayContaining(all))

  const mayGet = async (path: string) =>
    (await fetch(`${two.url}/api/v1${path}`, { headers: asToken(token) })).status === 200
  const [thread, issue, list, customer] = await Promise.all(
    [`/customers/${customerId}/thread`, `/issues/${issueId}`, '/issues', `/customers/${customerId}`].map(mayGet),
  )
  // Changes of a customer and of an issue come with the thread.
  const expected = [
    ...(thread ? ['entry', 'delivery', 'viewers'] : []),
    ...(thread && customer ? ['customer'] : []),
    ...(thread && issue ? ['issue of threa'] : []),
    ...(list ? ['issue of inbox'] : []),
  ]
  await expect.poll(() => kinds(reader).filter((kind) => all.includes(kind))).toEqual(expect.arrayContaining(expected))
  await reader.answered()
  expect(kinds(reader).filter((kind) => all.includes(kind) && !expected.includes(kind))).toEqual([])
  for (const client of [reader, witness]) client.close()
})

test('notifications show no words of a thread to somebody who may no longer read threads', async () => {
  await makeRole('told', ['thread.read', 'issues.read', 'customers.read'])
  const person = await makePerson('Told', 'told')
  const { headers } = await person.signIn()
  const { customerId, issueId } = await say('told', 'My account number is 4711')
  const client = await open(two, headers)
  const topic = `thread:${customerId}`
  await client.follow('notifications', topic)
  const mention = (text: string) =>
    one.api('POST', `/customers/${customerId}/entries`, { kind: 'note', text, issueId, mentions: [person.id] })
  const told = () => client.messages.flatMap((message) => (message.type === 'notifications' ? message.items : []))
  await mention('the first secret')
  await expect.poll(() => told().map(({ text }) => text)).toContain('the first secret')

  await setRole('told', ['staff.read'])
  const page = async () =>
    (await (await fetch(`${two.url}/api/v1/notifications`, { headers })).json()) as { items: unknown[] }
  await expect.poll(() => endedTopics(client)).toContain(topic)
  await mention('THE SECOND SECRET')
  await expect.poll(async () => (await page()).items.length).toBe(2)
  await expect.poll(() => told().length).toBe(2)
  expect(JSON.stringify(await page())).not.toMatch(/secret|My account/i)
  expect(told()[1]).toMatchObject({ text: '', issue: null, customerName: null })
  client.close()
})

test('a hundred subscriptions to one topic at once are one', async () => {
  const { customerId } = await say('hundred', 'hello')
  const topic = `thread:${customerId}`
  const client = await open(one, asToken(one.token))
  for (let time = 0; time < 100; time++) {
    for (const each of ['inbox', 'notifications', topic]) client.send({ type: 'subscribe', topic: each, cursor: null })
  }
  await client.answered()
  client.messages.length = 0
  await say('hundred', 'once')
  const issues = () => client.messages.filter((message) => message.type === 'issue' && message.topic === 'inbox')
  await expect.poll(() => texts(client)).toEqual(['once'])
  await expect.poll(() => issues().length).toBeGreaterThan(0)
  // A further message, after which nothing of the first can be on its way any more.
  await say('hundred', 'twice')
  await expect.poll(() => texts(client)).toEqual(['once', 'twice'])
  expect(issues().length).toBeLessThan(10)
  client.close()
})

test('the records of one customer are one thread, whichever of their ids is followed', async () => {
  const customers = [await say('alias0', 'a'), await say('alias1', 'b'), await say('alias2', 'c')].map(
    (entry) => entry.customerId,
  )
  for (const otherCustomerId of customers.slice(1)) {
    await one.api('POST', `/customers/${customers[0]}/merges`, { otherCustomerId, reason: 'One person.' })
  }
  const client = await open(two, asToken(one.token))
  await client.follow(...customers.map((id) => `thread:${id}`))
  await client.answered()
  await say('alias0', 'once')
  await expect.poll(() => texts(client)).toContain('once')
  await say('alias0', 'twice')
  await expect.poll(() => texts(client)).toContain('twice')
  expect(texts(client)).toEqual(['once', 'twice'])
  client.close()
})

test('a burst of writes is handled in order, however many wait', async () => {
  const { customerId } = await say('burst', 'hello')
  const client = await open(one, asToken(one.token))
  await client.follow(`thread:${customerId}`)
  const notes = Array.from({ length: 80 }, (_, index) => `note ${index}`)
  for (const text of notes) client.send({ type: 'send', customerId, entry: { kind: 'note', text } })
  await expect.poll(() => texts(client)).toEqual(notes)
  client.close()
})

test('a socket that sends too many messages is closed, and no other', async () => {
  const [flooding, calm] = [await open(one, asToken(one.token)), await open(one, asToken(one.token))]
  for (let time = 0; time < 5000; time++) flooding.send({ type: 'ping' })
  await expect.poll(() => flooding.closedWith()).toBe(1013)
  calm.send({ type: 'ping' })
  await expect.poll(() => calm.messages.some(({ type }) => type === 'pong')).toBe(true)
  calm.close()
})
