import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { createSecretBox } from '../lib/secrets.ts'
import { isOurMessageId, messageIdFor } from './adapters/email/our-marks.ts'
import { createMessageKeys } from './message-key.ts'

const secrets = createSecretBox('a secret key for tests, long enough')
const keys = createMessageKeys(secrets)
const entryId = newId()
const nameOf = (id: string): string => messageIdFor(keys.of(id), 'shop.example')

test('a Message-ID carries the key of its entry, and of no other', () => {
  expect(keys.isIn(nameOf(entryId), entryId)).toBe(true)
  expect(keys.isIn(nameOf(entryId), newId())).toBe(false)
  expect(nameOf(entryId)).toBe(nameOf(entryId))
})

test('the id of the entry is not in it, and a hash of the id is not the key', () => {
  const plain = entryId.replaceAll('-', '')
  expect(nameOf(entryId)).not.toContain(plain)
  const guessed = createHash('sha256').update(entryId).digest('hex')
  expect(keys.isIn(`${plain}.${guessed.slice(0, 12)}@shop.example`, entryId)).toBe(false)
  expect(keys.isIn(`${guessed.slice(0, 32)}.${guessed.slice(32, 44)}@shop.example`, entryId)).toBe(false)
})

test('a key of another installation is not accepted, one from before a change of keys still is', () => {
  const other = createMessageKeys(createSecretBox('another secret key, long enough too'))
  expect(keys.isIn(messageIdFor(other.of(entryId), 'shop.example'), entryId)).toBe(false)
  const changed = createSecretBox('the next secret key, long enough too', ['a secret key for tests, long enough'])
  expect(createMessageKeys(changed).isIn(nameOf(entryId), entryId)).toBe(true)
})

test('our own mail is recognised by its Message-ID, from before and after these were keyed', () => {
  expect(isOurMessageId(nameOf(entryId))).toBe(true)
  const before = `${entryId.replaceAll('-', '')}.0123456789ab@shop.example`
  expect(isOurMessageId(before)).toBe(true)
  expect(keys.isIn(before, entryId)).toBe(false)
})

test('only the Message-ID itself is accepted: neither random text nor one changed character', () => {
  const name = nameOf(entryId)
  const isAccepted = (reference: string): boolean => keys.isIn(reference, entryId)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.emailAddress()), (noise) => !isAccepted(noise)),
    { seed: 8, numRuns: 500 },
  )
  fc.assert(
    fc.property(
      fc.nat({ max: name.indexOf('@') - 1 }),
      fc.constantFrom(...'0123456789abcdef.@ \0ZA'.split('')),
      (at, letter) => {
        const changed = name.slice(0, at) + letter + name.slice(at + 1)
        return changed === name || !isAccepted(changed)
      },
    ),
    { seed: 8, numRuns: 500 },
  )
})

test('the Message-ID of a forward names its entry, and nobody makes up another', () => {
  const name = messageIdFor(keys.ofForward(entryId), 'shop.example')
  expect(keys.forwardAmong([name])).toBe(entryId)
  expect(keys.isIn(name, entryId)).toBe(false)
  expect(isOurMessageId(name)).toBe(true)
  const other = newId().replaceAll('-', '')
  expect(keys.forwardAmong([other + name.slice(32)])).toBeNull()
  expect(keys.forwardAmong([name.replace(/.(?=@)/, (digit) => (digit === '0' ? '1' : '0'))])).toBeNull()
  expect(keys.forwardAmong([name.replace(/.{8}(?=@)/, '')])).toBeNull()
})

test('of what is quoted the nearest name of ours counts, whatever others call theirs', () => {
  const name = messageIdFor(keys.ofForward(entryId), 'shop.example')
  expect(keys.forwardAmong(['theirs@parts.example', name])).toBe(entryId)
  expect(keys.forwardAmong([nameOf(entryId), name])).toBeNull()
})
