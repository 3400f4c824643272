import { assert, asyncProperty, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailChannel, mail } from '../../../../../test/mail/email-channel.ts'
import { ChannelError, type InboundEvent, type InboundMessageEvent, type ProviderRequest } from '../../../contract.ts'
import { receiveMail } from './receiving.ts'

type Typed = NonNullable<Parameters<typeof emailChannel>[0]>
type Envelope = NonNullable<ProviderRequest['envelope']>

const bySmtp: Envelope = {
  from: 'ana@mail.example',
  to: ['help@shop.example'],
  remoteAddress: '127.0.0.1',
  source: 'smtp',
}
const byImap: Envelope = { from: '', to: [], remoteAddress: null, source: 'imap' }
const shop = { address: 'help@shop.example', addresses: ['help@shop.example'] }

async function receive(
  raw: string | Uint8Array,
  typed: Typed = shop,
  envelope: Partial<Envelope> = {},
  headers: Record<string, string> = {},
): Promise<InboundEvent[]> {
  const request = { body: Buffer.from(raw), headers, url: '', envelope: { ...bySmtp, ...envelope } }
  return receiveMail(request, emailChannel(typed).context)
}
async function message(...args: Parameters<typeof receive>): Promise<InboundMessageEvent> {
  const [event, ...more] = await receive(...args)
  if (event?.type !== 'message' || more.length > 0) return expect.unreachable(JSON.stringify([event, ...more]))
  return event
}

test('a mail becomes one message with everything that is known of it', async () => {
  const raw = mail(
    {
      To: 'Help <help+r.K5P2QX7M3D@shop.example>',
      Cc: 'bo@mail.example',
      'In-Reply-To': '<ours@shop.example>',
      References: '<root@mail.example> <ours@shop.example>',
    },
    'Any news?\r\n\r\nOn Monday Maria wrote:\r\n> Dear Ana',
  )
  expect(await message(raw)).toMatchObject({
    type: 'message',
    providerId: expect.stringMatching(/^1@mail\.example [\w-]{32}$/),
    from: {
      kind: 'email',
      value: 'ana@mail.example',
      name: 'Ana Costa',
      assurance: 'asserted',
      scope: 'everywhere',
    },
    reference: '1@mail.example',
    quotes: ['ours@shop.example', 'root@mail.example'],
    replyToken: 'k5p2qx7m3d',
    issueRef: null,
    subject: 'Where is my parcel?',
    html: null,
    content: {
      type: 'email',
      subject: 'Where is my parcel?',
      from: { name: 'Ana Costa', address: 'ana@mail.example' },
      cc: [{ name: '', address: 'bo@mail.example' }],
      replyText: expect.stringContaining('Any news?'),
      quotedText: expect.stringContaining('Dear Ana'),
      messageId: '1@mail.example',
      authenticated: false,
      problems: [],
    },
    occurredAt: new Date('2026-03-04T09:00:00Z'),
    automatic: false,
    opens: 'issue',
  })
})

const providerId = async (raw: string | Uint8Array, envelope: Partial<Envelope> = {}) =>
  (await message(raw, shop, envelope)).providerId

describe('the name of a mail', () => {
  const raw = mail({ Subject: 'A long subject that a server may fold' }, 'Two\r\nlines\r\n\r\n')

  test('is the same whichever way it comes: other headers, other line ends, other folds', async () => {
    const first = await providerId(raw)
    const hops = 'Return-Path: <ana@mail.example>\r\nDelivered-To: box@provider.example\r\nReceived: by mx\r\n'
    expect(await providerId(hops + raw, byImap)).toBe(first)
    expect(await providerId(raw.replaceAll('\r\n', '\n'), byImap)).toBe(first)
    expect(await providerId(raw.replace('that a', 'that\r\n a'))).toBe(first)
    expect(await providerId(`${raw}\r\n\r\n`)).toBe(first)
  })

  test('is another for another mail that uses its Message-ID', async () => {
    const first = await providerId(raw)
    const others = [
      raw.replace('Two', 'Three'),
      raw.replace('A long', 'Another'),
      raw.replace('Ana Costa <ana@', 'Ana <ana@'),
      raw.replace('09:00', '09:01'),
      raw.replace('lines', ' lines'),
    ]
    for (const other of others) expect(await providerId(other)).not.toBe(first)
  })

  test('is there without a Message-ID, and is never long', async () => {
    const nameless = mail({ 'Message-ID': undefined })
    expect(await providerId(nameless)).toMatch(/^[\w-]{32}$/)
    expect(await providerId(nameless)).not.toBe(await providerId(nameless.replace('parcel', 'Parcel')))
    const long = await providerId(mail({ 'Message-ID': `<${'x'.repeat(480)}@mail.example>` }))
    expect(long.length).toBeLessThanOrEqual(500)
  })
})

