import { ClientMessage, type ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../src/lib/ids.ts'
import { open, type Client } from '../open-sockets/two-nodes.ts'
import { leaksIn, startWithRule, word, type World } from './world.ts'

// The same over the WebSocket: every kind of frame from the client names what is hidden, and everything that can happen
// to it happens while Ben follows all that he can.

let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

/** Every kind, each with what it can name of what is hidden. A new kind does not compile until it is here. */
function framesAbout(): Record<ClientMessage['type'], object[]> {
  const { customerId, issueId, ids } = world.hidden
  const toHidden = ids.customer.map((id) => ({ customerId: id }))
  const note = (more: object) => ({ kind: 'note', text: 'A note of Ben', echoId: newId(), ...more })
  return {
    subscribe: ids.customer.map((id) => ({ topic: `thread:${id}`, cursor: null })),
    unsubscribe: [{ topic: `thread:${customerId}` }],
    viewing: toHidden,
    typing: toHidden,
    send: [
      ...toHidden.map((to) => ({ ...to, entry: note({}) })),
      ...toHidden.map((to) => ({ ...to, entry: { ...note({}), kind: 'message' } })),
      { customerId: world.seen.customerId, entry: note({ issueId }) },
      { customerId: world.seen.customerId, entry: { ...note({ issueId }), kind: 'message' } },
    ],
    ping: [{}],
  }
}

/** Without the words of a problem, which say the same to everybody, and with the ids that were asked for left out. */
const said = ({ messages }: Client): string =>
  JSON.stringify(
    messages.map((message) => ('topic' in message ? { ...message, topic: message.topic?.slice(0, 6) } : message)),
  )

const refusals = ({ messages }: Client) => messages.filter((message) => message.type === 'refused')

test('no frame shows or changes anything of what is hidden', async () => {
  const before = await world.snapshot()
  const ben = await open(world.app, world.ben.credentials)
  const frames = framesAbout()
  expect(Object.keys(frames).toSorted()).toEqual(ClientMessage.options.map(({ shape }) => shape.type.value).toSorted())
  for (const [type, ofType] of Object.entries(frames)) {
    for (const frame of ofType) ben.send({ type, ...frame })
  }
  const asked = Object.entries(frames).flatMap(([type, ofType]) =>
    ['unsubscribe', 'ping'].includes(type) ? [] : ofType,
  )
  await expect.poll(() => refusals(ben).length).toBeGreaterThanOrEqual(asked.length)
  await ben.answered()
  // One more is of the question whether all were answered.
  const problems = refusals(ben).map(({ problem }) => problem)
  expect(problems).toHaveLength(asked.length + 1)
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['not_found']))
  expect(leaksIn(said(ben), world)).toEqual([])
  expect(await world.snapshot()).toEqual(before)
  ben.close()
})

test('a caller who follows all they can is sent nothing of it, while others are sent all', async () => {
  const { app, ben, ann, seen, hidden, say } = world
  const clients = { ben: await open(app, ben.credentials), ann: await open(app, ann.credentials) }
  for (const client of Object.values(clients)) {
    await client.follow('inbox', 'notifications', `thread:${seen.customerId}`, `thread:${hidden.customerId}`)
    for (const customerId of [hidden.customerId, seen.customerId]) client.send({ type: 'viewing', customerId })
    await client.answered()
  }
  const other = await open(app, { authorization: `Bearer ${app.token}` })

  // On the hidden customer, and on the hidden issue of the other one.
  await say(`${word}@mail.test`, `The ${word} again`)
  const answer = { kind: 'message', text: `Your ${word} is safe` }
  await app.api('POST', `/customers/${hidden.customerId}/entries`, answer)
  await app.api('POST', `/customers/${seen.customerId}/entries`, { ...answer, issueId: hidden.issueId })
  await app.api('PATCH', `/customers/${hidden.customerId}`, { attributes: { pet: `two of ${word}` } })
  await app.api('PATCH', `/issues/${hidden.issueId}`, { subject: `The ${word} itself` })
  const mention = { kind: 'note', text: `Look, a ${word}`, mentions: [ben.id, ann.id] }
  await app.api('POST', `/customers/${hidden.customerId}/entries`, mention)
  await app.api('POST', `/customers/${seen.customerId}/entries`, { ...mention, issueId: hidden.issueId })
  await app.api('PATCH', `/customers/${seen.customerId}`, { displayName: 'Robin of the lamps' })
  other.send({ type: 'viewing', customerId: hidden.customerId })
  const seenMention = { kind: 'note', text: 'Look at the lamp', mentions: [ben.id, ann.id], issueId: seen.issueId }
  await app.api('POST', `/customers/${seen.customerId}/entries`, seenMention)

  const kindsAbout = (client: Client, found: (message: ServerMessage) => boolean) =>
    new Set(client.messages.filter(found).map(({ type }) => type))
  const isLeak = (message: ServerMessage) => leaksIn(JSON.stringify(message), world).length > 0
  const told = ['entry', 'delivery', 'customer', 'issue', 'notifications', 'subscribed']
  await expect.poll(() => [...kindsAbout(clients.ann, isLeak)]).toEqual(expect.arrayContaining(told))
  const isNews = (message: ServerMessage) => JSON.stringify(message).includes('Look at the lamp')
  // What comes last of what he may see has come: what came before it would have come, too.
  await expect.poll(() => [...kindsAbout(clients.ben, isNews)].toSorted()).toEqual(['entry', 'notifications'])
  await expect.poll(() => clients.ben.messages.some(({ type }) => type === 'customer')).toBe(true)
  await clients.ben.answered()
  expect(leaksIn(said(clients.ben), world)).toEqual([])
  for (const client of [...Object.values(clients), other]) client.close()
})

test('a customer who becomes hidden while somebody follows them is not told of any more', async () => {
  const { app, ben, say } = world
  const client = await open(app, ben.credentials)
  const { customerId } = await say('lee@mail.test', 'A first word')
  const topic = `thread:${customerId}`
  await client.follow(topic)
  await say('lee@mail.test', 'Before the rule')
  const texts = () => client.messages.flatMap((message) => (message.type === 'entry' ? [message.entry.text] : []))
  await expect.poll(texts).toEqual(['Before the rule'])
  await world.hide(customerId)
  await expect.poll(() => refusals(client).map((refused) => refused.topic)).toContain(topic)
  await say('lee@mail.test', 'After the rule')
  await client.answered()
  expect(texts()).toEqual(['Before the rule'])
  client.close()
})
