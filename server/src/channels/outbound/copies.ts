import type { Copies } from '@throughline/protocol/timeline/addresses.ts'
import type { MailAddress } from '@throughline/protocol/timeline/content/email.ts'
import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import { mailAddressOf } from '../../lib/mail-address.ts'
import type { Us } from '../contract.ts'

/** As many as a message of ours may have. */
const maxCopies = 200
/** Each is a line above what staff write; a stranger chooses how many there are. */
const maxReplyTo = 3

/**
 * Whom an answer to a mail goes to beside its author: To and Cc, without us, each once. A forger in Cc must not get the answer,
 * so they are only offered where the sender's domain did not vouch for the mail. Reply-To is only offered, also after an authenticated mail:
 * it may lead the answer away from the author. Pure.
 */
export function copiesOf(
  mail: Pick<EmailContent, 'from' | 'to' | 'cc' | 'replyTo' | 'deliveredTo' | 'authenticated'>,
  us: Pick<Us, 'whoIs'>,
): Copies {
  const author = mailAddressOf(mail.from?.address ?? '')
  const leftOut = new Set([author, ...mail.deliveredTo.map((address) => mailAddressOf(address))])
  const cc = othersOf([...mail.to, ...mail.cc], leftOut, us, maxCopies)
  const replyTo = othersOf(mail.replyTo, leftOut, us, maxReplyTo).map((one) => ({
    ...one,
    isOtherDomain: author === null || domainOf(one.address) !== domainOf(author),
  }))
  return { cc, isSet: mail.authenticated, ...(replyTo.length > 0 ? { replyTo } : {}) }
}

function othersOf(
  named: readonly MailAddress[],
  leftOut: ReadonlySet<string | null>,
  us: Pick<Us, 'whoIs'>,
  max: number,
): MailAddress[] {
  const found = new Map<string, MailAddress>()
  for (const { name, address } of named) {
    if (found.size === max) break
    const spelled = mailAddressOf(address)
    if (spelled === null || leftOut.has(spelled) || found.has(spelled) || us.whoIs(spelled) !== null) continue
    found.set(spelled, { name, address: spelled })
  }
  return [...found.values()]
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
