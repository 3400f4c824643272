import { describe, expect, test } from 'vitest'
import { readMail } from '../reading.ts'
import { reasonOf } from './reason.ts'

function mail(lines: string[]) {
  return readMail(Buffer.from(lines.join('\n')))
}

const daemon = ['Return-Path: <>', 'From: Mail Delivery Subsystem <mailer-daemon@mx.example>', 'To: help@shop.example']

describe('reports without a machine-readable part', () => {
  test.each([
    [
      'qmail',
      ['From: MAILER-DAEMON@mx.example', 'Subject: failure notice'],
      [
        'Hi. This is the qmail-send program at mx.example.',
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        "This is a permanent error; I've given up. Sorry it didn't work out.",
        '',
        '<ana@post.example>:',
        'Sorry, no mailbox here by that name. (#5.1.1)',
        '',
        '--- Below this line is a copy of the message.',
        '',
        'Message-ID: <7@shop.example>',
        'Subject: Your order',
        'To: ana@post.example, boss@post.example',
      ],
      { address: 'ana@post.example', status: '5.1.1', hard: true, reason: 'userunknown' },
    ],
    [
      'qmail, a full mailbox',
      ['From: MAILER-DAEMON@mx.example', 'Subject: failure notice'],
      [
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<ana@post.example>:',
        'user is over quota',
        '',
        '--- Below this line is a copy of the message.',
        '',
        'Message-ID: <7@shop.example>',
        'Subject: Your order',
      ],
      { address: 'ana@post.example', status: '5.2.2', hard: false, reason: 'mailboxfull' },
    ],
    [
      'Exchange',
      ['From: postmaster@corp.example', 'Subject: Undeliverable: Your order'],
      [
        'Delivery has failed to these recipients or groups:',
        '',
        'Ana Costa (ana@corp.example)',
        "The email address you entered couldn't be found. Please check the recipient's email address.",
        '',
        'Diagnostic information for administrators:',
        '',
        'Generating server: MX1.corp.example',
        '',
        'ana@corp.example',
        '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##rfc822;ana@corp.example',
        '',
        'Original message headers:',
        '',
        'Message-ID: <7@shop.example>',
        'Subject: Your order',
      ],
      { address: 'ana@corp.example', status: '5.1.1', hard: true, reason: 'userunknown' },
    ],
    [
      'Gmail',
      [
        'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        'Subject: Delivery Status Notification (Failure)',
      ],
      [
        'Delivery to the following recipient failed permanently:',
        '',
        '     ana@post.example',
        '',
        'Technical details of permanent failure:',
        'The error that the other server returned was: 550 5.1.1 <ana@post.example>: Recipient address rejected: User unknown',
        '',
        '----- Original message -----',
        '',
        'Message-ID: <7@shop.example>',
        'Subject: Your order',
      ],
      { address: 'ana@post.example', hard: true },
    ],
    [
      'Exim, a host that is gone',
      [
        'From: Mail Delivery System <Mailer-Daemon@mx.example>',
        'Subject: Mail delivery failed: returning message to sender',
        'X-Failed-Recipients: ana@gone.example',
      ],
      [
        'A message that you sent could not be delivered to one or more of its recipients.',
        '',
        '  ana@gone.example',
        '    all relevant MX records point to non-existent hosts',
        '',
        '------ This is a copy of the message, including all the headers. ------',
        '',
        'Message-ID: <7@shop.example>',
        'Subject: Your order',
      ],
      { address: 'ana@gone.example', status: '5.1.2', hard: true, reason: 'hostunknown' },
    ],
  ])('%s', async (_, headers, body, expected) => {
    const { kind, bounce, mayAutoReply } = await mail([...headers, 'Return-Path: <>', '', ...body])
    expect(kind).toBe('bounce')
    expect(mayAutoReply).toBe(false)
    expect(bounce).toMatchObject({ originalMessageId: '7@shop.example', originalSubject: 'Your order' })
    expect(bounce?.recipients).toHaveLength(1)
    expect(bounce?.recipients[0]).toMatchObject({ action: 'failed', ...expected })
  })
})

const report = (fields: string[], original = 'Message-ID: <7@shop.example>\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=') => [
  ...daemon,
  'Subject: Delivery Status Notification',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  '',
  'It could not be delivered.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  '',
  ...fields,
  '--b',
  'Content-Type: text/rfc822-headers',
  '',
  original,
  '--b--',
]

