import { describe, expect, test } from 'vitest'
import { readMail, type MailReading } from '../reading.ts'
import { enveloped, pgpMessage, signed } from './samples.ts'
import { tnefFile, tnefOf } from './tnef-sample.ts'
import { countCpuTime } from '../../../../../../test/cpu-time.ts'

const basics = 'From: Ana <ana@post.example>\r\nTo: support@shop.example\r\nSubject: x\r\nMIME-Version: 1.0'
const read = (headers: string, body: string | Buffer) =>
  readMail(Buffer.concat([Buffer.from(`${basics}\r\n${headers}\r\n\r\n`), Buffer.from(body)]))
const base64 = (type: string, content: Buffer) =>
  read(
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64`,
    content.toString('base64').replace(/.{76}/g, '$&\r\n'),
  )
const files = ({ attachments }: MailReading) =>
  attachments.map(({ name, content }) => [name, Buffer.from(content).toString('latin1')])

describe('opaque S/MIME', () => {
  test.each([
    'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
    'application/x-pkcs7-mime; name=smime.p7m',
    'application/pkcs7-mime',
    'application/octet-stream; name="smime.p7m"',
  ])('the mail inside %s is read like any other', async (type) => {
    const reading = await base64(type, signed)
    expect(reading.replyText).toBe('Grüße, order 90210.')
    expect(files(reading)).toEqual([['bill.pdf', '%PDF-1.4 bill']])
    expect(reading.opened.encrypted).toBeNull()
  })

  test('as a part among others', async () => {
    const reading = await read(
      'Content-Type: multipart/mixed; boundary=b',
      `--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n${signed.toString('base64')}\r\n--b--`,
    )
    expect(reading.replyText).toMatch(/^See below\.\s+Grüße/)
  })

  test('what is encrypted says to whose key, and stays a file', async () => {
    const reading = await base64('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', enveloped)
    expect(reading.opened.encrypted).toEqual({
      scheme: 'smime',
      keys: ['Ana Meier, 45E765BF72567384DADF4E52B2F6CB5D6CACA69C'],
    })
    expect(reading.attachments.map(({ name }) => name)).toEqual(['smime.p7m'])
  })

  test('cut off or damaged anywhere it is a file, and the mail is read', async () => {
    for (let length = 0; length < signed.length; length += 37) {
      const reading = await base64('application/pkcs7-mime; name="smime.p7m"', signed.subarray(0, length))
      expect(reading.attachments).toHaveLength(1)
    }
    for (let at = 0; at < 300; at++) {
      const damaged = Buffer.from(signed)
      damaged[at]! ^= 0xff
      const reading = await base64('application/pkcs7-mime; name="smime.p7m"', damaged)
      expect(reading.attachments.length + reading.text.length).toBeGreaterThan(0)
    }
  })
})

describe('OpenPGP', () => {
  test('PGP/MIME says to which key', async () => {
    const reading = await read(
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
      `--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n${pgpMessage.replaceAll('\n', '\r\n')}\r\n--b--`,
    )
    expect(reading.opened.encrypted).toEqual({ scheme: 'pgp', keys: ['B3C3057A9C0C1F13'] })
    expect(reading.attachments.map(({ name }) => name)).toContain('encrypted.asc')
  })

  test('so does a message in the text', async () => {
    const reading = await read('Content-Type: text/plain', `Hello,\r\n\r\n${pgpMessage.replaceAll('\n', '\r\n')}\r\n`)
    expect(reading.opened.encrypted).toEqual({ scheme: 'pgp', keys: ['B3C3057A9C0C1F13'] })
  })

  test.each(['', '-----BEGIN PGP MESSAGE-----', pgpMessage.slice(0, 80), pgpMessage.replaceAll('a', '/')])(
    'damaged it names no key, or another (%#)',
    async (text) => {
      const { opened } = await read('Content-Type: text/plain', text === '' ? 'plain words' : text)
      expect(opened.encrypted?.scheme).toBe(text === '' ? undefined : 'pgp')
    },
  )
})

describe('winmail.dat', () => {
  const html =
    "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par \\htmlrtf0 K\\'fcche 7{\\*\\htmltag72 </p>}}"
  const sample = tnefOf({
    rtf: html,
    files: [tnefFile('bill.pdf', Buffer.from('%PDF bill')), tnefFile('Foto Küche.png', Buffer.from('png'))],
  })

  test('its files are the files of the mail', async () => {
    const reading = await read(
      'Content-Type: multipart/mixed; boundary=b',
      `--b\r\nContent-Type: text/plain\r\n\r\nTwo files.\r\n--b\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n${sample.toString('base64')}\r\n--b--`,
    )
    expect(reading.text.trim()).toBe('Two files.')
    expect(files(reading)).toEqual([
      ['bill.pdf', '%PDF bill'],
      ['Foto Küche.png', 'png'],
    ])
  })

  test('its text is shown where there is no other', async () => {
    const reading = await base64('application/octet-stream; name="winmail.dat"', sample)
    expect(reading.html).toContain('<p>Küche 7')
    expect(reading.text.trim()).toBe('Küche 7')
    const plain = await base64(
      'application/vnd.ms-tnef',
      tnefOf({ rtf: '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}One\\par Two \\u8364?}', files: [] }),
    )
    expect(plain.text).toBe('One\nTwo €')
    const body = await base64('application/ms-tnef', tnefOf({ body: 'Plain words', files: [] }))
    expect(body.text).toBe('Plain words')
  })

  test('NUL inside its texts and names is no NUL in ours', async () => {
    const reading = await base64(
      'application/ms-tnef',
      tnefOf({ body: 'One\0Two', files: [tnefFile('a\0b.txt', Buffer.from('x'))] }),
    )
    expect(reading.text).toBe('OneTwo')
    expect(reading.attachments[0]!.name).not.toContain('\0')
    const plain = await base64('application/ms-tnef', tnefOf({ rtf: "{\\rtf1 One\\'00Two\\u0?}", files: [] }))
    expect(plain.text).toBe('OneTwo')
    const card = await read(
      'Content-Type: text/vcard',
      'BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:A=00B\r\nEND:VCARD',
    )
    expect(JSON.stringify(card.opened)).not.toContain('\\u0000')
  })

  test('cut off anywhere, and with lengths that lie, it is read in bounded time', async () => {
    const spentMs = countCpuTime()
    for (let length = 0; length < sample.length; length += 11) {
      const reading = await base64('application/ms-tnef; name=winmail.dat', sample.subarray(0, length))
      expect(reading.problems.length + reading.attachments.length + reading.text.length).toBeGreaterThanOrEqual(0)
    }
    for (let at = 0; at < sample.length; at++) {
      const lying = Buffer.from(sample)
      lying.writeUInt8(0xff, at)
      await base64('application/ms-tnef; name=winmail.dat', lying)
    }
    expect(spentMs()).toBeLessThan(10_000)
  })

  test('what is none stays the file that it is', async () => {
    const reading = await base64('application/ms-tnef; name=winmail.dat', Buffer.from('no such thing'))
    expect(files(reading)).toEqual([['winmail.dat', 'no such thing']])
  })

  test('a bomb of files is cut at the limit', async () => {
    const bomb = tnefOf({ files: Array.from({ length: 3000 }, (_, i) => tnefFile(`${i}.txt`, Buffer.from('x'))) })
    const reading = await base64('application/ms-tnef', bomb)
    expect(reading.attachments).toHaveLength(250)
    expect(reading.problems.join(' ')).toContain('too many attachments')
  })
})

describe('files in the middle of a text', () => {
  const uu = 'begin 644 a.bin\r\n$``$"`P``\r\n`\r\nend\r\n'
  const bytes = '\0\u0001\u0002\u0003'

  test.each([
    ['between words', 'Content-Type: text/plain', `Hello\r\n${uu}Bye`, /^Hello\s+Bye$/],
    [
      'with a wide mode and a blank at the end',
      'Content-Type: text/plain',
      `Hello\r\n${uu.replace('644', '100644').replace('end', 'end ')}Bye`,
      /^Hello\s+Bye$/,
    ],
    [
      'as base64',
      'Content-Type: text/plain',
      'Hello\r\nbegin-base64 644 a.bin\r\nAAECAw==\r\n====\r\nBye',
      /^Hello\s+Bye$/,
    ],
    [
      'in a text that is encoded as one',
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode',
      `Hello\r\n${uu}Bye`,
      /^Hello\s+Bye$/,
    ],
    [
      'with words around it, as a file',
      'Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: x-uuencode',
      `Hello\r\n${uu}Bye`,
      /^Hello\s+Bye$/,
    ],
    ['as a part of its own type', 'Content-Type: application/x-uuencode; name=a.bin', uu, /^$/],
    [
      'in yEnc',
      'Content-Type: text/plain',
      Buffer.from(`Hello\r\n=ybegin line=128 size=4 name=a.bin\r\n*+,-\r\n=yend size=4\r\nBye`, 'latin1'),
      /^Hello\s+Bye$/,
    ],
  ])('%s', async (_name, headers, body, text) => {
    const reading = await read(headers, body)
    expect(files(reading)).toEqual([['a.bin', bytes]])
    expect(reading.text.trim()).toMatch(text)
  })

  test.each([
    '=ybegin line=1 size=1 name=x\r\n'.repeat(200_000),
    'begin 644 x\r\n'.repeat(200_000),
    `begin 644 x\r\n${'\n'.repeat(3_000_000)}`,
    `begin 644 x\r\n${`M${'0'.repeat(60)}\r\n`.repeat(100_000)}`,
  ])('a bomb of beginnings costs little (%#)', async (body) => {
    const spentMs = countCpuTime()
    const reading = await read('Content-Type: text/plain', body)
    expect(spentMs()).toBeLessThan(5000)
    expect(reading.text.length + reading.attachments.length).toBeGreaterThan(0)
  })

  test('all bytes come through yEnc', async () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const coded = [...all].flatMap((byte) => {
      const shifted = (byte + 42) & 255
      return [0, 10, 13, 61].includes(shifted) ? [61, (shifted + 64) & 255] : [shifted]
    })
    const reading = await read(
      'Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit',
      Buffer.concat([
        Buffer.from('=ybegin line=300 size=256 name=all.bin\r\n'),
        Buffer.from(coded),
        Buffer.from('\r\n=yend size=256\r\n'),
      ]),
    )
    expect(Buffer.from(reading.attachments[0]!.content).equals(all)).toBe(true)
  })

  test('one that is cut off is what was there', async () => {
    const line = `M${'0'.repeat(60)}`
    const reading = await read('Content-Type: text/plain', `Hello\r\nbegin 644 a.bin\r\n${`${line}\r\n`.repeat(5)}`)
    expect(reading.attachments).toMatchObject([{ name: 'a.bin', sizeBytes: 225 }])
    expect(reading.problems.join(' ')).toContain('cut off')
  })

  test.each([
    'begin 644 a.bin\r\nthis is prose, not code\r\nend',
    'begin 2000 words\r\n\r\nWe wait.',
    '=ybegin line=1 size=1 name=x\r\nno end',
    'begin 644 x',
  ])('prose stays (%#)', async (body) => {
    const reading = await read('Content-Type: text/plain', body)
    expect(reading.attachments).toEqual([])
    expect(reading.text.replaceAll('\n', '\r\n').trim()).toBe(body)
  })
})

describe('mails within mails', () => {
  test('a saved mail is opened, under whatever type it is sent', async () => {
    const inner = 'From: Bo <bo@post.example>\r\nSubject: Old\r\nMessage-ID: <1@x>\r\n\r\nold words'
    for (const type of ['application/octet-stream', 'message/rfc822', 'text/plain']) {
      const reading = await read(
        'Content-Type: multipart/mixed; boundary=b',
        `--b\r\n\r\nSee it.\r\n--b\r\nContent-Type: ${type}; name=old.eml\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(inner).toString('base64')}\r\n--b--`,
      )
      expect(reading.replyText).toMatch(/^See it\.[^]*Subject: Old\n\nold words$/)
      expect(files(reading)).toEqual([['old.eml', inner]])
    }
  })

  test('six containers, one in the other, lose nothing', async () => {
    let content = signed
    let type = 'application/pkcs7-mime'
    for (let i = 0; i < 5; i++) {
      const entity = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n\r\nlevel ${i}\r\n--b${i}\r\nContent-Type: ${type}; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n--b${i}--\r\n`
      content = Buffer.from(i % 2 === 0 ? `From: a@b.test\r\nMessage-ID: <${i}@x>\r\n${entity}` : entity)
      type = i % 2 === 0 ? 'message/rfc822' : 'multipart/mixed; boundary=b1'
      if (i % 2 === 1) type = 'message/rfc822'
    }
    const reading = await base64('message/rfc822', content)
    for (const level of ['level 4', 'level 3', 'level 2']) expect(reading.text).toContain(level)
    expect(reading.attachments[0]!.sizeBytes).toBe(content.length)
  })

  test('signatures around signatures end at the depth of parts', async () => {
    // SEQUENCE { OID signedData, [0] { SEQUENCE { 1, {}, SEQUENCE { OID data, [0] OCTET STRING } } } }
    const tlv = (tag: number, ...inner: Buffer[]) => {
      const body = Buffer.concat(inner)
      return Buffer.concat([
        Buffer.from([tag, 0x83, body.length >> 16, (body.length >> 8) & 255, body.length & 255]),
        body,
      ])
    }
    const oid = (last: number) => Buffer.from([6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, last])
    const sign = (content: Buffer) =>
      tlv(
        0x30,
        oid(2),
        tlv(0xa0, tlv(0x30, Buffer.from([2, 1, 1]), tlv(0x31), tlv(0x30, oid(1), tlv(0xa0, tlv(4, content))))),
      )
    let content = Buffer.from('\r\nthe words')
    for (let i = 0; i < 60; i++) {
      content = Buffer.concat([Buffer.from('Content-Type: application/pkcs7-mime\r\n\r\n'), sign(content)])
    }
    const reading = await read('Content-Type: application/pkcs7-mime', sign(content))
    expect(reading.problems.join(' ')).toContain('nested too deep')
    expect(reading.attachments).toHaveLength(1)
  })
})
