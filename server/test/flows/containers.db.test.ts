import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enveloped, signed } from '../../src/channels/adapters/email/reading/containers/samples.ts'
import { tnefFile, tnefOf } from '../../src/channels/adapters/email/reading/containers/tnef-sample.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

async function received(from: string, headers: string, body: string | Buffer): Promise<Entry> {
  const head = `From: ${from}\r\nTo: support@shop.example\r\nSubject: x\r\nMessage-ID: <${from}>\r\nMIME-Version: 1.0\r\n${headers}\r\n\r\n`
  await sendRaw(app.smtpPort, from, Buffer.concat([Buffer.from(head), Buffer.from(body)]))
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(from)}`)
  return (await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread`)).items[0]!
}
const inBase64 = (type: string) => `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64`
const names = (entry: Entry) => entry.attachments.map(({ name, inline }) => [name, inline])

test('a mail that is signed in one piece is shown and found like any other', async () => {
  const entry = await received(
    'sig@mail.test',
    inBase64('application/pkcs7-mime; name="smime.p7m"'),
    signed.toString('base64'),
  )
  expect(entry.text).toContain('Grüße, order 90210.')
  expect(names(entry)).toEqual([['bill.pdf', false]])
  await expect
    .poll(async () => (await app.api<{ items: unknown[] }>('GET', '/search?query=90210')).items.length)
    .toBe(1)
})

test('an encrypted one says to which key', async () => {
  const entry = await received(
    'enc@mail.test',
    inBase64('application/pkcs7-mime; name="smime.p7m"'),
    enveloped.toString('base64'),
  )
  expect(entry.content).toMatchObject({
    encrypted: { scheme: 'smime', keys: ['Ana Meier, 45E765BF72567384DADF4E52B2F6CB5D6CACA69C'] },
  })
  expect(names(entry)).toEqual([['smime.p7m', false]])
})

test('a winmail.dat is its files', async () => {
  const tnef = tnefOf({ body: 'Two\0 files', files: [tnefFile('bill.pdf', Buffer.from('%PDF-1.4'))] })
  const entry = await received(
    'out@mail.test',
    inBase64('application/ms-tnef; name=winmail.dat'),
    tnef.toString('base64'),
  )
  expect(entry.text.trim()).toBe('Two files')
  expect(names(entry)).toEqual([['bill.pdf', false]])
})

test('files that Apple Mail calls inline are listed, and a picture that is shown is not', async () => {
  const file = (name: string, type: string, id = '') =>
    `--b\r\nContent-Type: ${type}; name=${name}\r\nContent-Disposition: inline; filename=${name}\r\n${id === '' ? '' : `Content-ID: <${id}>\r\n`}\r\nbytes\r\n`
  const plain = await received(
    'ivy@mail.test',
    'Content-Type: multipart/mixed; boundary=b',
    `--b\r\n\r\nHere:\r\n${file('photo.png', 'image/png')}${file('bill.pdf', 'application/pdf')}--b--`,
  )
  expect(names(plain)).toEqual([
    ['photo.png', false],
    ['bill.pdf', false],
  ])
  const shown = await received(
    'eve@mail.test',
    'Content-Type: multipart/related; boundary=b',
    `--b\r\nContent-Type: text/html\r\n\r\n<p>Here: <img src="cid:1@x"></p>\r\n${file('photo.png', 'image/png', '1@x')}${file('other.png', 'image/png', '2@x')}--b--`,
  )
  expect(names(shown)).toEqual([
    ['photo.png', true],
    ['other.png', false],
  ])
})

test.each([
  ['cut-cms', inBase64('application/pkcs7-mime; name=smime.p7m'), signed.subarray(0, 300).toString('base64')],
  [
    'cut-tnef',
    inBase64('application/ms-tnef; name=winmail.dat'),
    Buffer.from('789f3e22010001ffffffffff', 'hex').toString('base64'),
  ],
  ['cut-uu', 'Content-Type: text/plain', `begin 644 a\r\n${`M${'0'.repeat(60)}\r\n`.repeat(4)}M0`],
  ['bad-ics', 'Content-Type: text/calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:99999999\r\n'],
  ['bad-eml', 'Content-Type: application/octet-stream; name=x.eml', 'From: a\r\nMessage-ID: b\r\n'],
])('what is broken is accepted and kept: %s', async (name, headers, body) => {
  const entry = await received(`${name}@mail.test`, headers, body)
  expect(entry.text.length + entry.attachments.length).toBeGreaterThan(0)
})