describe('reports of RFC 3464', () => {
  test('name the address it was first sent to, and the mail', async () => {
    const { bounce, text } = await mail(
      report([
        'Final-Recipient: rfc822; ana@new.example',
        'Original-Recipient: rfc822;Ana@post.example',
        'Action: failed',
        'Status: 5.2.2',
        'Diagnostic-Code: smtp; 552 5.2.2 Mailbox full',
      ]),
    )
    expect(bounce).toEqual({
      recipients: [
        {
          address: 'ana@new.example',
          originalAddress: 'ana@post.example',
          status: '5.2.2',
          reply: '552',
          hard: false,
          reason: 'mailboxfull',
          action: 'failed',
          diagnostic: '552 5.2.2 Mailbox full',
        },
      ],
      originalMessageId: '7@shop.example',
      originalSubject: 'Grüße',
      reportingServer: 'mx.example',
      isForwarded: false,
    })
    expect(text).toBe('It could not be delivered.')
  })

  test('of a delay are never hard', async () => {
    const { bounce, kindReason } = await mail(
      report([
        'Final-Recipient: rfc822; ana@post.example',
        'Action: delayed',
        'Status: 4.1.1',
        'Diagnostic-Code: smtp; 450 4.1.1 User unknown',
      ]),
    )
    expect(bounce?.recipients).toMatchObject([{ action: 'delayed', hard: false }])
    expect(kindReason.sentence).toBe('It warns that a mail is delayed.')
  })

  test('of a delivery that worked are receipts, not bounces', async () => {
    const { kind, bounce } = await mail(
      report(['Final-Recipient: rfc822; ana@post.example', 'Action: delivered', 'Status: 2.0.0']),
    )
    expect(kind).toBe('auto-reply')
    expect(bounce).toBeNull()
  })

  test.each([
    ['in brackets', 'Final-Recipient: RFC822; <ana@post.example>'],
    ['with a comment', 'Final-Recipient: rfc822;ana@post.example (Ana)'],
    ['with a name', 'Final-Recipient: rfc822; "Ana" <ana@post.example>'],
    ['behind a route', 'Final-Recipient: rfc822; @relay.example,@mx.example:ana@post.example'],
    ['without a type', 'Final-Recipient: ana@post.example'],
    ['beside a local name', 'Final-Recipient: local; ana\nX-Actual-Recipient: rfc822; ana@post.example'],
    ['in the mail alone', 'Final-Recipient: x400; /G=Ana/S=Costa/O=post/C=pt/'],
    ['within another', 'Final-Recipient: x400; c=pt;a= ;p=post;smtp=ana@post.example'],
  ])('name an address %s', async (_, field) => {
    const { bounce } = await mail(
      report([field, 'Action: failed', 'Status: 5.1.1'], 'Message-ID: <7@shop.example>\nTo: ana@post.example'),
    )
    expect(bounce?.recipients).toMatchObject([{ address: 'ana@post.example', status: '5.1.1', hard: true }])
  })

  test('of some recipients who were reached name the others', async () => {
    const { bounce } = await mail(
      report([
        'Final-Recipient: rfc822; ana@post.example',
        'Action: delivered',
        'Status: 2.0.0',
        '',
        'Final-Recipient: rfc822; bo@post.example',
        'Action: failed',
        'Status: 5.1.1',
      ]),
    )
    expect(bounce?.recipients.map(({ address }) => address)).toEqual(['bo@post.example'])
  })

  test('are found in the report that a program attaches to its own', async () => {
    const inner = report(['Final-Recipient: rfc822; ana@post.example', 'Action: failed', 'Status: 5.1.1'])
    const outer = [...daemon, 'Subject: Returned mail', 'Content-Type: multipart/mixed; boundary=o', '', '--o', '']
    const raw = [...outer, 'See the report.', '--o', 'Content-Type: message/rfc822', '', ...inner, '--o--']
    const { kind, bounce } = await mail(raw)
    expect(kind).toBe('bounce')
    expect(bounce?.recipients).toMatchObject([{ address: 'ana@post.example', status: '5.1.1', hard: true }])
  })

  test('with ten thousand recipients are bounded', async () => {
    const groups = Array.from(
      { length: 10_000 },
      (_, i) => `Final-Recipient: rfc822; p${i}@post.example\nAction: failed\nStatus: 5.1.1\n`,
    )
    expect((await mail(report(groups))).bounce?.recipients).toHaveLength(200)
  })
})

describe('what is no bounce', () => {
  test.each([
    [
      'a customer whose mail to us came back',
      ['From: Ana <ana@post.example>', 'To: help@shop.example', 'Subject: Fwd: Undelivered Mail Returned to Sender'],
      'Hi, I cannot reach you, see below. What shall I do?\n\n> Final-Recipient: rfc822; help@shop.example\n> Action: failed\n> Status: 5.1.1',
    ],
    [
      'the same without a word',
      ['From: Ana <ana@post.example>', 'To: help@shop.example', 'Subject: Fwd: Undelivered Mail Returned to Sender'],
      '> Final-Recipient: rfc822; orders@shop.example\n> Action: failed\n> Status: 5.1.1',
    ],
    [
      'a customer about a parcel',
      ['From: Ana <ana@post.example>', 'Subject: Delivery failed'],
      'My parcel could not be delivered. The address is ana street 5.',
    ],
    [
      'a customer about mail',
      ['From: Ana <ana@post.example>', 'Subject: Undeliverable'],
      'I get "550 5.1.1 user unknown" when I write to bob@shop.example. Why?',
    ],
  ])('%s is a person', async (_, headers, text) => {
    expect(await mail([...headers, '', text])).toMatchObject({ kind: 'human', bounce: null })
  })

  test('a vacation reply with an empty return path is none', async () => {
    const reading = await mail([
      'Return-Path: <>',
      'From: Ana <ana@post.example>',
      'Subject: Out of office',
      '',
      'I am away until Monday.',
    ])
    expect(reading).toMatchObject({ kind: 'human', mayAutoReply: false, bounce: null })
  })
})

