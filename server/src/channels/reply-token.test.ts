import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { createSecretBox } from '../lib/secrets.ts'
import { createReplyTokens, isMadeFor, markOf } from './reply-token.ts'

const tokens = createReplyTokens(createSecretBox('a secret key for tests, long enough'))
const claim = { issueId: newId(), identityMark: markOf(newId()) }
const token = tokens.make(claim)
const fixed = { seed: 8, numRuns: 200 }

test('a token is read as what it was made for, in upper or lower case', () => {
  expect(tokens.read(token)).toEqual({ kind: 'customer', ...claim })
  expect(tokens.read(token.toUpperCase())).toEqual({ kind: 'customer', ...claim })
})

test('a token of a forward is none of an issue, and the other way round', () => {
  const entryId = newId()
  const ofForward = tokens.makeForForward(entryId)
  expect(tokens.readForward(ofForward.toUpperCase())).toBe(entryId)
  expect(tokens.read(ofForward)).toBeNull()
  expect(tokens.readForward(token)).toBeNull()
  expect(ofForward).toHaveLength(token.length)
})

test('random text is never a token, and reading it never throws', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'.split('')), maxLength: 200 })
  const noise = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    letters,
    letters.map((text) => token + text),
  )
  fc.assert(
    fc.property(noise, (text) => text === '' || text === token || tokens.read(text) === null),
    fixed,
  )
  expect(tokens.read('')).toBeNull()
})

test('a token with one letter changed or removed is never another valid one', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: token.length - 1 }),
      fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'.split('')),
      (at, letter) => {
        const read = tokens.read(token.slice(0, at) + letter + token.slice(at + 1))
        return read === null || JSON.stringify(read) === JSON.stringify({ kind: 'customer', ...claim })
      },
    ),
    fixed,
  )
  for (let length = 0; length < token.length; length++) expect(tokens.read(token.slice(0, length))).toBeNull()
})

test('a token is never valid for another address, another issue or another installation', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (issueId, identityId) => {
      const made = { issueId, identityMark: markOf(identityId) }
      const read = tokens.read(tokens.make(made))
      expect(read).toEqual({ kind: 'customer', ...made })
      const other = createReplyTokens(createSecretBox('another secret key, long enough too'))
      expect(other.read(tokens.make(made))).toBeNull()
    }),
    { seed: 8, numRuns: 100 },
  )
})

test('a token of a colleague names the day on which it ends, and is none of a customer', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (issueId, id, otherId) => {
      const expiresAt = new Date('2026-12-30T09:00:00Z')
      const made = tokens.make({ kind: 'colleague', issueId, identityMark: markOf(id), expiresAt })
      expect(made).toHaveLength(token.length)
      const read = tokens.read(made)!
      // The day that has begun counts whole.
      expect(read).toMatchObject({ kind: 'colleague', issueId, expiresAt: new Date('2026-12-31T00:00:00Z') })
      expect(isMadeFor(read, id)).toBe(true)
      fc.pre(markOf(id).slice(-4) !== markOf(otherId).slice(-4))
      expect(isMadeFor(read, otherId)).toBe(false)
    }),
    { seed: 8, numRuns: 100 },
  )
})
