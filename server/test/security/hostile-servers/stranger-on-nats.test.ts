import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Hint, ThreadHint } from '../../../src/platform/events/hints.ts'
import { natsWire, type NatsWire } from '../../../src/platform/events/nats-wire.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { newId } from '../../../src/lib/ids.ts'
import { silentLogger } from '../../../src/lib/logger.ts'
import { createSecretBox } from '../../../src/lib/secrets.ts'
import { until } from '../../mail/until.ts'
import { startTinyNats, type TinyNats } from './tiny-nats.ts'

const secrets = createSecretBox('the key of this installation '.repeat(3))
const anotherKey = createSecretBox('the key of somebody else '.repeat(3))
const hint = (): ThreadHint => ({ about: 'thread', customerId: newId(), issueIds: [newId()] })

let nats: TinyNats
let nodes: NatsWire[]
let heard: ThreadHint[]

beforeEach(async () => {
  nats = await startTinyNats()
  nodes = []
  heard = []
  await join(secrets, (one) => heard.push(one))
  await until('it listens', () => nats.subscriptions > 0)
})
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await nats.close()
})

async function join(box: typeof secrets, listener: (hint: ThreadHint) => void = () => {}): Promise<NatsWire> {
  const hear = (one: Hint): void => {
    if (one.about === 'thread') listener(one)
  }
  const node = natsWire(nats.url, { logger: silentLogger, clock: systemClock, secrets: box, hear })
  await until('it is connected', () => node.isUp())
  nodes.push(node)
  return node
}

/** What was said before it is read before it: the end of all that went first. */
async function passed(): Promise<void> {
  const node = nodes[1] ?? (await join(secrets))
  const last = hint()
  node.send([last])
  await until('the last hint is heard', () => heard.some(({ customerId }) => customerId === last.customerId))
  heard = heard.filter(({ customerId }) => customerId !== last.customerId)
}

test('a stranger on the same NATS can make no hint, and what they send is counted', async () => {
  const forged = JSON.stringify({ from: newId(), hint: hint() })
  nats.say(forged)
  nats.say(Buffer.concat([Buffer.alloc(32), Buffer.from(forged)]))
  nats.say('')
  nats.say(Buffer.alloc(900_000, '{'))
  nats.say('[{"hint":')
  const stranger = await join(anotherKey)
  const said = nats.published.length
  stranger.send([hint()])
  await until('the stranger has spoken', () => nats.published.length > said)
  nodes.splice(nodes.indexOf(stranger), 1)
  await stranger.close()
  await passed()
  expect(heard).toEqual([])
  expect(nodes[0]!.refused).toMatchObject({ forged: 5, too_large: 1 })
})

test('a hint that a stranger recorded is accepted once, however often it is replayed', async () => {
  const node = await join(secrets)
  const real = hint()
  node.send([real])
  await until('it is heard', () => heard.length > 0)
  for (let i = 0; i < 50; i++) nats.say(nats.published[0]!)
  await passed()
  expect(heard).toEqual([real])
})

test('a flood of forged messages ends the subscription for a while', async () => {
  await passed()
  const forged = JSON.stringify({ from: newId(), hint: hint() })
  for (let i = 0; i < 5000; i++) nats.say(forged)
  // Both nodes stop; what they miss they find in the feed.
  await until('nobody listens', () => nats.subscriptions === 0)
  expect(heard).toEqual([])
})

test('what a stranger overhears is ids and nothing else', async () => {
  const real = hint()
  nodes[0]!.send([real])
  await until('it is overheard', () => nats.published.length > 0)
  const { from, number, at, hints } = JSON.parse(nats.published[0]!.subarray(32).toString())
  expect(hints).toEqual([real])
  expect([typeof from, typeof number, typeof at]).toEqual(['string', 'number', 'number'])
})

test('a server that takes short messages only ends no node', async () => {
  const small = await startTinyNats({ maxPayload: 64 })
  const node = natsWire(small.url, { logger: silentLogger, clock: systemClock, secrets, hear: () => {} })
  await until('it is connected', () => node.isUp())
  expect(() => node.send([hint()])).not.toThrow()
  await node.close()
  await small.close()
})

test('a node that stops while it connects leaves no connection open', async () => {
  let isWelcome = false
  const slow = await startTinyNats({ isWelcome: () => isWelcome })
  const node = natsWire(slow.url, { logger: silentLogger, clock: systemClock, secrets, hear: () => {} })
  await until('it connects', () => slow.connections > 0)
  await node.close()
  isWelcome = true
  await until('it is gone', () => slow.connections === 0)
  expect(node.isUp()).toBe(false)
  await slow.close()
})
