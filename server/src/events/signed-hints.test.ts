import { expect, test } from 'vitest'
import { manualClock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { createSecretBox } from '../lib/secrets.ts'
import { signedHints } from './signed-hints.ts'

const secrets = createSecretBox('k'.repeat(64))
const clock = manualClock('2026-01-05T08:00:00Z')
const hint = { customerId: newId(), issueIds: [newId(), newId()] }
const node = (box = secrets) => signedHints(newId(), box, clock)

test('what one node writes another reads, and the node itself knows its own', () => {
  const [one, other] = [node(), node()]
  const message = one.write(hint)!
  expect(other.read(message)).toEqual({ kind: 'hint', hint })
  expect(one.read(message)).toEqual({ kind: 'own' })
})

test('a message with any bit changed is forged', () => {
  const message = node().write(hint)!
  const reader = node()
  for (let i = 0; i < message.length; i++) {
    const changed = Uint8Array.from(message)
    changed[i]! ^= 1 << (i % 8)
    expect(reader.read(changed)).toEqual({ kind: 'refused', why: 'forged' })
  }
})

test('a message counts for half a minute, before and after', () => {
  const message = node().write(hint)!
  for (const ms of [31_000, -31_000]) {
    clock.advance(ms)
    expect(node().read(message)).toEqual({ kind: 'refused', why: 'stale' })
    clock.advance(-ms)
  }
  clock.advance(29_000)
  expect(node().read(message)).toMatchObject({ kind: 'hint' })
})

test('a message is taken once, and none that came before the last', () => {
  const [writer, reader] = [node(), node()]
  const [first, second] = [writer.write(hint)!, writer.write(hint)!]
  expect(reader.read(second)).toMatchObject({ kind: 'hint' })
  expect(reader.read(second)).toEqual({ kind: 'refused', why: 'repeated' })
  expect(reader.read(first)).toEqual({ kind: 'refused', why: 'repeated' })
})

test('a signed hint with too much content, or other content, is refused', () => {
  expect(node().write({ customerId: null, issueIds: Array.from({ length: 1000 }, () => newId()) })).toBeNull()
  for (const body of ['{}', 'null', '[', '{"from":"x","number":1,"at":0,"hint":{"customerId":"1","issueIds":[]}}']) {
    const message = Buffer.concat([secrets.sign('hints', body), Buffer.from(body)])
    expect(node().read(message)).toEqual({ kind: 'refused', why: 'malformed' })
  }
})

test('while a key is replaced, hints of nodes with the old one are accepted', () => {
  const renewed = createSecretBox('n'.repeat(64), ['k'.repeat(64)])
  expect(node(renewed).read(node().write(hint)!)).toMatchObject({ kind: 'hint' })
})