const checked = (result: string, id = 'mx.shop.example') =>
  `Authentication-Results: ${id}; dmarc=${result} header.from=mail.example\r\n${mail()}`
const assurance = async (...args: Parameters<typeof receive>) => (await message(...args)).from.assurance

describe('how sure we are of the sender', () => {
  const typed = { ...shop, authservIds: ['mx.shop.example'] }
  test('is the domain’s word when our own boundary saw an aligned DMARC pass', async () => {
    expect(await assurance(checked('pass'), typed, byImap)).toBe('domain-authenticated')
    expect(await assurance(checked('pass'), typed)).toBe('domain-authenticated')
    expect((await message(checked('pass'), typed)).content).toMatchObject({ authenticated: true })
  })

  test('is a claim when DMARC failed: such a mail lands on nobody’s thread', async () => {
    expect(await assurance(checked('fail'), typed, byImap)).toBe('claimed')
  })

  test('is an assertion when nobody of ours said anything', async () => {
    expect(await assurance(mail(), typed)).toBe('asserted')
    expect(await assurance(checked('pass', 'mx.evil.example'), typed)).toBe('asserted')
    expect(await assurance(checked('pass'), shop)).toBe('asserted')
  })

  test('does not rest on a result that a stranger wrote at our own port', async () => {
    expect(await assurance(checked('pass'), typed, { remoteAddress: '203.0.113.9' })).toBe('asserted')
    expect(await assurance(checked('pass'), typed, { remoteAddress: '172.17.0.1' })).toBe('asserted')
    expect(await assurance(checked('pass'), typed, { source: 'replay', remoteAddress: null })).toBe('asserted')
    const boundary = { ...typed, boundaryAddresses: ['172.17.0.0/16', '2001:db8::1'] }
    expect(await assurance(checked('pass'), boundary, { remoteAddress: '172.17.0.1' })).toBe('domain-authenticated')
    expect(await assurance(checked('pass'), boundary, { remoteAddress: '2001:db8::1' })).toBe('domain-authenticated')
    expect(await assurance(checked('pass'), boundary, { remoteAddress: '203.0.113.9' })).toBe('asserted')
  })
})

describe('the sender', () => {
  test('is From, whatever Reply-To says', async () => {
    const { from } = await message(mail({ 'Reply-To': 'evil@else.example' }))
    expect(from).toMatchObject({ value: 'ana@mail.example', assurance: 'asserted' })
  })

  test.each([
    ['our own address', 'Contact form <help@shop.example>'],
    ['an address that answers nobody', 'noreply@forms.example'],
    ['WordPress', 'WordPress <wordpress@shop.example>'],
    ['a form that an admin named', 'tickets@forms.example'],
  ])('of a form that writes as %s is a claim of whom Reply-To names', async (_what, From) => {
    const raw = mail({ From, 'Reply-To': 'Ana Costa <ana@mail.example>' })
    const event = await message(raw, { ...shop, formSenders: ['tickets@forms.example'] })
    expect(event.from).toMatchObject({ value: 'ana@mail.example', name: 'Ana Costa', assurance: 'claimed' })
    expect(event.content).toMatchObject({ problems: [expect.stringContaining('writes for others')] })
  })

  test('of a form stays a claim when the form’s own domain is authenticated', async () => {
    const raw = `Authentication-Results: mx; dmarc=pass header.from=forms.example\r\n${mail({ From: 'noreply@forms.example', 'Reply-To': 'ana@mail.example' })}`
    const { from } = await message(raw, { ...shop, authservIds: ['mx'] }, byImap)
    expect(from).toMatchObject({ value: 'ana@mail.example', assurance: 'claimed' })
  })

  test.each([
    ['is missing', undefined],
    ['names two people', 'ana@mail.example, bo@mail.example'],
    ['names us', 'help@shop.example'],
    ['names nobody who answers', 'no-reply@forms.example'],
  ])('of a form is the form when Reply-To %s', async (_what, replyTo) => {
    const { from } = await message(mail({ From: 'noreply@forms.example', 'Reply-To': replyTo }))
    expect(from.value).toBe('noreply@forms.example')
  })

  test('of a mail without From is claimed by its envelope', async () => {
    expect((await message(mail({ From: undefined }))).from).toMatchObject({
      value: 'ana@mail.example',
      assurance: 'claimed',
    })
    const raw = `Return-Path: <ana@mail.example>\r\n${mail({ From: undefined })}`
    expect((await message(raw, shop, byImap)).from).toMatchObject({ value: 'ana@mail.example', assurance: 'claimed' })
  })

  test('of a mail that names nobody at all is one nobody for each mail, the same one the second time', async () => {
    const one = mail({ From: undefined }, 'one')
    const values = []
    for (const raw of [one, one, mail({ From: 'not an address' }, 'two')]) {
      const { from } = await message(raw, shop, { from: '' })
      expect(from).toMatchObject({ kind: 'email', name: null, assurance: 'claimed' })
      expect(from.value).toMatch(/^unknown-[a-z0-9]+@missing-sender\.invalid$/)
      values.push(from.value)
    }
    expect(values[0]).toBe(values[1])
    expect(values[0]).not.toBe(values[2])
  })
})

