import type { ConsentPurpose } from '@throughline/protocol/consents/consent.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { addressOfIdentity } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { consentsOf, whyNotWrite, type Way } from '../../record/consents/consents.ts'
import { addressScope } from '../address-scope.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'

/** Everything that is sent today answers a customer, or is about what they asked for. */
const whatWeSend: ConsentPurpose = 'service'

/** Channels of one medium fall silent together. */
export const mediumOf = ({ adapter }: Pick<ConfiguredChannel, 'adapter'>): string =>
  adapter.consent?.medium ?? adapter.kind

/** The way out of a channel to an address of this scope, as far as consents are concerned. */
export function wayOf(channel: ConfiguredChannel, scope: string): Way {
  const scopes = [...new Set(['', scope, channel.id, addressScope(channel) ?? ''])]
  return { scopes, medium: mediumOf(channel), purpose: whatWeSend }
}

/** Why the owner of an address wants nothing to leave by the channel; null when it may. */
export async function whyNotSend(
  tx: Tx,
  channel: ConfiguredChannel,
  { identityId, entryId }: { identityId: string; entryId?: string },
): Promise<Wording | null> {
  const address = await addressOfIdentity(tx, identityId)
  if (address === null) return null
  const { kind, value, scope } = address
  return whyNotWrite(tx, { kind, value, way: wayOf(channel, scope), ...(entryId === undefined ? {} : { entryId }) })
}

/** Of mail addresses, normalised, those whose owners have asked for no more mail: none of them gets a copy. */
export async function withoutMail(db: Db | Tx, addresses: readonly string[]): Promise<Set<string>> {
  const asMail = addresses.map((value) => ({ kind: 'email', value }))
  const why = await consentsOf(db, asMail)
  const way = { scopes: [''], medium: 'email', purpose: whatWeSend }
  return new Set(asMail.filter((address) => why(address, way) !== null).map(({ value }) => value))
}
