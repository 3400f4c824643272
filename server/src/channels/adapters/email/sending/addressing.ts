import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { ChannelError, type OutboundMessage } from '../../../contract.ts'
import { mailboxesOf, normaliseAddress, nowhere, withReplyToken } from '../addresses.ts'
import { ownAddresses, usesReplyAddressing, type EmailSettings } from '../settings.ts'
import { oneLine } from '../../../../lib/one-line.ts'

export interface NamedAddress {
  name: string
  address: string
}

/** Who it is from, and who gets it. All addresses are checked: none can end a header or name a second recipient. */
export interface Addressing {
  from: NamedAddress
  to: NamedAddress
  alsoTo: string[]
  cc: string[]
  /** In the envelope only. */
  bcc: string[]
  replyTo: string | null
}

export function addressingOf(message: OutboundMessage, settings: EmailSettings, from: string): Addressing {
  const to = recipient(message.to.value)
  const alsoTo = (message.alsoTo ?? []).map(recipient)
  const cc = new Set(message.cc.map(recipient))
  cc.delete(to)
  const bcc = new Set(message.bcc.map(recipient).filter((address) => address !== to && !cc.has(address)))
  return {
    from: { name: senderName(message, settings), address: from },
    to: { name: oneLine(message.to.name ?? ''), address: to },
    alsoTo,
    cc: [...cc],
    bcc: [...bcc],
    replyTo:
      usesReplyAddressing(settings) && message.replyToken !== null ? withReplyToken(from, message.replyToken) : null,
  }
}

/**
 * The channel's address, or else the one of its own addresses that the customer wrote to. What a mail that came in says
 * only chooses among these: it never becomes a sender. Null: the channel has no address.
 */
export function fromAddress({ earlier }: Pick<OutboundMessage, 'earlier'>, settings: EmailSettings): string | null {
  if (settings.address !== undefined) return normaliseAddress(settings.address)
  const own = ownAddresses(settings)
  for (const { to } of earlier.filter(({ direction }) => direction === 'in').toReversed()) {
    for (const address of to) {
      const mailbox = mailboxesOf(address).find((each) => own.has(each))
      if (mailbox !== undefined) return mailbox
    }
  }
  return own.values().next().value ?? null
}

/** “Anna via Acme”: the customer knows both who answers and for whom. */
function senderName({ authorName, automatic, business }: OutboundMessage, settings: EmailSettings): string {
  const author = oneLine(authorName)
  const house = settings.senderName || oneLine(business.name ?? '')
  if (house === '' || house === author) return author
  return automatic || author === '' ? house : `${author} via ${house}`
}

export function recipient(value: string): string {
  const address = normaliseAddress(value)
  if (address?.endsWith(`@${nowhere}`)) {
    throw new ChannelError('permanent', 'no_address', emailFailureWords.no_sender(), {
      addressIsDead: true,
    })
  }
  if (address === null) {
    throw new ChannelError(
      'permanent',
      'invalid_address',
      emailFailureWords.not_an_address({ address: oneLine(value) }),
    )
  }
  return address
}
