import { expect, test } from 'vitest'
import { readMail } from '../reading.ts'

const head = 'From: ana@post.example\r\nMessage-ID: <1@post.example>\r\n'
const bytes = (...codes: number[]) => Buffer.from(codes)
const privet = bytes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2)
const privetKoi = bytes(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4)
const nihao = bytes(0xc4, 0xe3, 0xba, 0xc3)

async function textOf(type: string, body: Buffer): Promise<string> {
  const field = `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body.toString('base64')}`
  return (await readMail(Buffer.from(head + field))).text.trim()
}

test.each<[string, Buffer, string]>([
  ['gb2312', nihao, '你好'],
  ['gb18030', nihao, '你好'],
  ['hz-gb-2312', Buffer.from('~{Dc:C~}!'), '你好!'],
  ['big5', bytes(0xa7, 0x41, 0xa6, 0x6e), '你好'],
  ['iso-2022-jp', Buffer.from('\x1b$B$3$s$K$A$O\x1b(B'), 'こんにちは'],
  ['us-ascii', Buffer.from('\x1b$B$3$s$K$A$O\x1b(B'), 'こんにちは'],
  ['windows-31j', bytes(0x82, 0xb1, 0x82, 0xf1), 'こん'],
  ['iso-2022-kr', Buffer.from('\x1b$)C\x0e0!\x0f!', 'latin1'), '가!'],
  ['ks_c_5601-1987', bytes(0xb0, 0xa1), '가'],
  ['koi8-r', privetKoi, 'Привет'],
  ['cp-1251', privet, 'Привет'],
  ['CP1251', privet, 'Привет'],
  ['win-1251', privet, 'Привет'],
  ['iso-8859-2', bytes(0xb1, 0xea), 'ąę'],
  ['iso-8859-8-i', bytes(0xe9, 0xe5), 'יו'],
  ['ibm850', bytes(0x81, 0xe1), 'üß'],
  ['cp437', bytes(0x81), 'ü'],
  ['cp852', bytes(0xa5, 0xa9), 'ąę'],
  ['utf-16', bytes(0xfe, 0xff, 0, 0x48, 0, 0x69), 'Hi'],
  ['utf-16', Buffer.from('\ufeffHi', 'utf16le'), 'Hi'],
  ['utf-7', Buffer.from('Hi Mom +Jjo-!'), 'Hi Mom ☺!'],
  ['utf-8', Buffer.from('Grüße aus Köln, café', 'latin1'), 'Grüße aus Köln, café'],
  ['iso-8859-1', Buffer.from('Grüße'), 'Grüße'],
  ['x-no-such-thing', Buffer.from('Grüße'), 'Grüße'],
])('text in %s is read', async (charset, body, text) => {
  expect(await textOf(`text/plain; charset="${charset}"`, body)).toBe(text)
})

test.each<[string, Buffer, string]>([
  ['Russian in Windows-1251', Buffer.concat([privet, Buffer.from(', '), privet]), 'Привет, Привет'],
  ['Russian in KOI8-R', Buffer.concat([privetKoi, Buffer.from(', '), privetKoi]), 'Привет, Привет'],
  ['Chinese in GBK', Buffer.concat([nihao, bytes(0xa3, 0xac), nihao]), '你好，你好'],
  ['Japanese in Shift_JIS', bytes(0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd), 'こんにちは'],
  ['Japanese in EUC-JP', bytes(0xa4, 0xb3, 0xa4, 0xf3, 0xa4, 0xcb, 0xa4, 0xc1, 0xa4, 0xcf), 'こんにちは'],
  ['Korean in EUC-KR', bytes(0xb0, 0xa1, 0xb3, 0xaa, 0xb4, 0xd9), '가나다'],
  ['French in Latin-1', Buffer.from('Élève à Orléans, reçu où ?', 'latin1'), 'Élève à Orléans, reçu où ?'],
  ['German in Latin-1', Buffer.from('Größe äußerst schön', 'latin1'), 'Größe äußerst schön'],
  ['UTF-8', Buffer.from('Привет, 你好'), 'Привет, 你好'],
])('without a label, %s is told from its bytes', async (_, body, text) => {
  expect(await textOf('text/plain', body)).toBe(text)
})

test('a page that names its encoding itself is believed', async () => {
  const page = Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), privet])
  expect(await textOf('text/html', page)).toBe('Привет')
})

