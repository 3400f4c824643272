import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { onTheWire, openSmtp } from '../../load/smtp-connection.ts'
import type { Ledger, SentMail } from '../ledger.ts'
import { checked, endlessMail } from './mail-supply.ts'
import { keepSending, untilAcknowledged, withRepeats, type Attempt } from './until-acknowledged.ts'

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
