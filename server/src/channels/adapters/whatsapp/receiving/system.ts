import { z } from 'zod'
import type { InboundIdentityEvent } from '../../../contract.ts'
import type { Place } from './events.ts'
import { addressOf, personOf, type Person } from './person.ts'
import { shortId } from './webhook.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system

const text = z.string().catch('')

export const System = z.object({
  type: text,
  body: text,
  /** The new number; `new_wa_id` in older webhooks. */
  wa_id: text,
  new_wa_id: text,
  /** The new id. */
  user_id: text,
  previous_user_id: text,
})

/** The number or the id of a person was replaced by another one: an event for each of them. */
export function identityEvents(
  place: Place,
  given: { id: string; was: Person; notice: z.infer<typeof System>; occurredAt: Date | null },
): InboundIdentityEvent[] {
  const { id, notice, occurredAt } = given
  const was = personOf([notice.previous_user_id, given.was.userId, given.was.phone], null)
  const is = personOf([notice.user_id, notice.new_wa_id, notice.wa_id], null)
  const pairs: [part: string, from: Person, to: Person][] = []
  const noBody: Person = { userId: '', phone: '', username: '', name: '' }
  const ofUser = (userId: string): Person => ({ ...noBody, userId })
  const ofPhone = (phone: string): Person => ({ ...noBody, phone })
  if (was.userId !== '' && is.userId !== '') pairs.push(['user', ofUser(was.userId), ofUser(is.userId)])
  if (was.phone !== '' && is.phone !== '') pairs.push(['phone', ofPhone(was.phone), ofPhone(is.phone)])
  // One of them is all that is known on one of the sides.
  if (pairs.length === 0 && (was.userId || was.phone) && (is.userId || is.phone)) pairs.push(['', was, is])
  return pairs
    .filter(([, from, to]) => addressOf(from).value !== addressOf(to).value)
    .map(([part, from, to]) => ({
      type: 'identity',
      ...place,
      providerId: shortId(part === '' ? id : `${id}:${part}`),
      from: addressOf(from),
      to: addressOf(to),
      occurredAt,
    }))
}
