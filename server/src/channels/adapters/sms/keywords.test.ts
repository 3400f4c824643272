import { expect, test } from 'vitest'
import { keywordOf } from './keywords.ts'

test.each([
  ...['STOP', 'stop', ' Stop\n', 'Stop.', '“STOP”', 'ＳＴＯＰ', 'STOPALL', 'Unsubscribe', 'CANCEL', 'END', 'QUIT'].map(
    (text) => [text, 'stop'],
  ),
  ...['REVOKE', 'OPTOUT', 'opt-out', 'Arrêt', 'arrêt!', 'STOP\u200b'].map((text) => [text, 'stop']),
  ...['START', 'unstop'].map((text) => [text, 'start']),
  ...['YES', 'yes!'].map((text) => [text, 'yes']),
  ...['HELP', 'Info'].map((text) => [text, 'help']),
])('%j is %s', (text, keyword) => {
  expect(keywordOf(text)).toBe(keyword)
})

test.each([
  '',
  'Please stop',
  'STOP it',
  'The end',
  'Stop?',
  'stop\nstart',
  'STOP 👍',
  'NONSTOP',
  'help me',
  'constructor',
  `${' '.repeat(100_000)}STOP`,
])('%j is for people to read', (text) => {
  expect(keywordOf(text)).toBeNull()
})
