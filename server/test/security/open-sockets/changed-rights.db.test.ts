import { randomUUID } from 'node:crypto'
import type { Permission } from '@throughline/protocol/permissions.ts'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { asToken, endedTopics, open, startTwoNodes, texts, type Client } from './two-nodes.ts'

// Rights change while WebSockets are open: at this node, and at another one of the same database.

const nodes = await startTwoNodes()
const { one, two, say, threadTexts, makeRole, setRole, makeToken, makePerson } = nodes
afterAll(() => nodes.stop())

test.each(['this node', 'another node'])(
  'when a role loses a right, open sockets at %s lose it: they neither read nor write',
  async (where) => {
    const node = where === 'this node' ? one : two
    const role = where === 'this node' ? 'threads' : 'threads-elsewhere'
    await makeRole(role, ['thread.read', 'thread.write', 'customers.read'])
    const tess = await makePerson(role, role)
    const { customerId } = await say(role, 'before')
    const topic = `thread:${customerId}`
    const client = await open(node, (await tess.signIn()).headers)
    const program = await open(node, asToken((await makeToken(role)).token))
    const witness = await open(node, asToken(one.token))
    for (const follower of [client, program, witness]) await follower.follow(topic)
    client.send({ type: 'send', customerId, entry: { kind: 'note', text: 'allowed' } })
    for (const follower of [client, program]) await expect.poll(() => texts(follower)).toContain('allowed')

    await setRole(role, ['customers.read'])
    for (const lost of [client, program]) await expect.poll(() => endedTopics(lost)).toContain(topic)
    for (const lost of [client, program]) {
      lost.send({ type: 'send', customerId, entry: { kind: 'note', text: 'WRITTEN WITHOUT A RIGHT' } })
      lost.send({ type: 'subscribe', topic, cursor: null })
      await lost.answered()
    }
    await say(role, 'SAID AFTERWARDS')
    await expect.poll(() => texts(witness)).toContain('SAID AFTERWARDS')
    for (const lost of [client, program]) {
      await lost.answered()
      expect(texts(lost)).not.toContain('SAID AFTERWARDS')
    }
    expect(await threadTexts(customerId)).not.toContain('WRITTEN WITHOUT A RIGHT')
    for (const follower of [client, program, witness]) follower.close()
  },
)

test('a new right applies to open sockets', async () => {
  await makeRole('growing', ['staff.read'])
  const { customerId } = await say('growing', 'hello')
  const topic = `thread:${customerId}`
  const token = await makeToken('growing')
  const client = await open(two, asToken(token.token))
  await client.follow(topic)
  expect(endedTopics(client)).toEqual([topic])
  await setRole('growing', ['thread.read', 'thread.write'])
  const isFollowing = () => client.messages.some(({ type }) => type === 'subscribed')
  await expect
    .poll(async () => {
      await client.follow(topic)
      return isFollowing()
    })
    .toBe(true)
  client.send({ type: 'send', customerId, entry: { kind: 'note', text: 'by now' } })
  await expect.poll(() => texts(client)).toEqual(['by now'])
  client.close()
})

test('a new role of a person or of a token applies to open sockets of every node, however it was written', async () => {
  const { id, token } = await makeToken('staff')
  const person = await makePerson('Demoted', 'staff')
  const { headers } = await person.signIn()
  const { customerId } = await say('roles', 'hello')
  const clients = [await open(one, asToken(token)), await open(two, asToken(token)), await open(two, headers)]
  await one.api('PATCH', `/staff/${person.id}`, { role: 'readonly' })
  await one.database.pool.query("update api_tokens set role = 'readonly' where id = $1", [id])
  for (const client of clients) {
    await expect
      .poll(async () => {
        // A customer that does not exist: only a caller who may write learns that.
        client.send({ type: 'send', customerId: randomUUID(), entry: { kind: 'note', text: 'x' } })
        await client.answered()
        return client.messages.some((message) => message.type === 'refused' && message.problem.code === 'forbidden')
      })
      .toBe(true)
    client.send({ type: 'send', customerId, entry: { kind: 'note', text: 'NO RIGHT' } })
    await client.answered()
    client.close()
  }
  expect(await threadTexts(customerId)).toEqual(['hello'])
})

