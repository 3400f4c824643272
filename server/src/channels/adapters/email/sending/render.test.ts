import { array, assert, asyncProperty, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outboundMessage } from '../../../../../test/mail/email-channel.ts'
import type { OutboundMessage } from '../../../contract.ts'
import { readMail } from '../reading/reading.ts'
import { EmailSettings } from '../settings.ts'
import { chainOf, subjectOf } from './chain.ts'
import { renderMail, type LoadedAttachment } from './render.ts'

type Typed = Parameters<typeof EmailSettings.parse>[0]

async function render(
  fields: Partial<OutboundMessage> = {},
  typed: Typed = { senderName: 'Shop' },
  attachments: LoadedAttachment[] = [],
) {
  const channel = { id: 'channel-1', settings: EmailSettings.parse(typed), from: 'help@shop.example' }
  const mail = await renderMail(outboundMessage(fields), attachments, channel)
  const text = mail.raw.toString()
  return { ...mail, text, header: text.slice(0, text.indexOf('\r\n\r\n')), reading: await readMail(mail.raw) }
}

const earlier = (reference: string, direction: 'in' | 'out' = 'in', subject: string | null = 'Parcel') => ({
  reference,
  direction,
  subject,
  to: ['help@shop.example'],
})

const picture: LoadedAttachment = {
  name: 'map.png',
  mediaType: 'image/png',
  sizeBytes: 4,
  inline: true,
  contentId: 'map@desk',
  content: Buffer.from('PNG!'),
}

describe('a mail that leaves', () => {
  test('has text and HTML, says who writes for whom, and can be answered', async () => {
    const { reading, header, envelope, messageId } = await render()
    expect(reading).toMatchObject({
      kind: 'human',
      from: { name: 'Maria via Shop', address: 'help@shop.example' },
      to: [{ name: 'Ana Costa', address: 'ana@mail.example' }],
      replyTo: [{ name: 'Maria via Shop', address: 'help+r.k5p2qx7m3d@shop.example' }],
      subject: 'Where is my parcel?',
      messageId,
      text: expect.stringContaining('your parcel is on its way.'),
      html: '<p>Dear Ana,</p>\n<p>your parcel is on its way.</p>',
      date: new Date('2026-03-04T09:30:00Z'),
    })
    expect(envelope).toEqual({ from: 'help@shop.example', to: ['ana@mail.example'] })
    expect(header).toContain('X-Throughline-Channel: channel-1')
    expect(header).not.toMatch(/Auto-Submitted|nodemailer|X-Mailer/i)
  })

  test('is signed by the person, and below by the channel or else the company, in one block', async () => {
    const business = { name: 'Shop', signature: 'Shop Ltd', language: 'en' }
    const authorSignature = ' Maria <b>\nSupport '
    const own = await render({ authorSignature, business })
    expect(own.reading.text).toMatch(/\n-- \nMaria <b>\nSupport\n\nShop Ltd\n*$/)
    expect(own.reading.html).toContain('Maria &lt;b&gt;')
    expect(own.reading.text.match(/^-- $/gm)).toHaveLength(1)
    const ofChannel = await render({ authorSignature, business }, { senderName: 'Shop', signature: 'Help desk' })
    expect(ofChannel.reading.text).toMatch(/\n-- \nMaria <b>\nSupport\n\nHelp desk\n*$/)
    expect((await render({ authorSignature })).reading.text).toMatch(/\n-- \nMaria <b>\nSupport\n*$/)
    expect((await render({ authorSignature: ' \n ' })).reading.text).not.toContain('-- ')
  })

  test('is the same to the byte the second time', async () => {
    const fields = {
      cc: ['bo@mail.example'],
      earlier: [earlier('1@mail.example')],
      html: '<p>Hi <img src="cid:map@desk"></p>',
    }
    const file = { ...picture, inline: false, contentId: null, name: 'a.pdf', mediaType: 'application/pdf' }
    const first = await render(fields, {}, [picture, file])
    const second = await render(fields, {}, [picture, file])
    expect(second.raw.equals(first.raw)).toBe(true)
    const other = await render({ ...fields, messageKey: 'f'.repeat(44) }, {}, [picture, file])
    expect(other.messageId).not.toBe(first.messageId)
  })

  test('by a machine says so to other machines, and still wants to hear of failed delivery', async () => {
    const first = await render({ automatic: true })
    expect(first.header).toContain('Auto-Submitted: auto-generated')
    expect(first.reading.from!.name).toBe('Shop')
    const reply = await render({ automatic: true, earlier: [earlier('1@mail.example')] })
    expect(reply.header).toContain('Auto-Submitted: auto-replied')
    expect(reply.header).toContain('X-Auto-Response-Suppress: OOF, AutoReply')
    expect(reply.reading.kind).toBe('auto-reply')
  })

  test('carries pictures within its HTML and files beside it', async () => {
    const file = { ...picture, inline: false, contentId: null, name: 'Räçhnung "1".pdf', mediaType: 'application/pdf' }
    const { reading, text } = await render({ html: '<p><img src="cid:map@desk"></p>' }, {}, [picture, file])
    expect(reading.attachments.map(({ name, inline, contentId }) => ({ name, inline, contentId }))).toEqual([
      { name: 'map.png', inline: true, contentId: 'map@desk' },
      // Quotes are not a part of the name under which the file is saved.
      { name: 'Räçhnung _1_.pdf', inline: false, contentId: null },
    ])
    expect(reading.attachments.map(({ content }) => Buffer.from(content).toString())).toEqual(['PNG!', 'PNG!'])
    expect(text).toMatch(/multipart\/related/)
  })

  test('has the signature of the channel below the text, in both forms', async () => {
    const { reading } = await render({}, { signature: 'Shop Ltd.\nMain St. <1>' })
    expect(reading.text).toMatch(/on its way\.\n\n-- \nShop Ltd\.\nMain St\. <1>/)
    expect(reading.html).toContain('<p>Shop Ltd.<br>Main St. &lt;1&gt;</p>')
  })

  test('without signed reply addresses, or with a token too long for servers, is answered at its sender', async () => {
    expect((await render({}, { replyAddressing: false })).header).not.toContain('Reply-To')
    expect((await render({}, { imap: { host: 'i.example', user: 'u' } })).header).not.toContain('Reply-To')
    expect((await render({ replyToken: 'x'.repeat(80) })).header).not.toContain('Reply-To')
  })

  test('has a text also when only HTML was written', async () => {
    const { reading } = await render({ text: '', html: '<p>Dear Ana,</p><p>it is on its way.</p>' })
    expect(reading.text).toContain('Dear Ana,')
    expect(reading.html).toBe('<p>Dear Ana,</p><p>it is on its way.</p>')
  })

  test('keeps its markup as text when it was text', async () => {
    const { reading } = await render({ text: '<script>alert(1)</script> & "quotes"\nnext line' })
    expect(reading.html).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;<br>next line</p>')
  })
})

