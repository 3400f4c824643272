/** What a mail server says of a mail that it was given (RFC 3464), as raw bytes. */
export function deliveryReport({
  messageId,
  recipient,
  action = 'failed',
  status = '5.1.1',
  said = '550 5.1.1 user unknown',
  id = `${action}-${recipient}`,
}: {
  /** Of the mail that it is about, with or without its angle brackets. */
  messageId: string
  recipient: string
  action?: 'failed' | 'delayed' | 'delivered'
  status?: string
  said?: string
  /** What makes the report itself another one. */
  id?: string
}): string {
  const about = `<${messageId.replaceAll(/[<>]/g, '')}>`
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: support@shop.example',
    'Subject: Delivery Status Notification',
    `Message-ID: <${id.replaceAll('@', '.')}@mx.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `<${recipient}>: ${said}`,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    '--b--',
    '',
  ].join('\r\n')
}
