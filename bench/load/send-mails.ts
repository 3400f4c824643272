import { answerParent } from '../apart/answer-parent.ts'
import { generateMail, type MailMix } from '../../server/test/mail/generate-mail.ts'
import { seededRandom } from '../../server/test/mail/generating/random.ts'
import { measureSending, type Sent } from './sent.ts'
import { onTheWire, openSmtp } from './smtp-connection.ts'

export interface SendMails {
  port: number
  mix: MailMix
  order: 'as written' | 'shuffled'
  concurrency: number
  /** Only those from here on. */
  from?: number
  /** Only the first so many. */
  limit?: number
}

/** A relay that hands over mail, some at a time, and waits for the last word on each. */
const answers = {
  send({ port, mix, order, concurrency, from = 0, limit = Infinity }: SendMails): Promise<Sent> {
    const written = [...generateMail(mix)].slice(from, limit)
    const mails = order === 'shuffled' ? seededRandom(mix.seed).shuffled(written) : written
    const wires = mails.map((mail) => onTheWire(mail.raw))
    return measureSending({ count: mails.length, concurrency }, async () => {
      const connection = await openSmtp(port)
      return async (index) => {
        const { envelopeFrom } = mails[index]!
        const reply = await connection.send({ envelopeFrom, to: mix.to, wire: wires[index]! })
        return reply.startsWith('250') ? null : reply.slice(0, 200)
      }
    })
  },
}
export type MailSender = typeof answers

answerParent(answers)
