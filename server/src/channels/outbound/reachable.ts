import { channelWords } from '@throughline/protocol/channels/words.ts'
import { quotedUnlessOurs } from '../../lib/errors.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { normaliseIdentity } from '../../people/customers/customers.ts'
import { isNowhere } from '../../lib/mail-address.ts'
import type { Reachability, Us } from '../contract.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { addressScope } from '../address-scope.ts'

/** An address of the customer, as far as writing to it is concerned. */
export interface Contactable {
  id: string
  kind: string
  value: string
  scope: string
  assurance: Assurance
  blocked: boolean
  personBlocked: boolean
  domainBlocked: boolean
  undeliverable: ({ since: string } & Wording) | null
}

/** Where the customer was heard last, newest first. */
export interface LastHeard {
  channelId: string
  identityId: string
  /** By the clock of the provider, where it says. */
  heardAt: Date
}

/** Why the owner of an address wants nothing by a channel; null when it may be written to. */
export type WhyUnwanted = (identity: Contactable, channel: ConfiguredChannel) => Wording | null

interface Known {
  lastHeard: readonly LastHeard[]
  us: Pick<Us, 'isMailbox'>
  whyUnwanted: WhyUnwanted
  now: Date
}

/**
 * Every way to write to a customer, the best first, each with its reason. The default is where the customer last
 * wrote and can be reached: a customer who writes on chat is answered on chat. A way by which nothing leaves is the
 * default only where there is no other. Pure.
 */
export function reachableAddresses(
  identities: readonly Contactable[],
  channels: readonly ConfiguredChannel[],
  { lastHeard, us, whyUnwanted, now }: Known,
): ReachableAddress[] {
  const ways = identities.flatMap((identity) =>
    channels.filter((channel) => speaks(channel, identity)).map((channel) => ({ identity, channel })),
  )
  const ranked = ways
    .map((way) => {
      const { channel, identity } = way
      const kept = channel.adapter.whyKept?.(channel.settings) ?? null
      const rank = lastHeard.findIndex((last) => last.channelId === channel.id && last.identityId === identity.id)
      const lastHeardAt = lastHeard[rank]?.heardAt ?? null
      const reach = channel.adapter.reachability?.(channel.settings, { lastHeardAt, now }) ?? null
      const problem = problemOf(channel, identity, { us, whyUnwanted }) ?? closedBy(reach)
      return { ...way, rank: rank < 0 ? Infinity : rank, problem, kept, reach }
    })
    .sort((a, b) => standing(a) - standing(b) || compareRanks(a.rank, b.rank))
  const first = ranked.find((way) => way.problem === null)
  return ranked.map(({ identity, channel, rank, problem, kept, reach }) => ({
    channel: { id: channel.id, kind: channel.kind, name: channel.name },
    identity: { id: identity.id, kind: identity.kind, value: identity.value, assurance: identity.assurance },
    usable: problem === null,
    ...(problem ?? (kept ? because('kept', kept) : reasonFor(rank, identity))),
    isDefault: first !== undefined && identity === first.identity && channel === first.channel,
    ...(reach ? { window: { state: reach.state, until: reach.until?.toISOString() ?? null } } : {}),
    ...quotesOf(channel),
    capabilities: {
      richText: channel.adapter.capabilities.richText,
      attachments: channel.adapter.capabilities.attachments !== null,
      subject: channel.adapter.capabilities.subject,
      cc: channel.adapter.capabilities.cc,
      live: channel.adapter.capabilities.live,
    },
  }))
}

function quotesOf({ adapter, settings }: ConfiguredChannel): Pick<ReachableAddress, 'quotes'> {
  const quotes = adapter.quotes?.(settings) ?? 'none'
  return quotes === 'none' ? {} : { quotes }
}

/** What really leaves comes first, then what is only kept for reading, then what is refused. */
function standing({ problem, kept }: { problem: Reason | null; kept: Wording | null }): number {
  if (problem !== null) return 2
  return kept === null ? 0 : 1
}

function speaks(channel: ConfiguredChannel, identity: Contactable): boolean {
  const { identityKinds } = channel.adapter
  const isOfKind = identityKinds.includes('*') || identityKinds.includes(identity.kind)
  return (
    isOfKind && (identity.scope === '' || identity.scope === channel.id || identity.scope === addressScope(channel))
  )
}

type Reason = Pick<ReachableAddress, 'reason' | 'words' | 'reasonCode'>

function because(reasonCode: Reason['reasonCode'], { sentence, words }: Wording): Reason {
  return { reasonCode, reason: sentence, words }
}

function problemOf(
  channel: ConfiguredChannel,
  identity: Contactable,
  { us, whyUnwanted }: Pick<Known, 'us' | 'whyUnwanted'>,
): Reason | null {
  if (!channel.enabled) return because('channel_off', channelWords.switched_off())
  const whyNot = channel.adapter.whyNotSend?.(channel.settings)
  if (whyNot) return because(whyNot.code, whyNot)
  if (identity.personBlocked) return because('blocked', channelWords.person_blocked())
  if (identity.domainBlocked) return because('blocked', channelWords.domain_blocked())
  if (identity.blocked) return because('blocked', channelWords.blocked())
  if (!canBeWrittenTo(identity)) {
    return because('malformed', channelWords.malformed())
  }
  if (identity.kind === 'email' && us.isMailbox(identity.value))
    return because('own_mailbox', channelWords.own_mailbox())
  const unwanted = whyUnwanted(identity, channel)
  if (unwanted) return because('no_consent', unwanted)
  if (identity.undeliverable) {
    return because('came_back', joinWordings(channelWords.came_back(), quotedUnlessOurs(identity.undeliverable)))
  }
  return null
}

function closedBy(reach: Reachability | null): Reason | null {
  return reach === null || reach.state === 'open' ? null : because('window_closed', reach.why)
}

/** What came from no address is kept as it was given; it only names who wrote. */
function canBeWrittenTo({ kind, value }: Contactable): boolean {
  return normaliseIdentity(kind, value).problem === null && !(kind === 'email' && isNowhere(value))
}

function reasonFor(rank: number, identity: Contactable): Reason {
  if (rank === 0) return because('wrote_last', channelWords.wrote_last())
  if (rank !== Infinity) return because('wrote_before', channelWords.wrote_before())
  return identity.assurance === 'claimed'
    ? because('unproven', channelWords.unproven())
    : because('unused', channelWords.unused())
}

function compareRanks(a: number, b: number): number {
  return a === b ? 0 : a - b
}
