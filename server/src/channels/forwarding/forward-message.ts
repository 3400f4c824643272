import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import { entriesByIds, type EntryRow } from '../../record/timeline/timeline.ts'
import { ChannelError, type OutboundMessage, type PartsOfForward } from '../contract.ts'
import type { DeliveryDeps } from '../outbound/deps.ts'
import { providerIdsOf } from '../outbound/queries.ts'

export type ForwardEntry = EntryRow & { content: EmailContent & { forward: NonNullable<EmailContent['forward']> } }

export function isForward(entry: EntryRow): entry is ForwardEntry {
  return entry.kind === 'note' && entry.content.type === 'email' && entry.content.forward !== undefined
}

/**
 * What of a forward differs from a message to the customer: whom it goes to, what stands below the words, and how an
 * answer is known. It names no message of the customer's thread, so that an answer leads back to the forward alone.
 */
export async function forwardOf(
  deps: Pick<DeliveryDeps, 'db' | 'messageKeys' | 'replyTokens' | 'whoIsUs'>,
  entry: ForwardEntry,
  html: string | null,
): Promise<
  Pick<OutboundMessage, 'messageKey' | 'to' | 'text' | 'html' | 'subject' | 'earlier' | 'replyToken'> & PartsOfForward
> {
  const { to, replyText, quotedText, subject, forward } = entry.content
  const [first, ...others] = to.map(({ address }) => address)
  const us = await deps.whoIsUs.now()
  if (first === undefined || to.some(({ address }) => us.isMailbox(address))) {
    throw new ChannelError('permanent', 'own_mailbox', channelWords.own_mailbox())
  }
  return {
    messageKey: deps.messageKeys.ofForward(entry.id),
    to: { kind: 'email', value: first, name: null },
    alsoTo: others,
    text: replyText,
    html: null,
    ...(quotedText === '' ? {} : { forwarded: { text: quotedText, html } }),
    subject,
    earlier: forward.answers === undefined ? [] : await exchangeBefore(deps, forward.answers),
    replyToken: deps.replyTokens.makeForForward(entry.id),
  }
}

/** How far back an exchange with somebody outside is followed. */
const maxBefore = 20

/** The answer that is answered, and what led to it: forwards and their answers, nothing else; oldest first. */
async function exchangeBefore({ db }: Pick<DeliveryDeps, 'db'>, answerId: string): Promise<OutboundMessage['earlier']> {
  const earlier: OutboundMessage['earlier'] = []
  for (let next: string | undefined = answerId; next !== undefined && earlier.length < maxBefore;) {
    const [entry] = await entriesByIds(db, [next])
    const mail = entry?.content.type === 'email' ? entry.content : null
    if (!entry || !mail) break
    const isAnswer = mail.forwardAnswer !== undefined
    const reference = isAnswer ? mail.messageId : (await providerIdsOf(db, [entry.id])).get(entry.id)
    if (reference) {
      earlier.unshift({ reference, direction: isAnswer ? 'in' : 'out', subject: mail.subject, to: mail.deliveredTo })
    }
    next = isAnswer ? mail.forwardAnswer!.forwardId : mail.forward?.answers
  }
  return earlier
}
