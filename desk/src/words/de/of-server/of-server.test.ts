import { expect, test } from 'vitest'
import { evidenceOfServer, fieldOfServer, sentenceOfServer } from './of-server.ts'

test('what the server says of channels is said in German, with what it names', () => {
  expect(sentenceOfServer('Mail is taken in on port 2525.')).toBe('Mails werden auf Port 2525 angenommen.')
  expect(sentenceOfServer('Mail leaves from a@b.example. Answers come back to signed addresses of it.')).toBe(
    'Mails gehen von a@b.example hinaus. Antworten kommen an signierte Adressen davon zurück.',
  )
  expect(fieldOfServer('Encryption')).toBe('Verschlüsselung')
})

test('what speaks for two being one is said in German', () => {
  expect(evidenceOfServer('one merely claims a@b.example, which the other holds')).toBe(
    'a@b.example, bei einem nur behauptet, gehört dem anderen',
  )
  expect(evidenceOfServer('same: Ada Berg and Ada Berg')).toBe('gleich: Ada Berg und Ada Berg')
})

test('what nobody has put into German stays as it was said', () => {
  expect(sentenceOfServer('550 5.1.1 and so on')).toBe('550 5.1.1 and so on')
  expect(fieldOfServer('A field of next year')).toBe('A field of next year')
})
