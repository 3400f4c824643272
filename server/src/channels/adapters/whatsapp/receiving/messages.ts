import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import type { InboundEvent, InboundMessageEvent } from '../../../contract.ts'
import { readContent, unsupported, withReferral, type MessageParts } from './content.ts'
import { aside, messageEvent, placeOf, previewOf, type Place } from './events.ts'
import { addressOf, contactOf, personOf, type Person } from './person.ts'
import { identityEvents, System } from './system.ts'
import { Failure, readAll, shortId, timeOf, type NumberValue } from './webhook.ts'

const text = z.string().catch('')

export const Message = z.looseObject({
  id: z.string().min(1),
  type: text,
  from: text,
  from_user_id: text,
  timestamp: z.unknown().optional(),
  group_id: text,
  context: z.object({ id: text }).catch({ id: '' }),
  errors: z.array(z.unknown()).catch([]).transform(readAll(Failure)),
})
export type Message = z.infer<typeof Message>

const About = z.object({ message_id: text, original_message_id: text })
const Reaction = About.extend({ emoji: text })
const Edit = About.extend({ message: z.looseObject({ type: z.string() }) })
const Permission = z.object({
  type: z.literal('call_permission_reply'),
  call_permission_reply: z.object({ response: text }).catch({ response: '' }),
})

/** What customers wrote, and what else WhatsApp hands on as a message: reactions, edits, deletions, notices. */
export function readMessages(value: NumberValue, members: readonly unknown[], digest: string): InboundEvent[] {
  const place = placeOf(value)
  const read = members.map((member) => Message.safeParse(member))
  const senders = new Set(read.map(({ data }) => data?.from_user_id || data?.from))
  return read.flatMap(({ data: message }, at) => {
    if (!message) {
      return [
        aside(place, {
          id: `${digest}:${at}`,
          kind: 'unknown',
          wording: whatsappWords.odd_member({ what: 'message' }),
        }),
      ]
    }
    const given = [message.from_user_id, message.from]
    const person = personOf(given, contactOf(value.contacts, given, senders.size === 1))
    return readMessage(place, { message, person, value })
  })
}

interface Given {
  message: Message
  person: Person
  value: NumberValue
}

function readMessage(place: Place, given: Given): InboundEvent[] {
  const { message, person, value } = given
  const { type, group_id: groupId } = message
  const put = (kind: string, wording: Parameters<typeof aside>[1]['wording'], beginning = ''): InboundEvent[] => [
    aside(place, { id: message.id, kind, wording, preview: previewOf(person, beginning) }),
  ]
  if (type === 'system') return readSystem(place, given, put)
  if (groupId !== '') return put('group', whatsappWords.in_group(), saidIn(message))
  if (isOwnNumber(person, value)) return put('own-number', whatsappWords.from_own_number(), saidIn(message))
  if (type === 'request_welcome') return put('chat-opened', whatsappWords.chat_opened())
  const permission = Permission.safeParse(message[type])
  if (permission.success) {
    const { response } = permission.data.call_permission_reply
    return put('call-permission', whatsappWords.call_permission({ answer: response }))
  }
  return [amendment(place, given) ?? said(place, given)]
}

function readSystem(
  place: Place,
  { message, person }: Given,
  put: (kind: string, wording: Parameters<typeof aside>[1]['wording']) => InboundEvent[],
): InboundEvent[] {
  const system = System.safeParse(message['system'])
  const notice = system.success ? system.data : System.parse({})
  const changes = identityEvents(place, { id: message.id, was: person, notice, occurredAt: timeOf(message.timestamp) })
  if (changes.length > 0) return changes
  if (notice.type === 'customer_identity_changed' || notice.type === 'user_identity_changed') {
    return put('security-code', whatsappWords.security_code())
  }
  return put('system', whatsappWords.system({ type: notice.type || notice.body }))
}

/** A reaction, an edit or a deletion; null for what is none, or does not say of what. */
function amendment(place: Place, { message, person }: Given): InboundEvent | null {
  const part = message[message.type]
  const event = {
    ...place,
    providerId: shortId(message.id),
    from: addressOf(person),
    occurredAt: timeOf(message.timestamp),
  }
  if (message.type === 'reaction') {
    const { data } = Reaction.safeParse(part)
    if (!data?.message_id) return null
    return { type: 'reaction', ...event, about: shortId(data.message_id), emoji: data.emoji || null }
  }
  if (message.type === 'edit') {
    const { data } = Edit.safeParse(part)
    if (!data?.original_message_id) return null
    const { text: changed, content } = readContent(data.message) ?? unsupported(data.message, message.errors)
    return { type: 'edit', ...event, about: shortId(data.original_message_id), text: changed, content }
  }
  if (message.type === 'revoke') {
    const { data } = About.safeParse(part)
    return data?.original_message_id ? { type: 'deletion', ...event, about: shortId(data.original_message_id) } : null
  }
  return null
}

function said(place: Place, { message, person, value }: Given): InboundMessageEvent {
  const failures = message.errors.length > 0 ? message.errors : value.errors
  const read = readContent(message) ?? unsupported(message, failures)
  const quoted = message.context.id
  return messageEvent(place, {
    id: shortId(message.id),
    person,
    said: withReferral(read, message['referral']),
    quotes: quoted === '' ? [] : [shortId(quoted)],
    occurredAt: timeOf(message.timestamp),
  })
}

const saidIn = (message: MessageParts): string => readContent(message)?.text ?? ''

/** Somebody wrote from this very number: what we sent, come back. */
function isOwnNumber({ phone, userId }: Person, { metadata }: NumberValue): boolean {
  return userId === '' && phone !== '' && phone === `+${metadata.display_phone_number.replace(/\D/g, '')}`
}