describe('the reason of a refusal', () => {
  const refusal = { status: null, command: 'RCPT', diagnosticType: 'smtp', action: 'failed' } as const

  test.each([
    ['550 5.1.1 The email account that you tried to reach does not exist.', 'userunknown', true],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'userunknown', true],
    ["554 delivery error: dd This user doesn't have a yahoo.com account", 'userunknown', true],
    ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', 'userunknown', true],
    ['550 Requested action not taken: mailbox unavailable', 'userunknown', true],
    ['550 No Such User Here', 'userunknown', true],
    ['550 5.1.1 Adresse inconnue', 'userunknown', true],
    ['550 Unrouteable address', 'userunknown', true],
    ['450 4.1.1 User unknown in virtual alias table', 'userunknown', true],
    ['550 5.1.2 Host unknown (Name server: host not found)', 'hostunknown', true],
    ["DNS Error: DNS type 'mx' lookup of gone.example responded with code NXDOMAIN", 'hostunknown', true],
    ['550 5.1.6 recipient no longer on server', 'hasmoved', true],
    ['556 5.1.10 Domain does not accept mail (null MX)', 'notaccept', true],
    ['552 5.2.2 Mailbox full', 'mailboxfull', false],
    ['452 4.2.2 The email account that you tried to reach is over quota', 'mailboxfull', false],
    ['550 5.2.1 The email account that you tried to reach is disabled', 'suspend', false],
    ['550 5.7.1 Message rejected as spam', 'spamdetected', false],
    ['550 5.7.26 Unauthenticated email is not accepted due to DMARC policy', 'authfailure', false],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'blocked', false],
    ['550 5.7.1 Relaying denied', 'norelaying', false],
    ['552 5.3.4 Message size exceeds fixed limit', 'mesgtoobig', false],
    ['550 Sender verify failed', 'rejected', false],
    ['450 4.7.1 Greylisted, please try again later: user unknown', 'greylisted', false],
    ['421 4.7.0 Too many connections', 'toomanyconn', false],
    ['550 5.7.1 Rejected for policy reasons', 'policyviolation', false],
    ['connect to mx.example[192.0.2.1]:25: Connection timed out', 'expired', false],
    ['550 Administrative prohibition', 'policyviolation', false],
    ['550 something nobody ever said', 'undefined', false],
  ])('%s', (said, reason, hard) => {
    expect(reasonOf({ ...refusal, said })).toEqual({ reason, hard })
  })

  test('an unknown user who is known until the content comes is a filter', () => {
    expect(reasonOf({ ...refusal, said: '550 User unknown', command: 'DATA' })).toEqual({
      reason: 'filtered',
      hard: false,
    })
    expect(reasonOf({ ...refusal, said: '550 5.1.1 User unknown', command: 'DATA', status: '5.1.1' }).hard).toBe(true)
  })

  test.each([
    ['5.1.1', true],
    ['5.1.2', true],
    ['4.1.1', false],
    ['5.2.2', false],
    ['5.7.1', false],
    ['5.0.0', false],
    ['5.4.7', false],
  ])('a code alone: %s', (status, hard) => {
    expect(reasonOf({ ...refusal, said: '', status, command: null }).hard).toBe(hard)
  })
})

test('a feedback report is a complaint, with the mail and who complained', async () => {
  const reading = await mail([
    'From: feedback@provider.example',
    'Subject: complaint about message',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    '',
    '--b',
    '',
    'This is an email abuse report.',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: SomeGenerator/1.0',
    'Version: 1',
    'Original-Rcpt-To: <Ana@post.example>',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: help@shop.example',
    'To: ana@post.example',
    'Subject: Offer',
    'Message-ID: <7@shop.example>',
    '',
    'Buy!',
    '--b--',
  ])
  expect(reading).toMatchObject({
    kind: 'complaint',
    bounce: null,
    mayAutoReply: false,
    text: 'This is an email abuse report.',
  })
  expect(reading.complaint).toEqual({
    feedbackType: 'abuse',
    userAgent: 'SomeGenerator/1.0',
    recipients: ['ana@post.example'],
    originalMessageId: '7@shop.example',
    originalSubject: 'Offer',
  })
})