test('while changes of access cannot be checked, nothing is written over open sockets', async () => {
  const { customerId } = await say('unsure', 'hello')
  const client = await open(two, asToken(one.token))
  const write = async (text: string): Promise<string | undefined> => {
    const echoId = randomUUID()
    client.send({ type: 'send', customerId, entry: { kind: 'note', text, echoId } })
    await client.answered()
    return client.messages.flatMap((one) =>
      one.type === 'refused' && one.echoId === echoId ? [one.problem.code] : [],
    )[0]
  }
  // A right that is lost now is lost where nobody can see it.
  await one.database.pool.query('alter table access_changes rename to access_changes_away')
  try {
    await expect.poll(() => write('unsure'), { timeout: 30_000, interval: 500 }).toBe('unavailable')
    const written = (await threadTexts(customerId)).length
    expect(await write('NOT SURE')).toBe('unavailable')
    expect(await threadTexts(customerId)).toHaveLength(written)
  } finally {
    await one.database.pool.query('alter table access_changes_away rename to access_changes')
  }
  await expect.poll(() => write('sure again')).toBeUndefined()
  client.close()
}, 60_000)

const asked: Permission[] = ['thread.read', 'thread.write', 'issues.read', 'customers.read']

test('however roles change while sockets are open, each reads and writes what its role allows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ role: fc.nat(2), permissions: fc.subarray(asked) }), { minLength: 5, maxLength: 5 }),
      rolesChange,
    ),
    { seed: 20_260_701, numRuns: 2, endOnFailure: true },
  )
})

async function rolesChange(changes: readonly { role: number; permissions: Permission[] }[]): Promise<void> {
  const run = `r${randomUUID().slice(0, 8)}`
  const { customerId } = await say(run, 'hello')
  const topic = `thread:${customerId}`
  const roles = [0, 1, 2].map((index) => ({ name: `${run}-${index}`, permissions: [...asked] }))
  const sockets: { role: (typeof roles)[number]; client: Client; expected: string[] }[] = []
  for (const role of roles) {
    await makeRole(role.name, role.permissions)
    const { token } = await makeToken(role.name)
    for (const node of [one, two]) sockets.push({ role, client: await open(node, asToken(token)), expected: [] })
  }
  const onThread = ['hello']
  const all = [...sockets.entries()]
  const settled = async () => {
    for (const { role, client } of sockets) {
      await expect
        .poll(() => rightsOf(client, topic))
        .toEqual(asked.slice(0, 3).map((right) => role.permissions.includes(right)))
    }
  }
  await settled()
  for (const [step, { role, permissions }] of changes.entries()) {
    roles[role]!.permissions = permissions.length === 0 ? ['staff.read'] : permissions
    await setRole(roles[role]!.name, roles[role]!.permissions)
    await settled()
    const said = [`said ${step}`]
    for (const [index, { role: own, client }] of all) {
      const text = `note ${step} of ${index}`
      client.send({ type: 'send', customerId, entry: { kind: 'note', text } })
      await client.answered()
      if (own.permissions.includes('thread.write')) said.unshift(text)
    }
    await say(run, said.at(-1)!)
    onThread.push(...said)
    for (const { role: own, expected } of sockets) if (own.permissions.includes('thread.read')) expected.push(...said)
    for (const { role: own, client, expected } of sockets) {
      if (own.permissions.includes('thread.read')) await expect.poll(() => texts(client).length).toBe(expected.length)
    }
  }
  for (const { client, expected } of sockets) {
    await client.answered()
    expect(texts(client).toSorted()).toEqual(expected.toSorted())
    client.close()
  }
  expect((await threadTexts(customerId)).toSorted()).toEqual(onThread.toSorted())
}

/** What a socket is let do now, asked of itself: follow the thread, write, follow the inbox. */
async function rightsOf(client: Client, topic: string): Promise<boolean[]> {
  const from = client.messages.length
  client.send({ type: 'subscribe', topic, cursor: null })
  client.send({ type: 'subscribe', topic: 'inbox', cursor: null })
  client.send({ type: 'send', customerId: randomUUID(), entry: { kind: 'note', text: 'x', echoId: 'probe' } })
  const since = () => client.messages.slice(from)
  const refusal = () => since().find((message) => message.type === 'refused' && message.echoId === 'probe')
  await expect.poll(refusal).toBeDefined()
  const isFollowed = (which: string) =>
    since().some((message) => message.type === 'subscribed' && message.topic === which)
  const refused = refusal()
  const mayWrite = refused?.type === 'refused' && refused.problem.code !== 'forbidden'
  return [isFollowed(topic), mayWrite, isFollowed('inbox')]
}
