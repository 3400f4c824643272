import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await sendRaw(
    app.smtpPort,
    'jurgen@mail.test',
    mailOf(
      'Juergen Mueller <jurgen@mail.test>',
      'Bestellung',
      `Die Kaffeemaschine aus der Bestellung ORD-88231 tropft. Straße gesperrt.
https://track.example.test/p/ZX81-4477
My wife: maria.gonzales@example-family.test, +49 170 5554433.
I left my Café voucher at naïve Øresund.
東京に行きますので配達を変更してください。
ฉันต้องการคืนสินค้า`,
    ),
  )
  await sendMail(app.smtpPort, {
    from: 'Paul <paul@mail.test>',
    subject: 'papers',
    attachments: [
      { filename: 'Contract-Zebra77.pdf', contentType: 'application/pdf', content: 'JVBERg==', encoding: 'base64' },
    ],
  })
})
afterAll(() => app.stop())

const mailOf = (from: string, subject: string, text: string): string =>
  [
    `From: ${from}`,
    'To: support@shop.test',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@mail.test>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text.replaceAll('\n', '\r\n'),
    '',
  ].join('\r\n')

interface Found {
  items: { entry: Entry; snippet: string; highlights: { start: number; end: number }[] }[]
  indexedSince: string | null
}
const search = (q: string): Promise<Found> => app.api('GET', `/search?q=${encodeURIComponent(q)}`)

test.each([
  '88231',
  'ORD 88231',
  'Kaffee',
  'Strasse',
  'ZX81-4477',
  'gonzales',
  'example-family.test',
  '0170 5554433',
  'Caf\u00e9',
  'Cafe\u0301',
  'Cafe',
  'naive',
  'Oresund',
  '東京',
  '配達',
  'คืน',
])('a mail is found by %s, with what was found marked', async (q) => {
  await expect.poll(async () => (await search(q)).items.length).toBe(1)
  const { items, indexedSince } = await search(q)
  expect(items[0]!.entry.author.name).toBe('Juergen Mueller')
  expect(items[0]!.highlights).not.toEqual([])
  expect(indexedSince).toBeNull()
})

test('a mail that is nothing but a file is found by its name', async () => {
  await expect.poll(async () => (await search('Zebra77')).items.map(({ entry }) => entry.author.name)).toEqual(['Paul'])
  expect((await search('contract')).items).toHaveLength(1)
})

test('a corrected note is found by what it says now, a deleted one by nothing', async () => {
  const { items } = await search('Kaffee')
  const write = (text: string) =>
    app.api<Entry>('POST', `/customers/${items[0]!.entry.customerId}/entries`, { kind: 'note', text })
  const corrected = await write('Ask the harbourmaster')
  const deleted = await write('Ask the lighthouse keeper')
  const ids = async (q: string) => (await search(q)).items.map(({ entry }) => entry.id)
  await expect.poll(() => ids('lighthouse')).toEqual([deleted.id])
  await expect.poll(() => ids('harbourmaster')).toEqual([corrected.id])
  await app.api('POST', `/entries/${corrected.id}/edits`, { text: 'Ask the ferryman' })
  await app.api('POST', `/entries/${deleted.id}/deletion`, { reason: 'wrong customer' })
  await expect.poll(() => ids('ferryman')).toEqual([corrected.id])
  expect(await ids('harbourmaster')).toEqual([])
  await expect.poll(() => ids('lighthouse')).toEqual([])
})
