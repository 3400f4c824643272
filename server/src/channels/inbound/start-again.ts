import { normaliseIdentity } from '../../people/customers/customers.ts'
import { whyNotWrite } from '../../record/consents/consents.ts'
import { scopeOfSender } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundConsentEvent, InboundMessageEvent } from '../contract.ts'
import { wayOf } from '../outbound/consent.ts'
import type { InboundDeps } from './deps.ts'

/** What a word such as YES means to somebody who has asked for no more messages; null: it is a message like any other. */
export async function startAgain(
  { db }: Pick<InboundDeps, 'db'>,
  channel: ConfiguredChannel,
  { startsAgain, providerId, occurredAt, from, text }: InboundMessageEvent,
): Promise<InboundConsentEvent | null> {
  if (!startsAgain) return null
  const { kind } = from
  const { value } = normaliseIdentity(kind, from.value)
  const way = wayOf(channel, scopeOfSender(channel, from))
  if ((await whyNotWrite(db, { kind, value, way })) === null) return null
  return { type: 'consent', providerId, occurredAt, from, purpose: 'service', isGiven: true, text }
}
