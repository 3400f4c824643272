import type { ConfiguredChannel } from './configuring/channel-store.ts'

/** Whether what is written on the channel leaves, by its settings: it is switched on, has an address, and a way out. */
export function canSend({ enabled, adapter, settings }: ConfiguredChannel): boolean {
  return enabled && !adapter.whyNotSend?.(settings) && !adapter.whyKept?.(settings)
}

/**
 * The channel of a kind by which messages go that nobody chose a channel for: the one that an admin named, else the first
 * that can send. Where none can, as before mail is set up, one that keeps them for reading; never one that refuses them.
 */
export function senderOf(
  channels: readonly ConfiguredChannel[],
  kind: string,
  namedId: string,
): ConfiguredChannel | null {
  const ofKind = channels.filter((channel) => channel.kind === kind)
  const sending = ofKind.filter(canSend)
  const keeping = ofKind.filter(({ enabled, adapter, settings }) => enabled && !adapter.whyNotSend?.(settings))
  const named = ({ id }: ConfiguredChannel): boolean => id === namedId
  return sending.find(named) ?? sending[0] ?? keeping.find(named) ?? keeping[0] ?? null
}
