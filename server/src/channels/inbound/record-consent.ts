import { channelWords } from '@throughline/protocol/channels/words.ts'
import { consentWords } from '@throughline/protocol/consents/words.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { holderOf, isBlocked, normaliseIdentity } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordConsent } from '../../record/consents/consents.ts'
import { scopeOfSender } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundConsentEvent } from '../contract.ts'
import { appendConfirmation } from '../outbound/confirm-consent.ts'
import { mediumOf } from '../outbound/consent.ts'
import { stopQueued } from '../outbound/stop-delivery.ts'
import { believable } from './believable.ts'
import type { InboundDeps } from './deps.ts'
import { inboundByProviderId, isDuplicateMark, markAccepted, markReplayed } from './queries.ts'
import { setAside, type Source } from './set-aside.ts'

/** Longer words than STOP are kept as proof, and no essay. */
const longestWording = 500

/**
 * A customer wants no more messages, or wants them again. Recorded for the address, whoever has it, and shown on the thread
 * of who has it; an address that nobody has makes no customer. The same event twice is found by its mark.
 */
export async function recordConsentEvent(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundConsentEvent,
  source: Source,
): Promise<void> {
  const { value } = normaliseIdentity(event.from.kind, event.from.value)
  // Who only says that an address is theirs does not speak for its owner.
  if (event.from.assurance === 'claimed' || value === '') return keep(deps, channel, event, source)
  const medium = mediumOf(channel)
  // Before the transaction: in it, each waits for the same address with a connection in its hands.
  const channelIds = (await deps.store.all()).filter((one) => mediumOf(one) === medium).map(({ id }) => id)
  try {
    const customerId = await transact(deps.db, async (tx) => {
      const before = await inboundByProviderId(tx, channel.id, event.providerId)
      if (before?.state === 'accepted') return null
      const inboundId = before?.id ?? newId()
      const recorded = await recordIn(tx, deps, channel, { event, value, inboundId, medium, channelIds })
      const { customerId, entryId } = recorded
      const mark = { providerId: event.providerId, kind: 'consent', entryId, customerId }
      if (!before) await markAccepted(tx, { ...mark, id: inboundId, channelId: channel.id, at: deps.clock.now() })
      else if (!(await markReplayed(tx, before.id, { ...mark, ...channelWords.applied_later() }))) {
        throw new AppError('conflict', channelWords.on_thread_already())
      }
      await source.guard?.(tx)
      return recorded.canonicalId
    })
    deps.tally.received(channel.id, 'recorded')
    if (customerId !== null) deps.changed(customerId, [])
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
}

function keep(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { providerId }: InboundConsentEvent,
  source: Source,
): Promise<void> {
  return setAside(deps, channel, {
    providerId,
    kind: 'consent',
    state: 'set_aside',
    source,
    ...consentWords.only_claimed(),
  })
}

interface Understood {
  event: InboundConsentEvent
  /** Of the address, normalised. */
  value: string
  inboundId: string
  medium: string
  /** All channels of the medium. */
  channelIds: readonly string[]
}

async function recordIn(
  tx: Tx,
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { event, value, inboundId, medium, channelIds }: Understood,
): Promise<{ customerId: string | null; canonicalId: string | null; entryId: string | null }> {
  const now = deps.clock.now()
  const { purpose, isGiven } = event
  const named = { kind: event.from.kind, value, scope: scopeOfSender(channel, event.from) }
  // The channel's own address comes before one that means the same everywhere, as for messages.
  const found = (await holderOf(tx, named)) ?? (await holderOf(tx, { ...named, scope: '' }))
  // What is blocked is heard, and shows nothing on the thread.
  const holder = found && !(await isBlocked(tx, found.id)) ? { identityId: found.id, homeId: found.customer_id } : null
  const confirmation = channel.adapter.consent?.confirmation?.(channel.settings, { purpose, isGiven }) ?? null
  const wording = storable(event.text)
  const { row, hasChanged, canonicalId } = await recordConsent(tx, {
    address: { ...named, scope: found?.scope ?? named.scope },
    holder,
    medium,
    purpose,
    isGiven,
    source: wording === '' ? 'provider' : 'customer',
    wording,
    reason: null,
    by: null,
    channelId: channel.id,
    inboundId,
    isConfirmed: confirmation !== null,
    occurredAt: believable(event.occurredAt, now),
    now,
  })
  if (holder !== null && canonicalId !== null && hasChanged && !isGiven && purpose === 'service') {
    await stopQueued(tx, { ...holder, channelIds }, { canonicalId, now })
  }
  if (confirmation !== null && hasChanged && holder !== null) {
    const entryId = row.confirmation_id
    await appendConfirmation(tx, deps, { channel, ...holder, entryId, text: confirmation.text, now })
  }
  return { customerId: holder?.homeId ?? null, canonicalId, entryId: row.entry_id }
}

function storable(text: string): string {
  return text
    .slice(0, longestWording * 4)
    .replaceAll('\u0000', '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, longestWording)
    .toWellFormed()
}
