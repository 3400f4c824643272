import type { Copies } from '@throughline/protocol/timeline/addresses.ts'
import type { MailAddress } from '@throughline/protocol/timeline/content/email.ts'
import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import { mailAddressOf } from '../../lib/mail-address.ts'
import type { Us } from '../contract.ts'

/** As many as a message of ours may have. */
const maxCopies = 200

/**
 * Whom an answer to a mail goes to beside its author: To and Cc, without us, each once. A forger in Cc must not get the answer,
 * so they are only offered where the sender's domain did not vouch for the mail. Pure.
 */
export function copiesOf(
  mail: Pick<EmailContent, 'from' | 'to' | 'cc' | 'deliveredTo' | 'authenticated'>,
  us: Pick<Us, 'whoIs'>,
): Copies {
  const left = new Set([mail.from?.address ?? '', ...mail.deliveredTo].map((address) => mailAddressOf(address)))
  const cc: MailAddress[] = []
  for (const { name, address } of [...mail.to, ...mail.cc]) {
    const spelled = mailAddressOf(address)
    if (spelled === null || left.has(spelled) || us.whoIs(spelled) !== null) continue
    left.add(spelled)
    if (cc.length < maxCopies) cc.push({ name, address: spelled })
  }
  return { cc, isSet: mail.authenticated }
}
