import { expect, test } from 'vitest'
import { ofServer } from '../of-server.ts'
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

test('under an address that is none of the installation, German says which settings take it', () => {
  const said =
    'The request was sent by a page at http://10.0.0.5:3000, which is not an address of this installation, so nothing was done. ' +
    'Open https://help.example.com and try there. If http://10.0.0.5:3000 is right, set PUBLIC_URL to it on the server, or add it to ALLOWED_ORIGINS.'
  expect(ofServer.ofServer.problems['csrf_rejected'] ?? ofServer.ofServer.sentence(said)).toBe(
    'Unter http://10.0.0.5:3000 ist diese Installation nicht eingerichtet; es wurde nichts getan. Öffnen Sie https://help.example.com. ' +
      'Wenn http://10.0.0.5:3000 richtig ist, muss diese Adresse in den Einstellungen des Servers stehen: in PUBLIC_URL oder ALLOWED_ORIGINS.',
  )
})

test('what nobody has put into German stays as it was said', () => {
  expect(sentenceOfServer('550 5.1.1 and so on')).toBe('550 5.1.1 and so on')
  expect(fieldOfServer('A field of next year')).toBe('A field of next year')
})
