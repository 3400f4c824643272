import { encodedWords, multipart, renderPart, textPart } from './mime.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

interface Automatic {
  marker: string
  /** Whom it is about. */
  person: Person
  /** Our address. */
  to: string
  date: Date
}

export interface AutomaticMail {
  from: string
  envelopeFrom: string
  subject: string
  messageId: string
  raw: string
}

/** Somebody is away. Half of them name a mail of ours, as programs do. */
export function autoReply({ marker, person, to, date }: Automatic, random: Random): AutomaticMail {
  const messageId = `${marker}.away@${person.address.split('@')[1]}`
  const subject = random.pick([
    'Out of office',
    'Automatische Antwort: Ihre Nachricht',
    'Réponse automatique',
    'Away until May',
  ])
  const signs = [
    ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
    ['Auto-Submitted: auto-replied (vacation)', 'Precedence: bulk'],
    ['X-Autoreply: yes', 'Auto-Submitted: auto-generated'],
  ]
  const quotes = random.chance(0.5) ? [`In-Reply-To: <${marker}.ours@shop.example>`] : []
  const head = [
    `From: ${encodedWords(person.name, 'B')} <${person.address}>`,
    `To: <${to}>`,
    `Subject: ${encodedWords(subject, 'Q')}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    ...quotes,
    ...random.pick(signs),
    'MIME-Version: 1.0',
  ]
  const text = `I am away until Monday and read no mail. (${marker})\n\n${person.name}\n`
  const raw = `${head.join('\r\n')}\r\n${renderPart(textPart('plain', text, 'quoted-printable'))}`
  return { from: person.address, envelopeFrom: '', subject, messageId, raw }
}

/** A delivery report (RFC 3464) about a mail that was sent to somebody. */
export function bounce({ marker, person, to, date }: Automatic, random: Random): AutomaticMail {
  const server = 'mx.relay.example'
  const messageId = `${marker}.report@${server}`
  const subject = 'Undelivered Mail Returned to Sender'
  const [status, said] = random.pick([
    ['5.1.1', '550 5.1.1 no such mailbox here'],
    ['5.2.2', '552 5.2.2 mailbox is full'],
    ['5.7.1', '554 5.7.1 refused by policy'],
  ] as const)
  const dateText = date.toUTCString().replace('GMT', '+0000')
  const report = multipart(
    'report',
    [
      {
        type: 'text/plain; charset=us-ascii',
        encoding: '7bit',
        body: `Your message could not be delivered.\r\n\r\n<${person.address}>: ${said} (${marker})\r\n`,
      },
      {
        type: 'message/delivery-status',
        body:
          `Reporting-MTA: dns; ${server}\r\nArrival-Date: ${dateText}\r\n\r\n` +
          `Final-Recipient: rfc822; ${person.address}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${said}\r\n`,
      },
      {
        type: 'text/rfc822-headers',
        body: `From: <${to}>\r\nTo: <${person.address}>\r\nSubject: Your question\r\nMessage-ID: <${marker}.ours@shop.example>\r\n`,
      },
    ],
    random,
    '; report-type=delivery-status',
  )
  const head = [
    `From: Mail Delivery System <MAILER-DAEMON@${server}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    `Date: ${dateText}`,
    `Message-ID: <${messageId}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ]
  const raw = `${head.join('\r\n')}\r\n${renderPart(report)}`
  return { from: `mailer-daemon@${server}`, envelopeFrom: '', subject, messageId, raw }
}
