import type { Wording } from '@throughline/protocol/words.ts'
import type { InboundAsideEvent, InboundMessageEvent, MessagePreview, SenderAddress } from '../../../contract.ts'
import type { Said } from './content.ts'
import { addressOf, furtherAddresses, type Person } from './person.ts'
import { shortId, type NumberValue } from './webhook.ts'

/** What all events of one change have: the number they are for. */
export interface Place {
  account?: string
}

export function placeOf({ metadata: { phone_number_id: account } }: NumberValue): Place {
  return account === '' ? {} : { account }
}

export function aside(
  place: Place,
  given: { id: string; kind: string; wording: Wording; preview?: MessagePreview | undefined },
): InboundAsideEvent {
  const { id, kind, wording, preview } = given
  return { type: 'aside', ...place, providerId: shortId(id), kind, ...(preview ? { preview } : {}), ...wording }
}

export function previewOf(person: Person, beginning: string): MessagePreview {
  const { name, value } = addressOf(person)
  return { sender: name ? `${name} <${value}>` : value, subject: '', beginning }
}

export function messageEvent(
  place: Place,
  given: { id: string; person: Person; said: Said; quotes: string[]; occurredAt: Date | null },
): InboundMessageEvent {
  const { id, person, said, quotes, occurredAt } = given
  const also = furtherAddresses(person)
  return {
    type: 'message',
    ...place,
    providerId: id,
    from: senderOf(person),
    ...(also.length === 0 ? {} : { also }),
    reference: id,
    quotes,
    replyToken: null,
    issueRef: null,
    subject: null,
    text: said.text,
    html: null,
    content: said.content,
    attachments: [],
    ...(said.media.length === 0 ? {} : { media: said.media }),
    ...(said.choice === null ? {} : { choice: { payload: said.choice } }),
    occurredAt,
    automatic: false,
    opens: 'issue',
  }
}

export const senderOf = (person: Person): SenderAddress => addressOf(person)
