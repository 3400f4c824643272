import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Channel, ChannelKind } from '@throughline/protocol/channels/channels.ts'
import type { ChannelAdapter, Health } from '../contract.ts'
import type { ConfiguredChannel } from './channel-store.ts'
import { formSchema } from './form-schema.ts'

export function viewChannel(channel: ConfiguredChannel, publicUrl: string): Channel {
  const { id, kind, name, enabled, openSettings, secretsSet, secretsToGiveAgain, health } = channel
  return {
    id,
    kind,
    name,
    enabled,
    settings: openSettings,
    secretsSet,
    secretsToGiveAgain,
    health:
      enabled || health?.state === 'failing'
        ? (health ?? { ...untold(channel), checkedAt: null })
        : { state: 'disabled', ...channelWords.disabled(), checkedAt: null },
    sending: sendingOf(channel),
    inboundUrl: inboundUrl(channel, publicUrl),
    ...setUp(channel, publicUrl),
    createdAt: channel.createdAt.toISOString(),
    updatedAt: channel.updatedAt.toISOString(),
  }
}

/** Nothing has been heard of it: a provider that has to be told our address may never call. */
function untold({ adapter }: ConfiguredChannel): Health {
  if (adapter.webhook) return { state: 'connecting', ...channelWords.not_called_yet() }
  return { state: 'ok', ...channelWords.ready() }
}

function sendingOf({ adapter, settings, sendingFailure }: ConfiguredChannel): Channel['sending'] {
  // Settings that cannot be read are said by the health; nothing can be asked about them.
  const refused = settings === null ? channelWords.settings_outdated() : adapter.whyNotSend?.(settings)
  if (refused) return { state: 'refuses', sentence: refused.sentence, words: refused.words, since: null }
  const kept = adapter.whyKept?.(settings)
  if (kept) return { state: 'keeps', ...kept, since: null }
  if (sendingFailure) return { state: 'failing', ...sendingFailure, words: sendingFailure.words }
  return { state: 'sends', ...channelWords.ready(), since: null }
}

function setUp(channel: ConfiguredChannel, publicUrl: string): Pick<Channel, 'setUp'> {
  const { adapter, settings } = channel
  const url = inboundUrl(channel, publicUrl)
  const steps = settings === null || url === null ? undefined : adapter.webhook?.setUp?.(settings, url)
  return steps === undefined ? {} : { setUp: steps.map(({ sentence, words, copy }) => ({ sentence, words, copy })) }
}

function inboundUrl({ id, adapter }: ConfiguredChannel, publicUrl: string): string | null {
  if (adapter.webhook) return `${publicUrl}/in/${id}`
  return adapter.fromWire ? `${publicUrl}/api/v1/channels/${id}/inbound` : null
}

export function viewChannelKind(adapter: ChannelAdapter): ChannelKind {
  const { kind, name, description, icon, capabilities } = adapter
  return {
    kind,
    name,
    description,
    icon,
    identityKinds: [...adapter.identityKinds],
    capabilities,
    settingsSchema: { ...formSchema(adapter.settings) },
    secretSettings: adapter.secretSettings.map(({ path }) => path),
    secretBindings: adapter.secretSettings.map(({ path, boundTo, boundWhile }) => ({
      secret: path,
      // A form that shows one change too many as forgetting is corrected by the answer; one too few would mislead.
      boundTo: [...boundTo, ...(boundWhile ? [boundWhile.setting, ...boundWhile.boundTo] : [])],
    })),
  }
}
