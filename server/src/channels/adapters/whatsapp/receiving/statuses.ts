import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import type { InboundEvent, InboundReceiptEvent } from '../../../contract.ts'
import { refusalOf } from '../refusals.ts'
import { aside, placeOf, type Place } from './events.ts'
import { Failure, readAll, shortId, type NumberValue } from './webhook.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status

const text = z.string().catch('')

const Status = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  /** What `send` gave along. */
  biz_opaque_callback_data: text,
  recipient_participant_id: text,
  recipient_participant_user_id: text,
  errors: z.array(z.unknown()).catch([]).transform(readAll(Failure)),
})

const stateByStatus: Readonly<Record<string, InboundReceiptEvent['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  // A voice message was listened to.
  played: 'read',
  failed: 'failed',
}

/** What became of what we sent. */
export function readStatuses(value: NumberValue, members: readonly unknown[], digest: string): InboundEvent[] {
  const place = placeOf(value)
  return members.map((member, at) => {
    const { data } = Status.safeParse(member)
    if (data) return readStatus(place, data)
    const wording = whatsappWords.odd_member({ what: 'status' })
    return aside(place, { id: `${digest}:status:${at}`, kind: 'unknown', wording })
  })
}

function readStatus(place: Place, status: z.infer<typeof Status>): InboundEvent {
  const { id, errors, recipient_participant_user_id: userId, recipient_participant_id: participant } = status
  const entryId = status.biz_opaque_callback_data
  const word = status.status.toLowerCase()
  const state = Object.hasOwn(stateByStatus, word) ? stateByStatus[word] : undefined
  const providerId = [id, word, userId || participant].filter((part) => part !== '').join(':')
  const wording = whatsappWords.reported({ status: word.slice(0, 100) })
  if (state === undefined) return aside(place, { id: providerId, kind: 'status', wording })
  const [failure] = errors
  const why: Wording = state === 'failed' && failure ? refusalOf(failure).wording : wording
  return {
    type: 'receipt',
    ...place,
    providerId: shortId(providerId),
    about: shortId(id),
    ...(entryId === '' ? {} : { entryId: entryId.slice(0, 100) }),
    // A message has one recipient, and WhatsApp may name it by another address than it was sent to.
    recipient: null,
    state,
    // WhatsApp does not say which of several reasons it has, and the number may serve other channels.
    addressIsDead: false,
    code: state === 'failed' ? (failure?.code ?? null) : null,
    ...why,
  }
}
