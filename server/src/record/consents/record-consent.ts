import type { Consent, ConsentPurpose } from '@throughline/protocol/consents/consent.ts'
import { mediumName } from '@throughline/protocol/consents/medium-name.ts'
import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { newId } from '../../lib/ids.ts'
import { displayNamesOf, lockThread, type Actor } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { appendEntry } from '../timeline/timeline.ts'
import { insertConsent, keyOf, lockAddress, saidAbout, type AddressKey, type ConsentRow } from './queries.ts'
import { whyNot, type Said } from './state.ts'

export interface NewConsent {
  address: AddressKey & { scope: string }
  /** Who has the address; null: nobody yet. What was said holds for whoever comes to have it. */
  holder: { identityId: string; homeId: string } | null
  medium: string | null
  purpose: ConsentPurpose
  isGiven: boolean
  source: Consent['source']
  wording: string
  reason: string | null
  /** Who recorded it; null: it came in by a channel, from the customer. */
  by: { actor: Actor; author: Author } | null
  channelId: string | null
  inboundId: string | null
  /** A withdrawal that changes something is answered by one message, which may leave all the same. */
  isConfirmed: boolean
  occurredAt: Date
  now: Date
}

export interface RecordedConsent {
  row: ConsentRow
  /** Of the holder's thread; null without one. */
  canonicalId: string | null
  /** Something may leave that might not before, or the other way round. */
  hasChanged: boolean
}

/**
 * Records what was said, shows it on the thread of who has the address, and records the events. It opens no issue and
 * belongs to none. The caller has locked nothing yet but identities: the address comes before the thread.
 */
export async function recordConsent(tx: Tx, consent: NewConsent): Promise<RecordedConsent> {
  const { address, holder, purpose, isGiven, medium, now } = consent
  await lockAddress(tx, address)
  const before = (await saidAbout(tx, [address])).get(keyOf(address)) ?? []
  const { hasChanged, confirmationId } = decide(before, consent)
  const isOnThread = holder !== null && consent.source !== 'import'
  const onThread = isOnThread ? await showOnThread(tx, { ...consent, holder }) : null
  const row = await insertConsent(tx, {
    id: newId(),
    kind: address.kind,
    value: address.value,
    scope: address.scope,
    medium,
    purpose,
    is_given: isGiven,
    source: consent.source,
    wording: consent.wording,
    reason: consent.reason,
    said_by: consent.by && JSON.stringify(consent.by.actor),
    customer_id: holder?.homeId ?? null,
    channel_id: consent.channelId,
    entry_id: onThread?.entryId ?? null,
    inbound_id: consent.inboundId,
    confirmation_id: consent.isConfirmed && hasChanged && holder !== null ? newId() : confirmationId,
    occurred_at: consent.occurredAt,
    recorded_at: now,
  })
  return { row, hasChanged, canonicalId: onThread?.canonicalId ?? null }
}

/**
 * Whether it decides otherwise than what was said before; late news of what was taken back since do not. Who says STOP twice
 * still gets the confirmation of the first, which may be on its way.
 */
function decide(
  before: readonly Said[],
  { address, medium, purpose, isGiven, occurredAt }: NewConsent,
): { hasChanged: boolean; confirmationId: string | null } {
  const scopes = [...new Set(['', address.scope])]
  // A way that nobody has named stands for every way.
  const way = { scopes, medium: medium ?? '', purpose }
  const said: Said = {
    scope: address.scope,
    medium,
    purpose,
    isGiven,
    occurredAt,
    seq: Number.POSITIVE_INFINITY,
    confirmationId: null,
  }
  const refusal = whyNot(before, way)
  const hasChanged = (refusal === null) !== (whyNot([...before, said], way) === null)
  return { hasChanged, confirmationId: isGiven ? null : (refusal?.confirmationId ?? null) }
}

async function showOnThread(
  tx: Tx,
  consent: NewConsent & { holder: NonNullable<NewConsent['holder']> },
): Promise<{ entryId: string; canonicalId: string }> {
  const { holder, purpose, isGiven, medium, source, wording, reason, by, channelId, now } = consent
  const position = await lockThread(tx, { homeId: holder.homeId, now })
  const { canonicalId: customerId } = position
  const name = (await displayNamesOf(tx, [holder.homeId])).get(holder.homeId) ?? consent.address.value
  const author: Author = by?.author ?? { kind: 'customer', id: holder.homeId, name }
  const entryId = newId()
  const data = { purpose, medium, isGiven, source, wording, address: consent.address.value, reason }
  await appendEntry(tx, position, {
    id: entryId,
    kind: 'event',
    direction: 'internal',
    channelId,
    identityId: holder.identityId,
    author,
    issueId: null,
    text: sentenceOf(consent, author.name),
    content: { type: 'event', name: 'consent.recorded', data },
    occurredAt: consent.occurredAt,
    threading: { reason: 'none', ...threadingWords.about_an_address() },
  })
  const { identityId } = holder
  await recordEvents(
    tx,
    [
      { type: 'entry.appended', customerId, entryId },
      { type: 'consent.recorded', customerId, entryId, data: { identityId, purpose, medium, isGiven } },
    ],
    now,
  )
  return { entryId, canonicalId: customerId }
}

/** For programs, and for clients that do not know the event: `Mara asked for no more messages by SMS (STOP).` */
function sentenceOf({ purpose, isGiven, medium, wording, by, address }: NewConsent, name: string): string {
  const way = medium === null ? '' : ` by ${mediumName(medium)}`
  const said = wording === '' ? '' : ` (${wording})`
  const what = saidBy[`${purpose}_${isGiven ? 'given' : 'withdrawn'}`]
  return by === null
    ? `${name} ${what.customer}${way}${said}.`
    : `${name} recorded for ${address.value}: ${what.us}${way}${said}.`
}

const saidBy = {
  service_withdrawn: { customer: 'asked for no more messages', us: 'no more messages' },
  service_given: { customer: 'wants messages again', us: 'messages again' },
  proactive_withdrawn: { customer: 'asked for no more news and offers', us: 'no news and offers' },
  proactive_given: { customer: 'agreed to news and offers', us: 'news and offers' },
} as const
