import { generateMail, type GeneratedMail } from '../../../server/test/mail/generate-mail.ts'
import type { SentMail } from '../ledger.ts'

// So few threads for each customer that the brake on automatic answers (ten a day to one address) stays off.
const batch = { count: 300, customers: 120 }

/** What checks the senders' domains before us: an automatic answer goes only to mail that it found to be real. */
export const boundary = 'mx.crash.example'

export const checked = ({ from, raw }: GeneratedMail): string =>
  `Authentication-Results: ${boundary}; dmarc=pass header.from=${from.slice(from.lastIndexOf('@') + 1)}\r\n${raw}`

export function* endlessMail(seed: number, to: string): Generator<SentMail, never> {
  for (let number = 0; ; number++) {
    for (const mail of generateMail({ ...batch, seed: seed * 1000 + number, to })) {
      yield { mail, thread: mail.thread === null ? null : `${seed}/${number}/${mail.thread}`, acknowledged: false }
    }
  }
}
