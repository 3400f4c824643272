import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { contactableIdentitiesOf } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { consentsOf } from '../../record/consents/consents.ts'
import { lastHeardOn } from '../../record/timeline/timeline.ts'
import type { OutboundDeps } from './deps.ts'
import { wayOf } from './consent.ts'
import { reachableAddresses, type WhyUnwanted } from './reachable.ts'

type Ways = Pick<OutboundDeps, 'store' | 'whoIsUs' | 'clock'>

export async function addressesOf(db: Db | Tx, deps: Ways, memberIds: readonly string[]): Promise<ReachableAddress[]> {
  return (await waysTo(db, deps, memberIds)).addresses
}

/** The address to write to, and the record on which what goes there is recorded. Says why when there is none. */
export async function addressToWriteTo(
  db: Db | Tx,
  deps: Ways,
  memberIds: readonly string[],
  asked: { channelId?: string | undefined; identityId?: string | undefined },
): Promise<{ address: ReachableAddress; homeId: string }> {
  const { addresses, identities } = await waysTo(db, deps, memberIds)
  const address = chooseAddress(addresses, asked)
  return { address, homeId: identities.find(({ id }) => id === address.identity.id)!.homeId }
}

async function waysTo(db: Db | Tx, deps: Ways, memberIds: readonly string[]) {
  const [[identities, whyUnwanted], channels, lastHeard, us] = await Promise.all([
    withConsents(db, memberIds),
    deps.store.all(),
    lastHeardOn(db, memberIds),
    deps.whoIsUs.now(),
  ])
  const known = { lastHeard, us, whyUnwanted, now: deps.clock.now() }
  return { identities, addresses: reachableAddresses(identities, channels, known) }
}

async function withConsents(db: Db | Tx, memberIds: readonly string[]) {
  const identities = await contactableIdentitiesOf(db, memberIds)
  const why = await consentsOf(db, identities)
  const whyUnwanted: WhyUnwanted = (identity, channel) => why(identity, wayOf(channel, identity.scope))
  return [identities, whyUnwanted] as const
}

/** The address to write to: the one asked for, or the default. Says why when there is none. */
export function chooseAddress(
  addresses: readonly ReachableAddress[],
  asked: { channelId?: string | undefined; identityId?: string | undefined },
): ReachableAddress {
  const fitting = addresses.filter(
    (address) =>
      (asked.channelId === undefined || address.channel.id === asked.channelId) &&
      (asked.identityId === undefined || address.identity.id === asked.identityId),
  )
  const usable = fitting.find((address) => address.usable)
  if (usable) return usable
  const [refused] = fitting
  if (refused)
    throw new AppError(
      'unusable_channel',
      joinWordings(channelWords.cannot_be_written_to({ address: refused.identity.value }), {
        sentence: refused.reason,
        words: refused.words,
      }),
    )
  if (asked.channelId !== undefined || asked.identityId !== undefined) {
    throw new AppError('unusable_channel', channelWords.no_such_address())
  }
  throw new AppError('unreachable_customer', channelWords.no_usable_address())
}
