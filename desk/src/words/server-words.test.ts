import { channelWords } from '@throughline/protocol/channels/words.ts'
import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { joinWordings, untranslated, type Wording } from '@throughline/protocol/words.ts'
import { expect, test } from 'vitest'
import { ofServer } from './de/of-server/of-server.ts'
import { inLanguageOf } from './server-words.ts'

const german = ({ sentence, words }: Wording) => inLanguageOf(ofServer.words, sentence, words)

test('what the server says by code is said in German, and what comes from outside is quoted', () => {
  const refused = emailFailureWords.address_refused({ said: '550 5.1.1 no such user' })
  expect(german(refused)).toBe('Die Adresse wurde abgelehnt: „550 5.1.1 no such user“')
  expect(german(joinWordings(refused, channelWords.tried_for_two_days()))).toBe(
    'Die Adresse wurde abgelehnt: „550 5.1.1 no such user“ Es wurde zwei Tage lang versucht.',
  )
})

test('in English the sentence of the server is shown as it came', () => {
  const { sentence, words } = channelWords.ready()
  expect(inLanguageOf(null, sentence, words)).toBe('Ready.')
})

test('a code of a newer server, half of a text, and what an older version stored stay English', () => {
  const newer = [{ code: 'promises.kept', params: {} }]
  expect(inLanguageOf(ofServer.words, 'It was kept.', newer)).toBe('It was kept.')
  expect(inLanguageOf(ofServer.words, 'Ready. It was kept.', [...channelWords.ready().words, ...newer])).toBe(
    'Ready. It was kept.',
  )
  expect(inLanguageOf(ofServer.words, 'It was kept.', undefined)).toBe('It was kept.')
  expect(german(untranslated('It was kept.'))).toBe('It was kept.')
})

test('a code that came without its values stays English instead of breaking the page', () => {
  const words = [{ code: 'staff.role_in_use', params: {} }]
  expect(inLanguageOf(ofServer.words, 'These have the role.', words)).toBe('These have the role.')
})

test('a code that is the name of something else is unknown', () => {
  const words = [
    { code: 'toString.call', params: {} },
    { code: 'constructor.name', params: {} },
  ]
  expect(inLanguageOf(ofServer.words, 'Odd.', words)).toBe('Odd.')
})
