import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { InboundEvent, ProviderRequest } from '../../../contract.ts'
import { accountFields, errorEvent, isOfTemplate, readAccountUpdate, readTemplate } from './account.ts'
import { readAppContacts, readEarlierMessages, readEchoes, readHistory } from './echoes.ts'
import { aside, placeOf } from './events.ts'
import { readMessages } from './messages.ts'
import { readCalls, readPreferences, readUserIds } from './people.ts'
import { readStatuses } from './statuses.ts'
import { changesIn, NumberValue, type WebhookChange } from './webhook.ts'

/**
 * Everything in one request of Meta, in its order: entries of several accounts, each with changes of several numbers, each
 * with messages and statuses. A member that is not known is set aside alone. Throws `malformed` for what is no webhook.
 */
export function readWebhook(request: ProviderRequest): InboundEvent[] {
  const events = changesIn(request).flatMap((change) => {
    if (!('odd' in change)) return readChange(change)
    const wording = whatsappWords.odd_member({ what: 'change' })
    return [aside({}, { id: change.odd, kind: 'unknown', wording })]
  })
  return withoutRepeats(events)
}

function readChange(change: WebhookChange): InboundEvent[] {
  const { field, digest } = change
  if (accountFields.has(field)) return readAccountUpdate(change)
  if (isOfTemplate(field)) {
    const template = readTemplate(change)
    return template ? [template] : [unknown(change)]
  }
  const events = readOfNumber(change, NumberValue.parse(change.value))
  return events && events.length === 0
    ? [aside({}, { id: digest, kind: 'empty', wording: whatsappWords.odd_member({ what: field.slice(0, 100) }) })]
    : (events ?? [unknown(change)])
}

function unknown({ field, digest }: WebhookChange): InboundEvent {
  const wording = whatsappWords.unknown_field({ field: field.slice(0, 100) })
  return aside({}, { id: digest, kind: 'unknown', wording })
}

/** Null for a field that is not known here. */
function readOfNumber({ field, value: given, digest }: WebhookChange, value: NumberValue): InboundEvent[] | null {
  const messages = list(given['messages'])
  const echoes = list(given['message_echoes'])
  switch (field) {
    case 'messages':
    case 'standby': {
      const events = [...readMessages(value, messages, digest), ...readStatuses(value, list(given['statuses']), digest)]
      // Beside a message an error says why that one has no content.
      return messages.length > 0
        ? events
        : [...events, ...value.errors.map((one, at) => errorEvent(placeOf(value), one, `${digest}:error:${at}`))]
    }
    case 'smb_message_echoes':
    case 'message_echoes':
      return readEchoes(value, echoes, { digest, isHistory: false })
    case 'history':
      return [
        ...readHistory(value, list(given['history']), digest),
        ...readEarlierMessages(value, messages),
        ...readEchoes(value, echoes, { digest, isHistory: true }),
      ]
    case 'smb_app_state_sync':
      return readAppContacts(value, digest)
    case 'calls':
      return readCalls(value, list(given['calls']), list(given['statuses']))
    case 'user_preferences':
      return readPreferences(value, list(given['user_preferences']), digest)
    case 'user_id_update':
      return readUserIds(value, list(given['user_id_update']), digest)
    default:
      return null
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The same member twice in one request is one event. */
function withoutRepeats(events: readonly InboundEvent[]): InboundEvent[] {
  const eventsById = new Map<string, InboundEvent>()
  for (const event of events) {
    const key = `${event.account ?? ''} ${event.providerId}`
    if (!eventsById.has(key)) eventsById.set(key, event)
  }
  return [...eventsById.values()]
}