const token = async (fields: Record<string, string>, envelope: Partial<Envelope>) =>
  (await message(mail(fields), shop, envelope)).replyToken

describe('a signed reply address', () => {
  test('is known from the envelope first, then from where it was delivered, then from the headers', async () => {
    const To = 'help+r.fromheader@shop.example'
    expect(await token({ To }, { to: ['help+r.fromenvelope@shop.example'] })).toBe('fromenvelope')
    expect(await token({ To, 'Delivered-To': 'help+r.fromdelivery@shop.example' }, byImap)).toBe('fromdelivery')
    expect(await token({ To }, byImap)).toBe('fromheader')
    expect(await token({ Cc: To }, byImap)).toBe('fromheader')
  })

  test('is not seen where there is none', async () => {
    for (const To of ['help+returns@shop.example', 'help+r.short@shop.example', 'r.k5p2qx7m3d@shop.example']) {
      expect((await message(mail({ To }))).replyToken).toBeNull()
    }
    expect((await message(mail({ Subject: 'help+r.k5p2qx7m3d@shop.example' }))).replyToken).toBeNull()
  })
})

describe('what it quotes', () => {
  test('is bounded, nearest first', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `<${i}@mail.example>`)
    const { quotes } = await message(mail({ 'In-Reply-To': '<399@mail.example>', References: ids.join('\r\n ') }))
    expect(quotes.slice(0, 2)).toEqual(['399@mail.example', '398@mail.example'])
    expect(quotes.length).toBeLessThanOrEqual(100)
    expect(new Set(quotes).size).toBe(quotes.length)
  })
})

