import { generateMail, type GeneratedMail } from '../../../server/test/mail/generate-mail.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { onTheWire, openSmtp } from '../../load/smtp-connection.ts'
import type { Ledger, SentMail } from '../ledger.ts'
import { keepSending, untilAcknowledged, withRepeats, type Attempt } from './until-acknowledged.ts'

// So few threads for each customer that the brake on automatic answers (ten a day to one address) stays off.
const batch = { count: 300, customers: 120 }

/** What checks the senders' domains before us: an automatic answer goes only to mail that it found to be real. */
export const boundary = 'mx.crash.example'

const checked = ({ from, raw }: GeneratedMail): string =>
  `Authentication-Results: ${boundary}; dmarc=pass header.from=${from.slice(from.lastIndexOf('@') + 1)}\r\n${raw}`

/** Customers' mail servers: each mail on a connection of its own, again and again until it is 250. */
export function sendMails(options: {
  seed: number
  smtpPort: number
  to: string
  lanes: number
  pauseMs?: number
  ledger: Ledger
}) {
  const { seed, smtpPort, to, ledger } = options
  const random = seededRandom(seed)
  const mails = endlessMail(seed, to)
  const supply = withRepeats(
    () => {
      const sent = mails.next().value
      ledger.mails.set(sent.mail.marker, sent)
      return sent
    },
    random,
    ledger,
  )
  return keepSending(options, random, async () => {
    const sent = supply.next()
    await untilAcknowledged(ledger, random, `mail ${sent.mail.marker}`, () => attempt(sent))
  })

  async function attempt(sent: SentMail): Promise<Attempt> {
    const connection = await openSmtp(smtpPort)
    try {
      const { envelopeFrom } = sent.mail
      const reply = await connection.send({ envelopeFrom, to, wire: onTheWire(checked(sent.mail)) })
      connection.quit()
      if (reply.startsWith('250')) {
        sent.acknowledged = true
        return { outcome: 'taken' }
      }
      return reply.startsWith('5') ? { outcome: 'refused', reply } : { outcome: 'later' }
    } finally {
      connection.cut()
    }
  }
}

function* endlessMail(seed: number, to: string): Generator<SentMail, never> {
  for (let number = 0; ; number++) {
    for (const mail of generateMail({ ...batch, seed: seed * 1000 + number, to })) {
      yield { mail, thread: mail.thread === null ? null : `${number}/${mail.thread}`, acknowledged: false }
    }
  }
}