describe('the header', () => {
  const evil = 'x\r\nBcc: everyone@mail.example\r\n\r\nbody'

  test('can’t be added to by names, subjects or references', async () => {
    const { header, envelope, reading } = await render(
      {
        subject: evil,
        authorName: evil,
        to: { kind: 'email', value: 'ana@mail.example', name: evil },
        earlier: [
          earlier('1@mail.example\r\nBcc: x@y.example'),
          earlier('<2@mail.example>'),
          earlier('3@mail.example'),
        ],
      },
      { senderName: 'Shop' },
      [{ ...picture, name: evil, contentId: evil, mediaType: `image/png\r\nBcc: x@y.example` }],
    )
    expect(header.split('\r\n').filter((line) => /^bcc/i.test(line))).toEqual([])
    expect(envelope.to).toEqual(['ana@mail.example'])
    expect(reading.references).toEqual(['3@mail.example'])
  })

  test.each([
    'ana@mail.example, bo@mail.example',
    'ana@mail.example\r\nRCPT TO:<bo@mail.example>',
    'Ana <ana@mail.example>',
    'ana',
    'ana@',
    '@mail.example',
    '',
  ])('and the envelope take no address like %j', async (value) => {
    const to = { kind: 'email', value, name: null }
    await expect(render({ to })).rejects.toMatchObject({ kind: 'permanent', code: 'invalid_address' })
    await expect(render({ cc: [value] })).rejects.toMatchObject({ kind: 'permanent', code: 'invalid_address' })
  })

  test('has no line longer than servers take, whatever is in it', async () => {
    const words = string({
      maxLength: 300,
      unit: constantFrom('a', ' ', 'é', '漢', '😀', '\r', '\n', '"', '<', ',', '=', '?'),
    })
    await assert(
      asyncProperty(words, words, async (subject, name) => {
        const { header, envelope } = await render({ subject, authorName: name, to: { ...outboundMessage().to, name } })
        expect(Math.max(...header.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
        expect(header).toMatch(/^(?:[!-9;-~]+:|[ \t])[^\r\n]*(?:\r\n(?:[!-9;-~]+:|[ \t])[^\r\n]*)*$/)
        expect(envelope.to).toEqual(['ana@mail.example'])
      }),
    )
    for (const subject of ['é'.repeat(900), 'a'.repeat(900), '漢字 '.repeat(300), '=?utf-8?q?x?= '.repeat(60)]) {
      const { header, reading } = await render({ subject, authorName: subject })
      expect(Math.max(...header.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
      expect(reading.subject.slice(0, 100)).toBe(subject.trim().slice(0, 100))
    }
  })

  test('writes domains beyond ASCII the way mail does', async () => {
    const { header, envelope } = await render({ to: { kind: 'email', value: 'Ana@Bücher.example', name: 'Änne' } })
    expect(envelope.to).toEqual(['ana@xn--bcher-kva.example'])
    expect(header).toContain('<ana@xn--bcher-kva.example>')
  })

  test('names each other recipient once, and the customer only as such', async () => {
    const cc = ['bo@mail.example', 'BO@mail.example', 'ana@mail.example']
    const { reading, envelope } = await render({ cc })
    expect(reading.cc.map(({ address }) => address)).toEqual(['bo@mail.example'])
    expect(envelope.to).toEqual(['ana@mail.example', 'bo@mail.example'])
  })

  test('refuses the address that stands for a sender who was not named', async () => {
    const to = { kind: 'email', value: 'unknown-abc@missing-sender.invalid', name: null }
    await expect(render({ to })).rejects.toMatchObject({ kind: 'permanent', addressIsDead: true })
  })
})

describe('the chain', () => {
  test('answers the customer’s last mail, and names it last', () => {
    const chain = chainOf([earlier('a@x'), earlier('b@y', 'out'), earlier('c@x'), earlier('d@y', 'out')])
    expect(chain).toEqual({ inReplyTo: 'c@x', references: ['a@x', 'b@y', 'd@y', 'c@x'] })
  })

  test('answers our own when the customer has not written', () => {
    expect(chainOf([earlier('a@y', 'out'), earlier('b@y', 'out')])).toEqual({
      inReplyTo: 'b@y',
      references: ['a@y', 'b@y'],
    })
  })

  test('of two hundred mails keeps the root and the newest', () => {
    const all = Array.from({ length: 200 }, (_, i) => earlier(`${i}@x`))
    const { references } = chainOf(all)
    expect(references[0]).toBe('0@x')
    expect(references.slice(1)).toEqual(all.slice(180).map(({ reference }) => reference))
  })

  test('with nothing before it is none', () => {
    expect(chainOf([])).toEqual({ inReplyTo: null, references: [] })
    expect(chainOf([earlier('not an id'), earlier('')])).toEqual({ inReplyTo: null, references: [] })
  })

  test('never names one mail twice', () => {
    const ids = array(constantFrom('a@x', 'b@x', 'c@x', 'bad id', '<d@x>'), { maxLength: 60 })
    assert(
      property(ids, (references) => {
        const chain = chainOf(references.map((reference) => earlier(reference)))
        expect(new Set(chain.references).size).toBe(chain.references.length)
        expect(chain.references.at(-1) ?? null).toBe(chain.inReplyTo)
      }),
    )
  })
})

describe('the subject', () => {
  test.each([
    ['Parcel', 'Re: Parcel'],
    ['Re: Parcel', 'Re: Parcel'],
    ['RE: AW: Antw: re[2]: Parcel', 'Re: Parcel'],
    ['回复：Parcel', 'Re: Parcel'],
    ['Fwd: Parcel', 'Re: Fwd: Parcel'],
    ['Report: Re: numbers', 'Re: Report: Re: numbers'],
    ['Re:', 'Re: your message'],
  ])('%j is answered with %j', (subject, expected) => {
    expect(subjectOf(outboundMessage({ subject: null, earlier: [earlier('1@x', 'in', subject)] }))).toBe(expected)
    expect(subjectOf(outboundMessage({ subject, earlier: [earlier('1@x', 'in', 'Other')] }))).toBe(expected)
  })

  test('of a first mail is as it was written, or its first words', () => {
    expect(subjectOf(outboundMessage({ subject: 'Your order' }))).toBe('Your order')
    expect(subjectOf(outboundMessage({ subject: null, text: 'Hello Ana\nmore' }))).toBe('Hello Ana')
    const long = subjectOf(outboundMessage({ subject: null, text: 'word '.repeat(50) }))
    expect(long.length).toBeLessThanOrEqual(71)
  })
})
