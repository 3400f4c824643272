import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { ChannelError, type InboundEvent, type ProviderRequest } from '../contract.ts'
import type { InboundDeps } from './deps.ts'
import { previewOfEvent } from './preview.ts'
import { setAside, type Source } from './set-aside.ts'

/**
 * The channel that an event is for: the one that was called, or another one of its kind, for the account that the event
 * names. That one has to take the request's signature too: who holds the secret of one app speaks for no other. Null when
 * there is none. `request` is null for what was verified when it came.
 */
export async function channelFor(
  deps: InboundDeps,
  called: ConfiguredChannel,
  { account }: InboundEvent,
  request: ProviderRequest | null,
): Promise<ConfiguredChannel | null> {
  const { webhook } = called.adapter
  if (account === undefined || webhook?.account === undefined) return called
  if (account === webhook.account(called.settings)) return called
  for (const channel of await deps.store.all()) {
    const isForIt = channel.kind === called.kind && channel.enabled && webhook.account(channel.settings) === account
    if (isForIt && (request === null || (await isTakenBy(deps, channel, request)))) return channel
  }
  return null
}

async function isTakenBy(deps: InboundDeps, channel: ConfiguredChannel, request: ProviderRequest): Promise<boolean> {
  try {
    await channel.adapter.webhook!.verify(request, deps.contextOf(channel))
    return true
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'invalid_signature') return false
    throw error
  }
}

/** Kept with the channel that was called until there is one for the account. */
export function setAsideForOther(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundEvent,
  source: Source,
): Promise<void> {
  const { providerId, account = '' } = event
  const preview = previewOfEvent(event)
  const why = channelWords.for_other_account({ account: account.slice(0, 200) })
  return setAside(deps, channel, { providerId, kind: 'other-account', state: 'set_aside', source, preview, ...why })
}
