import type { Report } from './report.ts'

const sns = { head: ['From: AWS Notifications <no-reply@sns.example>', 'Subject: AWS Notification Message'] }
const hook = { head: ['From: hooks@relay.example', 'Subject: Webhook'] }

const footer =
  '\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit the link below.\n'

const sesBounce = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'robin@far.example',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
    timestamp: '2026-03-03T15:05:22.000Z',
    reportingMTA: 'dsn; a1.smtp-out.example',
  },
  mail: {
    messageId: '0101-000000',
    source: 'support@shop.example',
    destination: ['robin@far.example'],
    commonHeaders: { messageId: '<7@shop.example>', subject: 'Your order' },
  },
}

/** What services say of a mail in JSON, passed on by mail. */
export const notices: Report[] = [
  {
    program: 'Amazon SES by SNS',
    ...sns,
    text: `${JSON.stringify({ Type: 'Notification', TopicArn: 'arn', Message: JSON.stringify(sesBounce) })}${footer}`,
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Amazon SES, a full mailbox, in folded lines',
    ...sns,
    text: JSON.stringify({
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'MailboxFull',
        bouncedRecipients: [{ emailAddress: 'robin@far.example' }],
      },
      mail: sesBounce.mail,
    }).replace('"bounceSubType"', '"bounce!\n SubType"'),
    wanted: [['robin@far.example', '4.2.2', false]],
  },
  {
    program: 'Amazon SES, a delay',
    ...sns,
    text: JSON.stringify({
      eventType: 'DeliveryDelay',
      deliveryDelay: {
        delayType: 'TransientCommunicationFailure',
        delayedRecipients: [
          { emailAddress: 'robin@far.example', status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 no answer' },
        ],
      },
      mail: sesBounce.mail,
    }),
    wanted: [['robin@far.example', '4.4.1', false]],
    delayed: true,
  },
  {
    program: 'SendGrid',
    ...hook,
    text: JSON.stringify([
      {
        email: 'robin@far.example',
        event: 'bounce',
        'smtp-id': '<7@shop.example>',
        status: '5.1.1',
        reason: '550 5.1.1 no such user',
        type: 'bounce',
      },
      { email: 'kim@far.example', event: 'delivered', 'smtp-id': '<8@shop.example>' },
    ]),
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Postmark',
    ...hook,
    text: JSON.stringify({
      RecordType: 'Bounce',
      Type: 'HardBounce',
      Email: 'robin@far.example',
      Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
      Details: 'smtp;550 5.1.1 mailbox not found',
      Subject: 'Your order',
    }),
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Mailgun',
    ...hook,
    text: JSON.stringify({
      signature: { token: 'x' },
      'event-data': {
        event: 'failed',
        severity: 'permanent',
        recipient: 'robin@far.example',
        'delivery-status': { code: 552, message: '5.2.2 mailbox is full', description: '' },
        message: { headers: { 'message-id': '7@shop.example', subject: 'Your order', to: 'robin@far.example' } },
      },
    }),
    wanted: [['robin@far.example', '5.2.2', false]],
  },
  {
    program: 'SparkPost',
    ...hook,
    text: JSON.stringify([
      {
        msys: {
          message_event: {
            type: 'bounce',
            rcpt_to: 'robin@far.example',
            error_code: '550',
            raw_reason: '550 5.7.1 refused by policy',
          },
        },
      },
    ]),
    wanted: [['robin@far.example', '5.7.1', false]],
  },
  {
    program: 'Mandrill',
    ...hook,
    text: JSON.stringify([
      {
        event: 'hard_bounce',
        msg: {
          email: 'robin@far.example',
          subject: 'Your order',
          diag: 'smtp;550 5.1.1 unknown user',
          bounce_description: 'bad_mailbox',
        },
      },
    ]),
    wanted: [['robin@far.example', '5.1.1', true]],
  },
  {
    program: 'Brevo',
    ...hook,
    text: JSON.stringify({
      event: 'soft_bounce',
      email: 'robin@far.example',
      'message-id': '<7@shop.example>',
      reason: 'mailbox full',
      subject: 'Your order',
    }),
    wanted: [['robin@far.example', '4.2.2', false]],
  },
]

export const complaints: { program: string; head: readonly string[]; text: string }[] = [
  {
    program: 'Amazon SES',
    ...sns,
    text: JSON.stringify({
      notificationType: 'Complaint',
      complaint: { complainedRecipients: [{ emailAddress: 'robin@far.example' }], complaintFeedbackType: 'abuse' },
      mail: sesBounce.mail,
    }),
  },
  {
    program: 'SendGrid',
    ...hook,
    text: JSON.stringify([{ email: 'robin@far.example', event: 'spamreport', 'smtp-id': '<7@shop.example>' }]),
  },
  {
    program: 'Postmark',
    ...hook,
    text: JSON.stringify({ RecordType: 'SpamComplaint', Email: 'robin@far.example', Metadata: {}, MessageID: 'x' }),
  },
]

export const deliveries: { program: string; head: readonly string[]; text: string }[] = [
  {
    program: 'Amazon SES',
    ...sns,
    text: JSON.stringify({
      notificationType: 'Delivery',
      delivery: { recipients: ['robin@far.example'], smtpResponse: '250 2.6.0 Message received' },
      mail: sesBounce.mail,
    }),
  },
  { program: 'Postmark', ...hook, text: JSON.stringify({ RecordType: 'Delivery', Recipient: 'robin@far.example' }) },
]
