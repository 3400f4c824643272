import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import type { InboundEchoEvent, InboundEvent } from '../../../contract.ts'
import { readContent, unsupported } from './content.ts'
import { aside, messageEvent, placeOf, previewOf, type Place } from './events.ts'
import { Message } from './messages.ts'
import { addressOf, contactOf, personOf, type Person } from './person.ts'
import { Failure, readAll, shortId, timeOf, type NumberValue } from './webhook.ts'

// Coexistence: the number is used in the WhatsApp Business app, too.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes and history

const text = z.string().catch('')
const Echo = Message.extend({ to: text, to_user_id: text })
type Echo = z.infer<typeof Echo>

/** What the company wrote in the app. */
export function readEchoes(
  value: NumberValue,
  members: readonly unknown[],
  { digest, isHistory }: { digest: string; isHistory: boolean },
): InboundEvent[] {
  const place = placeOf(value)
  return members.map((member, at) => {
    const { data: echo } = Echo.safeParse(member)
    if (!echo) return odd(place, `${digest}:echo:${at}`)
    const given = [echo.to_user_id, echo.to]
    return readEcho(place, echo, {
      to: personOf(given, contactOf(value.contacts, given, members.length === 1)),
      isHistory,
    })
  })
}

const odd = (place: Place, id: string): InboundEvent =>
  aside(place, { id, kind: 'unknown', wording: whatsappWords.odd_member({ what: 'echo' }) })

function readEcho(place: Place, echo: Echo, { to, isHistory }: { to: Person; isHistory: boolean }): InboundEvent {
  const { id, type } = echo
  if (type === 'edit') return aside(place, { id, kind: 'echo-edit', wording: whatsappWords.echo_edited() })
  if (type === 'revoke') return aside(place, { id, kind: 'echo-deletion', wording: whatsappWords.echo_deleted() })
  const { text: written, content, media } = readContent(echo) ?? unsupported(echo, echo.errors)
  const event: InboundEchoEvent = {
    type: 'echo',
    ...place,
    providerId: shortId(id),
    to: addressOf(to),
    text: written,
    content,
    attachments: [],
    ...(media.length === 0 ? {} : { media }),
    ...(isHistory ? { isHistory } : {}),
    occurredAt: timeOf(echo.timestamp),
  }
  return event
}

const Thread = z.object({
  id: text,
  context: z.object({ wa_id: text, user_id: text, username: text }).catch({ wa_id: '', user_id: '', username: '' }),
  messages: z.array(z.unknown()).catch([]),
})

const Chunk = z.object({
  metadata: z.object({ phase: z.number().catch(0), progress: z.number().catch(0) }).catch({ phase: 0, progress: 0 }),
  threads: z.array(z.unknown()).catch([]).transform(readAll(Thread)),
  errors: z.array(z.unknown()).catch([]).transform(readAll(Failure)),
})

/** Conversations of before, as they were in the app. They open nothing and call nobody. */
export function readHistory(value: NumberValue, members: readonly unknown[], digest: string): InboundEvent[] {
  const place = placeOf(value)
  return readAll(Chunk)([...members]).flatMap(({ metadata, threads, errors }, at) => {
    const id = `${digest}:history:${at}`
    const declined = errors.some(({ code }) => code === '2593109')
    const wording = declined ? whatsappWords.history_declined() : whatsappWords.history({ progress: metadata.progress })
    const state = aside(place, { id, kind: 'history', wording })
    return [...threads.flatMap((thread) => ofThread(place, value, thread)), state]
  })
}

function ofThread(place: Place, { metadata }: NumberValue, thread: z.infer<typeof Thread>): InboundEvent[] {
  const { wa_id, user_id, username } = thread.context
  const person = { ...personOf([user_id, wa_id, thread.id], null), username }
  const ours = metadata.display_phone_number.replace(/\D/g, '')
  return readAll(Echo)(thread.messages).map((message) => {
    const isOurs = message.to !== '' || (ours !== '' && message.from.replace(/\D/g, '') === ours)
    if (isOurs) return readEcho(place, message, { to: person, isHistory: true })
    return earlierMessage(place, message, person)
  })
}

/** A customer’s message of before. */
export function earlierMessage(place: Place, message: Message, person: Person): InboundEvent {
  const said = readContent(message) ?? unsupported(message, message.errors)
  const id = shortId(message.id)
  const event = messageEvent(place, { id, person, said, quotes: [], occurredAt: timeOf(message.timestamp) })
  const takenFor = { kind: 'history', ...whatsappWords.earlier_message() }
  return { ...event, automatic: true, opens: 'append-only', takenFor }
}

/** Media of earlier messages of customers come apart from their conversations. */
export function readEarlierMessages(value: NumberValue, members: readonly unknown[]): InboundEvent[] {
  const place = placeOf(value)
  return readAll(Message)([...members]).map((message) => {
    const given = [message.from_user_id, message.from]
    return earlierMessage(place, message, personOf(given, contactOf(value.contacts, given, members.length === 1)))
  })
}

/** Contacts of the app. Whose they are, nobody has proven, and they have not written to us. */
export function readAppContacts(value: NumberValue, digest: string): InboundEvent[] {
  const preview = value.contacts[0] ? previewOf(personOf([], value.contacts[0]), '') : undefined
  return [aside(placeOf(value), { id: digest, kind: 'contacts', wording: whatsappWords.app_contacts(), preview })]
}
