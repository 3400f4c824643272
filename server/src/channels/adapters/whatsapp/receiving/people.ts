import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import type { InboundEvent } from '../../../contract.ts'
import { aside, placeOf } from './events.ts'
import { addressOf, contactOf, personOf } from './person.ts'
import { identityEvents, System } from './system.ts'
import { shortId, timeOf, type NumberValue } from './webhook.ts'

const text = z.string().catch('')

const Preference = z.object({
  wa_id: text,
  user_id: text,
  detail: text,
  category: text,
  value: text,
  timestamp: z.unknown().optional(),
})

const isGivenByValue: Readonly<Record<string, boolean>> = { stop: false, resume: true, signup: true }

/**
 * Whether a person wants marketing messages.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 */
export function readPreferences(value: NumberValue, members: readonly unknown[], digest: string): InboundEvent[] {
  const place = placeOf(value)
  return members.map((member, at) => {
    const id = `${digest}:preference:${at}`
    const { data } = Preference.safeParse(member)
    const isGiven = data && Object.hasOwn(isGivenByValue, data.value) ? isGivenByValue[data.value] : undefined
    if (!data || isGiven === undefined) {
      return aside(place, { id, kind: 'unknown', wording: whatsappWords.odd_member({ what: 'preference' }) })
    }
    const given = [data.user_id, data.wa_id]
    const isUnnamed = given.every((one) => one === '')
    const from = addressOf(personOf(given, contactOf(value.contacts, given, isUnnamed && members.length === 1)))
    const occurredAt = timeOf(data.timestamp)
    return {
      type: 'consent',
      ...place,
      providerId: id,
      from,
      purpose: 'proactive',
      isGiven,
      text: data.detail,
      occurredAt,
    }
  })
}

const UserId = z.object({
  wa_id: text,
  user_id: z.object({ previous: text, current: text }),
  timestamp: z.unknown().optional(),
})

/** A person’s id within the portfolio was replaced, without a message of theirs. */
export function readUserIds(value: NumberValue, members: readonly unknown[], digest: string): InboundEvent[] {
  const place = placeOf(value)
  return members.flatMap((member, at): InboundEvent[] => {
    const id = `${digest}:user-id:${at}`
    const { data } = UserId.safeParse(member)
    const odd = aside(place, { id, kind: 'unknown', wording: whatsappWords.odd_member({ what: 'user id' }) })
    if (!data) return [odd]
    const { previous, current } = data.user_id
    const was = personOf([previous], null)
    const notice = System.parse({ user_id: current })
    const events = identityEvents(place, { id, was, notice, occurredAt: timeOf(data.timestamp) })
    return events.length > 0 ? events : [odd]
  })
}

const Call = z.object({ id: z.string().min(1), event: text, status: text, from: text, direction: text })

/** Calls are not taken here yet: they are kept, for whom they may concern. */
export function readCalls(value: NumberValue, calls: readonly unknown[], statuses: readonly unknown[]): InboundEvent[] {
  const place = placeOf(value)
  return [...calls, ...statuses].flatMap((member) => {
    const { data } = Call.safeParse(member)
    if (!data) return []
    const { name, value: sender } = addressOf(personOf([data.from], contactOf(value.contacts, [data.from], true)))
    const event = (data.event || data.status).toLowerCase().slice(0, 100)
    const preview = { sender: name ? `${name} <${sender}>` : sender, subject: '', beginning: '' }
    return [
      aside(place, {
        id: shortId(`${data.id}:${event}`),
        kind: 'call',
        wording: whatsappWords.call({ event }),
        preview,
      }),
    ]
  })
}
