import type { AddressRules } from '../../../lib/safe-address.ts'
import type { ChannelAdapter, ChannelContext } from '../../contract.ts'
import type { Caller } from './call.ts'
import { fetchMedia } from './fetch-media.ts'
import { eventsOf, readUpdate } from './receive.ts'
import { maxFileBytes, maxFiles, maxTextLength, send } from './send.ts'
import { botIdOf, TelegramSettings } from './settings.ts'
import { setUp } from './set-up.ts'
import { answer, secretHeader, testBot, verify, watchWebhook } from './webhook.ts'

export interface TelegramOptions {
  /** Of this installation, as providers reach it. */
  publicUrl: string
  addressRules: AddressRules
  /** How often Telegram is asked whether it reaches us. Only tests pass it. */
  everyMs?: number
}

/**
 * A bot of Telegram, and the business accounts that it is connected to (https://core.telegram.org/bots/api). Only private
 * chats become threads. It owns the protocol of the Bot API and refuses groups and channels, which are set aside.
 */
export function createTelegramAdapter({
  publicUrl,
  addressRules,
  everyMs,
}: TelegramOptions): ChannelAdapter<TelegramSettings> {
  type Context = ChannelContext<TelegramSettings>
  const callerOf = ({ channel }: Context): Caller => ({ rules: addressRules, settings: channel.settings })
  const urlOf = ({ channel }: Context): string => `${publicUrl}/in/${channel.id}`
  return {
    kind: 'telegram',
    name: 'Telegram',
    description: 'Messages to a bot of yours, or to the business accounts that it is connected to.',
    icon: 'telegram',
    identityKinds: ['telegram'],
    capabilities: {
      richText: false,
      attachments: { maxCount: maxFiles, maxTotalBytes: maxFileBytes },
      subject: false,
      cc: false,
      receipts: false,
      typing: false,
      live: true,
      maxTextLength,
    },
    settings: TelegramSettings,
    secretSettings: [{ path: 'token', boundTo: ['server'] }],
    webhook: { verify, answer, setUp, secrets: [secretHeader] },
    receive: async ({ body }, { channel }) => eventsOf(readUpdate(body), botIdOf(channel.settings)),
    fetchMedia: (media, context) => fetchMedia(callerOf(context), media),
    send: (message, context) => send(callerOf(context), message, context),
    connect: (context, host) => watchWebhook(callerOf(context), context, host, { url: urlOf(context), everyMs }),
    isReadByOneNode: () => true,
    test: (context) => testBot(callerOf(context), context, urlOf(context)),
  }
}
