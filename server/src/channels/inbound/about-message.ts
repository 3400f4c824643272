import {
  holderOf,
  identitiesOf,
  isBlocked,
  normaliseIdentity,
  displayNamesOf,
  type LockedCustomer,
} from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { EntryRow } from '../../record/timeline/timeline.ts'
import { scopeOfSender } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { SenderAddress } from '../contract.ts'
import { deliveryByProviderId } from '../outbound/queries.ts'
import { inboundByProviderId } from './queries.ts'

/** The entry of the message that the provider calls this, whoever wrote it; null: it is not here, or not yet. */
export async function entryNamed(db: Db | Tx, channelId: string, providerId: string): Promise<string | null> {
  const received = await inboundByProviderId(db, channelId, providerId)
  // Events have ids of their own, which may be those of messages elsewhere.
  if (received?.state === 'accepted' && received.kind === 'message') return received.entry_id
  return (await deliveryByProviderId(db, channelId, providerId))?.entry_id ?? null
}

/** An address as it is known, and the record that it is on. */
export interface KnownAddress {
  id: string
  homeId: string
}

/** Whose address it is, without making anybody a customer; a mere claim finds nobody. */
export async function knownAddress(
  db: Db | Tx,
  channel: ConfiguredChannel,
  from: SenderAddress,
): Promise<KnownAddress | null> {
  const { kind } = from
  const { value } = normaliseIdentity(kind, from.value)
  if (value === '') return null
  for (const scope of new Set([scopeOfSender(channel, from), ''])) {
    const held = await holderOf(db, { kind, value, scope })
    if (held) return { id: held.id, homeId: held.customer_id }
  }
  return null
}

export interface Actor extends KnownAddress {
  name: string
  /** The message is theirs: it came by this address, or by another one of the same record. */
  isSender: boolean
  isBlocked: boolean
}

/** Who did something to a message, if they are on its thread; null: a stranger. */
export async function actorOn(
  tx: Tx,
  channel: ConfiguredChannel,
  { entry, thread, from }: { entry: EntryRow; thread: LockedCustomer; from: SenderAddress },
): Promise<Actor | null> {
  const identity =
    entry.identity_id === null ? null : (await identitiesOf(tx, [entry.identity_id])).get(entry.identity_id)
  const { value } = normaliseIdentity(from.kind, from.value)
  const isOwn = identity?.kind === from.kind && identity.value === value && entry.channel_id === channel.id
  const address = isOwn ? { id: identity.id, homeId: entry.customer_id } : await knownAddress(tx, channel, from)
  if (!address || !thread.memberIds.includes(address.homeId)) return null
  const isIncoming = entry.kind === 'message' && entry.direction === 'in'
  const isSender = isIncoming && (isOwn || address.homeId === entry.customer_id)
  const name = from.name?.trim().slice(0, 200) || (await displayNamesOf(tx, [address.homeId])).get(address.homeId)
  return { ...address, name: (name || value).toWellFormed(), isSender, isBlocked: await isBlocked(tx, address.id) }
}