describe('a machine’s mail', () => {
  test('that says so joins what it answers and opens nothing', async () => {
    const event = await message(mail({ 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' }))
    expect(event).toMatchObject({ automatic: true, opens: 'append-only' })
  })

  test.each([
    ['auto-generated', 'Shop form <no-reply@shop.test>'],
    ['auto-generated', 'Website <website@shop.test>'],
    ['auto-generated', 'Kontaktformular <nicht-antworten@shop.test>'],
    ['no', 'Form <notifications@forms.test>'],
  ])('from a form (%s, %s) opens an issue for whom Reply-To names', async (submitted, From) => {
    const form = { 'Auto-Submitted': submitted, From, 'Reply-To': 'Otto Falk <otto.falk@mail.test>' }
    expect(await message(mail(form))).toMatchObject({
      from: { value: 'otto.falk@mail.test', assurance: 'claimed' },
      automatic: submitted !== 'no',
      opens: 'issue',
    })
  })

  test.each([
    ['a ticket system', { From: 'help@vendor.example', 'Reply-To': 'help+17@vendor.example' }],
    [
      'a rule',
      { From: 'help@vendor.example', 'Reply-To': 'x@y.example', 'X-MS-Exchange-Inbox-Rules-Loop': 'a@b.example' },
    ],
  ])('from %s opens an issue for whom From names', async (_what, fields) => {
    const event = await message(mail({ 'Auto-Submitted': 'auto-generated', ...fields }))
    expect(event).toMatchObject({ from: { value: 'help@vendor.example' }, automatic: true, opens: 'issue' })
  })

  test('of a list may open an issue and is never answered by one', async () => {
    const event = await message(mail({ 'List-Id': '<news.mail.example>', Precedence: 'list' }))
    expect(event).toMatchObject({ automatic: true, opens: 'issue' })
  })

  test('with our own address as its sender is never answered by one', async () => {
    expect(await message(mail({ From: 'help+x@shop.example' }))).toMatchObject({ automatic: true, opens: 'issue' })
    // Nothing is configured, but this is where it came in.
    expect(await message(mail({ From: 'help@shop.example' }), {})).toMatchObject({ automatic: true })
  })

  test('that is our own come back is set aside', async () => {
    const ours = { From: 'help@shop.example', 'X-Throughline-Channel': emailChannel().context.channel.id }
    expect(await receive(mail(ours))).toMatchObject([{ type: 'aside', kind: 'loop' }])
    const byName = { From: 'help@shop.example', 'Message-ID': `<${'0'.repeat(32)}.${'a'.repeat(12)}@shop.example>` }
    expect(await receive(mail(byName))).toMatchObject([{ type: 'aside', kind: 'loop' }])
  })

  test('of another installation of the same software is a customer’s like any other', async () => {
    const theirs = { 'X-Throughline-Channel': 'c0000000-0000-7000-8000-00000000ffff' }
    expect(await message(mail(theirs))).toMatchObject({ automatic: false, opens: 'issue' })
    const copied = { 'X-Throughline-Channel': emailChannel().context.channel.id }
    expect(await message(mail(copied))).toMatchObject({ type: 'message', from: { value: 'ana@mail.example' } })
  })
})

const report = (recipients: string[], original = 'Message-ID: <ours@shop.example>') =>
  [
    'From: MAILER-DAEMON@mx.example',
    'To: help@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <report@mx.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    ...recipients,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    original,
    'Subject: Re: parcel',
    '',
    '--b--',
    '',
  ].join('\r\n')
const failed = (address: string, status = '5.1.1', action = 'failed') =>
  `Final-Recipient: rfc822; ${address}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} said\r\n`

describe('a delivery report', () => {
  test('is a receipt for each recipient, about the mail that we sent', async () => {
    const events = await receive(report([failed('ana@mail.example'), failed('bo@mail.example', '5.2.2')]), shop, {
      from: '',
    })
    expect(events).toMatchObject([
      {
        type: 'receipt',
        about: 'ours@shop.example',
        recipient: 'ana@mail.example',
        state: 'failed',
        addressIsDead: true,
        code: '5.1.1',
      },
      {
        type: 'receipt',
        about: 'ours@shop.example',
        recipient: 'bo@mail.example',
        state: 'failed',
        addressIsDead: false,
        code: '5.2.2',
      },
    ])
    expect(new Set(events.map(({ providerId }) => providerId)).size).toBe(2)
  })

  test('of a delay kills no address', async () => {
    const events = await receive(report([failed('ana@mail.example', '4.4.1', 'delayed')]), shop, { from: '' })
    expect(events).toMatchObject([{ type: 'receipt', state: 'delayed', addressIsDead: false }])
  })

  test('that names no mail of ours is set aside', async () => {
    const events = await receive(report([failed('ana@mail.example')], 'X-Nothing: here'), shop, { from: '' })
    expect(events).toMatchObject([{ type: 'aside', kind: 'bounce' }])
  })

  test('of junk by the recipient stops further mail to them', async () => {
    const raw = report([])
      .replace('report-type=delivery-status', 'report-type=feedback-report')
      .replace('Content-Type: message/delivery-status', 'Content-Type: message/feedback-report')
      .replace(
        'Reporting-MTA: dns; mx.example\r\n',
        'Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: ana@mail.example\r\n',
      )
    expect(await receive(raw)).toMatchObject([
      {
        type: 'receipt',
        about: 'ours@shop.example',
        recipient: 'ana@mail.example',
        addressIsDead: true,
        code: 'complaint: abuse',
      },
    ])
  })
})

describe('what is broken', () => {
  test('is refused only when there is nothing in it', async () => {
    await expect(receive('')).rejects.toMatchObject({ name: 'ChannelError', kind: 'malformed' })
    await expect(receive('\r\n \0\r\n')).rejects.toBeInstanceOf(ChannelError)
  })

  test('and any bytes at all are read, or refused in words', async () => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 400 }), async (bytes) => {
        try {
          for (const event of await receive(bytes)) {
            expect(event.providerId.length).toBeLessThanOrEqual(500)
            expect(event.providerId).not.toContain('\0')
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ChannelError)
        }
      }),
    )
  })

  test('and a text longer than an entry is cut, and attached whole', async () => {
    const long = 'a line of words that goes on\r\n'.repeat(20_000)
    const event = await message(mail({}, long))
    expect(event.text.length).toBeLessThanOrEqual(200_000)
    expect(event.attachments.some(({ content }) => content.byteLength >= 500_000)).toBe(true)
  })

  test('and a mail that was not fetched whole says so', async () => {
    const event = await message(mail(), shop, byImap, { 'x-original-size': '99000000' })
    expect(event.content).toMatchObject({ problems: [expect.stringContaining('99000000 bytes')] })
  })

  test('and a date of tomorrow or of the stone age is no date', async () => {
    for (const date of ['Fri, 6 Mar 2026 10:00:00 +0000', 'Thu, 1 Jan 1970 00:00:00 +0000', 'soon']) {
      expect((await message(mail({ Date: date }))).occurredAt).toBeNull()
    }
  })
})