test.each([
  ['cut in the middle of a character', '=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=', 'Grüße'],
  ['cut in the middle of a character, folded', '=?utf-8?Q?Gr=C3?=\r\n =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'],
  ['without a blank between', '=?utf-8?Q?Gr=C3=BC?==?utf-8?Q?=C3=9Fe?=', 'Grüße'],
  ['in two encodings', '=?utf-8?Q?Gr=C3=BC?= =?iso-8859-1?Q?=DFe?=', 'Grüße'],
  ['in Japanese', '=?ISO-2022-JP?B?GyRCJDMkcxsoQg==?=\r\n =?ISO-2022-JP?B?GyRCJEskQSRPGyhC?=', 'こんにちは'],
  ['in Japanese that was cut', '=?ISO-2022-JP?B?GyRCJDMkcw==?=\r\n =?ISO-2022-JP?B?JEskQSRPGyhC?=', 'こんにちは'],
  ['in Chinese', '=?gb2312?B?xOO6ww==?=', '你好'],
  ['in Korean', '=?ks_c_5601-1987?B?sKE=?=', '가'],
  ['with a language', '=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['with blanks in it', '=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=', 'Grüße an alle'],
  ['with question marks in it', '=?utf-8?Q?Gr=C3=BC=C3=9Fe??=', 'Grüße?'],
  ['in quotation marks', '"=?utf-8?Q?Gr=C3=BC=C3=9Fe?="', '"Grüße"'],
  ['with text before and behind', 'Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= an (=?utf-8?Q?=C3=A4?=)', 'Re: Grüße an (ä)'],
  ['without its padding', '=?utf-8?B?R3LDvMOfZQ?=', 'Grüße'],
  ['in UTF-7', '=?utf-7?Q?Hi+Jjo-?=', 'Hi☺'],
  ['in nothing known', '=?x-foo?Q?Gr=C3=BC?=', 'Grü'],
  ['without an end', '=?utf-8?Q?Gr=C3=BC=C3=9Fe', '=?utf-8?Q?Gr=C3=BC=C3=9Fe'],
])('encoded words %s', async (_, field, subject) => {
  expect((await readMail(Buffer.from(`${head}Subject: ${field}\r\n\r\nx`))).subject).toBe(subject)
})

test('a name whose comma is not quoted stays one name', async () => {
  const reading = await readMail(
    Buffer.from('From: Costa, Ana <ana@post.example>\r\nTo: a@x.example, Vale, Robin <r@x.example>\r\n\r\nx'),
  )
  expect(reading.from).toEqual({ name: 'Costa, Ana', address: 'ana@post.example' })
  expect(reading.to.map(({ name, address }) => [name, address])).toEqual([
    ['', 'a@x.example'],
    ['Vale, Robin', 'r@x.example'],
  ])
})

test.each([
  ['Tue, 3 Mar 2026 16:05:22 +0100', '2026-03-03T15:05:22.000Z'],
  ['Tue, 3 Mar 2026 16:05:22 +01:00', '2026-03-03T15:05:22.000Z'],
  ['Tue Mar  3 16:05:22 2026', '2026-03-03T16:05:22.000Z'],
  ['Tue Mar  3 16:05:22 EST 2026', '2026-03-03T21:05:22.000Z'],
  ['Mar 3, 2026 4:05:22 PM', '2026-03-03T16:05:22.000Z'],
  ['Tue, 3 Mar 2026 16:05:22 "GMT"', '2026-03-03T16:05:22.000Z'],
])('the date %s is read', async (date, instant) => {
  expect((await readMail(Buffer.from(`${head}Date: ${date}\r\n\r\nx`))).date?.toISOString()).toBe(instant)
})

test('a file that was written into the text is an attachment, and talk of one is not', async () => {
  const coded = 'begin 644 cat.txt\r\n#0V%T\r\n`\r\nend'
  const reading = await readMail(Buffer.from(`${head}\r\nSee:\r\n\r\n${coded}\r\n\r\nAna\r\n`))
  expect(reading.attachments.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
    ['cat.txt', 'Cat'],
  ])
  expect(reading.text.replace(/\s+/g, ' ').trim()).toBe('See: Ana')
  const talk = await readMail(Buffer.from(`${head}\r\nbegin 644 words\r\nand then they end\r\nend\r\n`))
  expect(talk.attachments).toEqual([])
  expect(talk.text).toContain('and then they end')
})
