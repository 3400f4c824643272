import { expect, test } from 'vitest'
import { manualClock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { createSecretBox } from '../../lib/secrets.ts'
import type { Hint } from './hints.ts'
import { signedHints } from './signed-hints.ts'

const secrets = createSecretBox('k'.repeat(64))
const clock = manualClock('2026-01-05T08:00:00Z')
const hint: Hint = { about: 'thread', customerId: newId(), issueIds: [newId(), newId()] }
const node = (box = secrets, maxMessageBytes = 16 * 1024) => signedHints(newId(), box, clock, maxMessageBytes)
const message = (by = node()): Uint8Array => by.write([hint])[0]!

test('what one node writes another reads, and the node itself knows its own', () => {
  const [one, other] = [node(), node()]
  const written = message(one)
  expect(other.read(written)).toEqual({ kind: 'hints', hints: [hint] })
  expect(one.read(written)).toEqual({ kind: 'own' })
})

test('a message with any bit changed is forged', () => {
  const whole = message()
  const reader = node()
  for (let i = 0; i < whole.length; i++) {
    const changed = Uint8Array.from(whole)
    changed[i]! ^= 1 << (i % 8)
    expect(reader.read(changed)).toEqual({ kind: 'refused', why: 'forged' })
  }
})

test('a message counts for half a minute, before and after', () => {
  const written = message()
  for (const ms of [31_000, -31_000]) {
    clock.advance(ms)
    expect(node().read(written)).toEqual({ kind: 'refused', why: 'stale' })
    clock.advance(-ms)
  }
  clock.advance(29_000)
  expect(node().read(written)).toMatchObject({ kind: 'hints' })
})

test('a message is taken once, and none that came before the last', () => {
  const [writer, reader] = [node(), node()]
  const [first, second] = [message(writer), message(writer)]
  expect(reader.read(second)).toMatchObject({ kind: 'hints' })
  expect(reader.read(second)).toEqual({ kind: 'refused', why: 'repeated' })
  expect(reader.read(first)).toEqual({ kind: 'refused', why: 'repeated' })
})

test('many hints travel in as many messages as they need, and one that is too large is left out', () => {
  const [writer, reader] = [node(secrets, 1000), node(secrets, 1000)]
  const many = Array.from({ length: 30 }, (): Hint => ({ about: 'seen', customerId: newId() }))
  const tooLarge: Hint = { about: 'thread', customerId: null, issueIds: Array.from({ length: 500 }, () => newId()) }
  const messages = writer.write([...many, tooLarge])
  expect(messages.length).toBeGreaterThan(1)
  const read = messages.map((one) => reader.read(one))
  expect(read.flatMap((reading) => (reading.kind === 'hints' ? reading.hints : []))).toEqual(many)
})

test('a signed message with other content is refused', () => {
  const hints = '[{"about":"seen","customerId":"1"}]'
  for (const body of ['{}', 'null', '[', `{"from":"x","number":1,"at":0,"hints":${hints}}`]) {
    const signed = Buffer.concat([secrets.sign('hints', body), Buffer.from(body)])
    expect(node().read(signed)).toEqual({ kind: 'refused', why: 'malformed' })
  }
})

test('while a key is replaced, hints of nodes with the old one are accepted', () => {
  const renewed = createSecretBox('n'.repeat(64), ['k'.repeat(64)])
  expect(node(renewed).read(message())).toMatchObject({ kind: 'hints' })
})
