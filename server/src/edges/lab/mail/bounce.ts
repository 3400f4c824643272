import { createHash } from 'node:crypto'

/** The report that a provider sends back for an address it does not know (RFC 3464), as a whole mail. */
export function bounceOf({ from, recipient, raw }: { from: string; recipient: string; raw: Buffer }, at: Date): Buffer {
  const name = createHash('sha256').update(raw).update(recipient).digest('hex').slice(0, 24)
  const boundary = `report-${name}`
  const date = at.toUTCString().replace('GMT', '+0000')
  const said = '550 5.1.1 The mailbox is closed.'
  const headers = raw.toString('latin1').split(/\r?\n\r?\n/)[0] ?? ''
  const parts = [
    ['text/plain; charset=utf-8', `Your message could not be delivered to ${recipient}.\r\n\r\n${said}`],
    [
      'message/delivery-status',
      `Reporting-MTA: dns; ${domain}\r\nArrival-Date: ${date}\r\n\r\n` +
        `Final-Recipient: rfc822; ${recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; ${said}`,
    ],
    ['text/rfc822-headers', headers],
  ].map(([type, text]) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`)
  const lines = [
    `From: Mail Delivery System <mailer-daemon@${domain}>`,
    `To: <${from}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${date}`,
    `Message-ID: <${name}@${domain}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `${parts.join('')}--${boundary}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

const domain = 'mail-provider.example'
