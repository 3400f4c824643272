import type { ConfiguredChannel } from './configuring/channel-store.ts'
import type { SenderAddress } from './contract.ts'

/** Of a channel's account at the provider; null where it has none of its own, or is not set up. */
export function addressScope({ adapter, settings }: ConfiguredChannel): string | null {
  return (settings !== null && adapter.addressScope?.(settings)) || null
}

/** As addresses are kept: empty for everywhere. */
export function scopeOfSender(channel: ConfiguredChannel, { scope }: SenderAddress): string {
  if (scope === 'everywhere') return ''
  return (scope === 'provider' ? addressScope(channel) : null) ?? channel.id
}
