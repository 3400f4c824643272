import { expect, test } from 'vitest'
import { secretsToGiveAgain } from './secrets-to-give-again.ts'

const bindings = [{ secret: 'smtp.password', boundTo: ['smtp.host', 'smtp.port'] }]
const set = { secretsSet: ['smtp.password'], secretsToGiveAgain: [] }
const saved = { 'smtp.host': 'mail.example', 'smtp.port': 465, 'smtp.password': '' }

test.each([
  ['nothing is changed', set, saved, []],
  ['the host is changed', set, { ...saved, 'smtp.host': 'new.example' }, ['smtp.password']],
  ['the host is changed and back again', set, { ...saved, 'smtp.host': 'mail.example' }, []],
  ['the password is given', set, { ...saved, 'smtp.host': 'new.example', 'smtp.password': 'p' }, []],
  ['there was no password', { secretsSet: [], secretsToGiveAgain: [] }, { ...saved, 'smtp.port': 25 }, []],
  ['the server has forgotten it', { secretsSet: [], secretsToGiveAgain: ['smtp.password'] }, saved, ['smtp.password']],
  ['the channel is new', null, { ...saved, 'smtp.host': 'new.example' }, []],
])('%s', (_name, channel, values, expected) => {
  expect(secretsToGiveAgain(bindings, channel, { saved, values })).toEqual(expected)
})
