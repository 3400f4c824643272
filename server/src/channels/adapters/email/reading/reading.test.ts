import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { describeReading, MailUnreadable, readMail } from './reading.ts'

/** A mail as it comes over the wire. */
function mail(headers: string[], body: string | Buffer = 'Hello'): Buffer {
  return Buffer.concat([
    Buffer.from(`${headers.join('\r\n')}\r\n\r\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body) : body,
  ])
}

const from = 'From: Ana Costa <ana@post.example>'
const basics = [
  from,
  'To: help@shop.example',
  'Subject: My order',
  'Message-ID: <1@post.example>',
  'Date: Mon, 5 Jan 2026 09:00:00 +0100',
]

function multipart(type: string, parts: string[], boundary = 'b'): [string[], string] {
  return [
    [...basics, `Content-Type: ${type}; boundary="${boundary}"`],
    parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('') + `--${boundary}--\r\n`,
  ]
}

describe('what cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \r\n\r\n '],
    ['zeros', '\0\0\0'],
  ])('%s is refused', async (_, raw) => {
    await expect(readMail(Buffer.from(raw))).rejects.toThrow(MailUnreadable)
  })

  test('a mail over the size limit is refused with a sentence', async () => {
    const raw = mail(basics, 'x'.repeat(3000))
    await expect(readMail(raw, { limits: { rawBytes: 2000 } })).rejects.toThrow(/^The mail is larger than/)
  })
})

describe('broken mail is read and says what was broken', () => {
  test('a mail without From is still a mail', async () => {
    const reading = await readMail(mail(['Subject: Lost'], 'Where is it?'))
    expect(reading).toMatchObject({
      from: null,
      subject: 'Lost',
      replyText: 'Where is it?',
      kind: 'human',
      mayAutoReply: false,
    })
    expect(reading.problems).toContain('There is no From field.')
  })

  test.each(['undisclosed', '<>', 'ana@', '@post.example', '=?utf-8?B?YW5hQGV2aWwuZXhhbXBsZQ==?='])(
    'a From of %j is no address and invents none',
    async (value) => {
      expect((await readMail(mail([`From: ${value}`]))).from).toBeNull()
    },
  )

  test('a second From and a second Message-ID change nothing and are told', async () => {
    const reading = await readMail(mail([...basics, 'From: boss@shop.example', 'Message-ID: <2@evil.example>']))
    expect(reading.from?.address).toBe('ana@post.example')
    expect(reading.messageId).toBe('1@post.example')
    expect(reading.problems).toEqual([
      'There is more than one From field; the first one counts.',
      'There is more than one Message-ID; the first one counts.',
    ])
  })

  test.each([
    ['Mon, 5 Jan 2026 09:00:00 +0100', '2026-01-05T08:00:00.000Z'],
    ['5 Jan 26 09:00 EST', '2026-01-05T14:00:00.000Z'],
    ['Wed, 11 Feb 98 11:51 CST', '1998-02-11T17:51:00.000Z'],
    ['Mon, 5 Jan 2026 09:00:00 GMT (comment)', '2026-01-05T09:00:00.000Z'],
    ['2026-01-05T09:00:00Z', '2026-01-05T09:00:00.000Z'],
    ['Malformed Date.', undefined],
    ['Mon, 99 Foo 2026 99:99', undefined],
    ['9'.repeat(5000), undefined],
  ])('the date %j', async (date, expected) => {
    expect((await readMail(mail([from, `Date: ${date}`]))).date?.toISOString()).toBe(expected)
  })

  test('references are kept once, in order, and bounded from both ends', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `<${i}@post.example>`)
    const { references, inReplyTo, problems } = await readMail(
      mail([
        ...basics,
        `References: ${ids[0]} ${ids.join('\r\n ')}`,
        'In-Reply-To: Your mail of Monday <9@shop.example>',
      ]),
    )
    expect(references).toHaveLength(100)
    expect(references[0]).toBe('0@post.example')
    expect(references.at(-1)).toBe('499@post.example')
    expect(inReplyTo).toEqual(['9@shop.example'])
    expect(problems).toContain('There were too many references; the first and the last were kept.')
  })

  test('ten thousand recipients are bounded', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `Person ${i} <person${i}@post.example>`).join(',\r\n ')
    const reading = await readMail(mail([...basics, `Cc: ${many}`]))
    expect(reading.cc.length).toBe(200)
    expect(reading.problems).toContain('A list of addresses was too long and was read in part.')
  })

  test('NUL bytes and half surrogates never reach a text', async () => {
    const reading = await readMail(
      mail([from, 'Subject: a\0b', 'X-A: \0'], Buffer.from('Hel\0lo \xed\xa0\x80 there', 'latin1')),
    )
    expect(JSON.stringify(describeReading(reading))).not.toContain('\\u0000')
    expect(reading.subject).toBe('ab')
    expect(reading.text.isWellFormed()).toBe(true)
    expect(reading.problems).toContain('NUL characters were removed.')
  })

  test('an encoded line break in a subject or a name starts no header', async () => {
    const reading = await readMail(
      mail([
        'From: =?utf-8?Q?Ana=0D=0ABcc:_x@evil.example?= <ana@post.example>',
        'Subject: =?utf-8?Q?Hi=0D=0A=0D=0Abody?=',
      ]),
    )
    expect(reading.from).toEqual({ name: 'Ana Bcc: x@evil.example', address: 'ana@post.example' })
    expect(reading.subject).toBe('Hi body')
  })

  test('direction tricks are taken out of names of people and files', async () => {
    const [headers, body] = multipart('multipart/mixed', [
      'Content-Type: text/plain\r\n\r\nSee',
      "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''..%2F..%2Fetc%2Finvoice%E2%80%AEfdp.exe\r\n\r\nx",
    ])
    const reading = await readMail(
      mail(
        [
          `From: =?utf-8?B?${Buffer.from('Ana\u202e moc').toString('base64')}?= <ana@post.example>`,
          ...headers.slice(1),
        ],
        body,
      ),
    )
    expect(reading.from?.name).toBe('Ana moc')
    expect(reading.attachments[0]?.name).toBe('invoicefdp.exe')
    expect(reading.problems).toContain('A path was removed from a file name.')
  })

  test.each([
    ['C:\\Users\\ana\\photo.jpg', 'photo.jpg'],
    ['../../.htaccess', 'htaccess'],
    ['con.txt', '_con.txt'],
    ['a<b>:c|d?.pdf', 'a_b__c_d_.pdf'],
    ['   ', 'attachment-1.pdf'],
    [`${'x'.repeat(5000)}.pdf`, `${'x'.repeat(176)}.pdf`],
  ])('a file named %j gets a safe name', async (given, safe) => {
    const [headers, body] = multipart('multipart/mixed', [
      `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="${given.replaceAll('\\', '\\\\')}"\r\n\r\nx`,
    ])
    expect((await readMail(mail(headers, body))).attachments[0]?.name).toBe(safe)
  })

  test('a missing empty line loses neither fields nor text', async () => {
    const reading = await readMail(
      Buffer.from('From: ana@post.example\r\nSubject: Broken\r\nDear team,\r\nNote: it is late.\r\n\r\nAna'),
    )
    expect(reading).toMatchObject({ subject: 'Broken', text: 'Dear team,\nNote: it is late.\n\nAna' })
  })

  test('a subject broken in two keeps the fields below it and its other half', async () => {
    const reading = await readMail(
      Buffer.from('Subject: a very long\r\nsubject indeed\r\nFrom: ana@post.example\r\n\r\nHello'),
    )
    expect(reading.from?.address).toBe('ana@post.example')
    expect(reading.text).toBe('subject indeed\n\nHello')
  })

  test('line ends of any kind are line ends', async () => {
    const lines = ['From: ana@post.example', 'Subject: Hi', '', 'One', 'Two']
    for (const end of ['\r\n', '\n', '\r', '\r\r\n']) {
      expect(await readMail(Buffer.from(lines.join(end)))).toMatchObject({ subject: 'Hi', text: 'One\nTwo' })
    }
  })

  test('a multipart without a boundary, or with a wrong one, still shows its parts', async () => {
    for (const type of ['multipart/mixed', 'multipart/mixed; boundary="other"']) {
      const [, body] = multipart('x/y', [
        'Content-Type: text/plain\r\n\r\nHello',
        'Content-Type: image/png; name=a.png\r\n\r\npng',
      ])
      const reading = await readMail(mail([...basics, `Content-Type: ${type}`], body))
      expect(reading.text).toBe('Hello')
      expect(reading.attachments.map(({ name }) => name)).toEqual(['a.png'])
      expect(reading.problems).toContain('A multipart named no boundary, or a wrong one; it was found in the text.')
    }
  })

  test('a multipart that is not closed loses nothing', async () => {
    const reading = await readMail(
      mail([...basics, 'Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\nHello\r\n--b\r\n\r\nagain'),
    )
    expect(reading.text).toBe('Hello\n\nagain')
  })
})

describe('text', () => {
  test.each([
    ['utf-8', Buffer.from('Grüße', 'utf8'), []],
    ['iso-8859-1', Buffer.from('Grüße', 'latin1'), []],
    ['iso-8859-1', Buffer.from('Grüße', 'utf8'), ['Text labelled iso-8859-1 was UTF-8.']],
    ['utf-8', Buffer.from('Grüße', 'latin1'), ['Text in no known encoding was read as windows-1252.']],
    ['us-ascii', Buffer.from('Grüße', 'utf8'), []],
    ['x-made-up', Buffer.from('Grüße', 'utf8'), ['Text labelled with an unknown encoding was guessed.']],
    ['utf-7', Buffer.from('Gr+APwA3w-e', 'latin1'), []],
  ])('labelled %s', async (charset, bytes, problems) => {
    const reading = await readMail(mail([...basics, `Content-Type: text/plain; charset=${charset}`], bytes))
    expect(reading.text).toBe('Grüße')
    expect(reading.problems).toEqual(problems)
  })

  test('Japanese in ISO-2022-JP and Russian in KOI8-R', async () => {
    const japanese = Buffer.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42])
    expect((await readMail(mail([...basics, 'Content-Type: text/plain; charset=iso-2022-jp'], japanese))).text).toBe(
      '日本',
    )
    const russian = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])
    expect((await readMail(mail([...basics, 'Content-Type: text/plain; charset=koi8-r'], russian))).text).toBe('Привет')
  })

  test('quoted-printable with broken escapes and blanks behind soft breaks', async () => {
    const reading = await readMail(
      mail([...basics, 'Content-Transfer-Encoding: quoted-printable'], '1=2B1=3D2 a=zz so=  \r\nft=\r\n end='),
    )
    expect(reading.text).toBe('1+1=2 a=zz soft end')
  })

  test('base64 with a footer that a list appended in the clear', async () => {
    const reading = await readMail(
      mail([...basics, 'Content-Transfer-Encoding: base64'], 'SGVsbG8=\r\n\r\n_____ A list, its footer.'),
    )
    expect(reading.text).toBe('Hello\n_____ A list, its footer.')
  })

  test('flowed text is joined within its quote depth', async () => {
    const reading = await readMail(
      mail(
        [...basics, 'Content-Type: text/plain; format=flowed'],
        'I want \r\nit back.\r\n\r\n> You wrote \r\n> this.\r\n>> deeper\r\n-- \r\nAna',
      ),
    )
    expect(reading.text).toBe('I want it back.\n\n> You wrote this.\n>> deeper\n-- \nAna')
    expect(reading).toMatchObject({ replyText: 'I want it back.', signature: '-- \nAna' })
  })

  test('a plain part that only says "use HTML" gives way to the HTML', async () => {
    const html = `<p>${'My parcel is late. '.repeat(20)}</p>`
    const [headers, body] = multipart('multipart/alternative', [
      'Content-Type: text/plain\r\n\r\nThis message needs an HTML viewer.',
      `Content-Type: text/html\r\n\r\n${html}`,
    ])
    const reading = await readMail(mail(headers, body))
    expect(reading.text).toMatch(/^My parcel is late\./)
    expect(reading.html).toContain('<p>My parcel')
  })

  test('text over the limit is cut and attached whole', async () => {
    const reading = await readMail(mail(basics, 'y'.repeat(5000)), { limits: { textChars: 1000 } })
    expect(reading.text).toHaveLength(1000)
    expect(reading.attachments).toMatchObject([{ mediaType: 'text/plain', sizeBytes: 5000 }])
    expect(reading.problems).toContain('A text was too long to show; it is attached whole.')
  })
})

describe('attachments', () => {
  test('keep their bytes, whatever the encoding', async () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 7) & 255))
    const [headers, body] = multipart('multipart/mixed', [
      'Content-Type: text/plain\r\n\r\nHere it is.',
      `Content-Type: application/pdf; name="=?utf-8?Q?Rechnung_f=C3=BCr_Ana.pdf?="\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64').replace(/.{76}/g, '$&\r\n')}`,
    ])
    const [attachment] = (await readMail(mail(headers, body))).attachments
    expect(attachment).toMatchObject({
      name: 'Rechnung für Ana.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1000,
      inline: false,
    })
    expect(Buffer.from(attachment!.content).equals(bytes)).toBe(true)
    expect(attachment!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('images of the HTML are inline and carry their content id', async () => {
    const [headers, body] = multipart('multipart/related', [
      'Content-Type: text/html\r\n\r\n<img src="cid:logo@post">',
      'Content-Type: image/png\r\nContent-ID: <logo@post>\r\n\r\npng',
    ])
    expect((await readMail(mail(headers, body))).attachments).toMatchObject([
      { name: 'attachment-1.png', contentId: 'logo@post', inline: true },
    ])
  })

  test('an attached mail is kept whole, and its text and files are shown', async () => {
    const inner = [
      'From: Ben <ben@post.example>',
      'Subject: Original',
      'Content-Type: multipart/mixed; boundary=i',
      '',
      '--i\r\n\r\nThe original words\r\n--i\r\nContent-Type: application/pdf; name=inner.pdf\r\n\r\npdf\r\n--i--',
    ].join('\r\n')
    for (const [encoding, content] of [
      ['7bit', inner],
      ['base64', Buffer.from(inner).toString('base64')],
    ] as const) {
      const [headers, body] = multipart('multipart/mixed', [
        'Content-Type: text/plain\r\n\r\nPlease look',
        `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${content}`,
      ])
      const reading = await readMail(mail(headers, body))
      expect(reading.attachments.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
        ['attachment-1.eml', inner.length],
        ['inner.pdf', 3],
      ])
      expect(reading.replyText).toMatch(
        /^Please look\n\n-+ Forwarded message -+\nFrom: Ben <ben@post.example>\nSubject: Original\n\nThe original words/,
      )
    }
  })

  test('one that is declared an attachment is opened too', async () => {
    const [headers, body] = multipart('multipart/mixed', [
      'Content-Type: text/plain\r\n\r\nSee attached',
      'Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=old.eml\r\n\r\nSubject: Old\r\n\r\nold words',
    ])
    expect(await readMail(mail(headers, body))).toMatchObject({
      text: 'See attached\n\n---------- Forwarded message ----------\nSubject: Old\n\nold words',
      attachments: [{ name: 'old.eml' }],
    })
  })
})

test('a description holds no attachment content', async () => {
  const [headers, body] = multipart('multipart/mixed', ['Content-Type: image/png; name=a.png\r\n\r\npng'])
  const described = describeReading(await readMail(mail(headers, body)))
  expect(described).toMatchObject({
    kind: 'human',
    from: { address: 'ana@post.example' },
    subject: 'My order',
    references: [],
  })
  expect(described.attachments).toEqual([
    {
      name: 'a.png',
      mediaType: 'image/png',
      sizeBytes: 3,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      contentId: null,
      inline: false,
    },
  ])
  expect(described).not.toHaveProperty('bounce')
})
