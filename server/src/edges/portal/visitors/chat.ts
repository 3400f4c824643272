import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import {
  type WebchatPresence,
  type WebchatSettings,
  maxVisitorFileBytes,
  maxVisitorFiles,
  maxVisitorTextLength,
} from '@throughline/protocol/webchat/webchat.ts'
import { businessProfile } from '../../../people/business/business.ts'
import type { ChannelStore, ConfiguredChannel } from '../../../channels/channels.ts'
import type { Db } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Moment } from '../deps.ts'

/** One chat on the company's sites: a channel of kind `webchat` that is switched on. */
export interface Chat {
  readonly channel: ConfiguredChannel
  readonly settings: WebchatChannelSettings
}

export async function chatOf(store: ChannelStore, channelId: string): Promise<Chat> {
  const channel = await store.find(channelId)
  // Also for a channel of another kind, so that strangers do not learn which ids exist.
  if (channel?.kind !== 'webchat' || !channel.enabled) throw new AppError('not_found', webchatWords.no_such_chat())
  let chat = chats.get(channel)
  if (!chat) {
    chat = { channel, settings: WebchatChannelSettings.parse(channel.settings) }
    chats.set(channel, chat)
  }
  return chat
}

/** Every call asks, and every connection keeps it: read once for as long as the channel stands as it is. */
const chats = new WeakMap<ConfiguredChannel, Chat>()

export async function viewChat(db: Db, { channel, settings }: Chat, moment: Moment): Promise<WebchatSettings> {
  const business = await businessProfile(db)
  return {
    channelId: channel.id,
    title: settings.title || business.name || channel.name,
    greeting: settings.greeting,
    accent: settings.accentColour || business.accentColour || defaultAccent,
    side: settings.side,
    theme: settings.theme,
    maxTextLength: maxVisitorTextLength,
    takesFiles: settings.takesFiles,
    showsPages: settings.showsPages,
    maxFiles: maxVisitorFiles,
    maxFileBytes: maxVisitorFileBytes,
    asksFor: settings.asksFor,
    goesOnByMail: settings.goesOnByMail,
    presence: presenceIn(settings, moment),
  }
}

const defaultAccent = '#4255d0'
const namesShown = 5

export function presenceIn(settings: WebchatChannelSettings, { atWork }: Pick<Moment, 'atWork'>): WebchatPresence {
  const staff = atWork()
  return {
    staff: settings.showsNames ? staff.slice(0, namesShown).map(({ name }) => ({ name })) : [],
    isOpenNow: staff.length > 0,
    answersWithinMs: settings.answersWithinMinutes === undefined ? null : settings.answersWithinMinutes * 60_000,
  }
}
