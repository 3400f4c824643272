import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { ChannelError, type InboundEvent, type InboundMessageEvent, type SenderAddress } from '../../contract.ts'
import { mediaOf } from './media.ts'
import { messageId } from './message-id.ts'
import { clean, isOwnContact, nameOf, numberOf, textOf } from './text.ts'
import {
  mayReply,
  Update,
  type BusinessConnection,
  type CallbackQuery,
  type Chat,
  type ChatMember,
  type Deleted,
  type Message,
  type MessageReaction,
} from './updates.ts'

/** One request holds one update. Throws `malformed`. */
export function readUpdate(body: Uint8Array): Update {
  try {
    return Update.parse(JSON.parse(new TextDecoder().decode(body)))
  } catch (cause) {
    throw new ChannelError('malformed', 'no_update', telegramWords.no_update(), { cause })
  }
}

/** What an update of the bot says, as events. Everything becomes one: what belongs on no thread is an aside. Pure. */
export function eventsOf(update: Update, bot: string): InboundEvent[] {
  const about = { bot, id: `telegram:${bot}/update/${update.update_id}` }
  const { message, edited_message: edited, channel_post: post, edited_channel_post: editedPost } = update
  const { business_message: business, edited_business_message: editedBusiness } = update
  if (message) return [messageEvent(message, about)]
  if (edited) return [editEvent(edited, about)]
  if (post ?? editedPost) return [fromMany((post ?? editedPost)!, about)]
  if (business) return [businessEvent(business, about)]
  if (editedBusiness) return [editEvent(editedBusiness, about)]
  if (update.deleted_business_messages) return deletions(update.deleted_business_messages, about)
  if (update.callback_query) return [choiceEvent(update.callback_query, about)]
  if (update.message_reaction) return reactionEvents(update.message_reaction, about)
  if (update.my_chat_member) return [blockEvent(update.my_chat_member, about)]
  if (update.business_connection) return [connectionEvent(update.business_connection, about)]
  const what = Object.keys(update).find((key) => key !== 'update_id') ?? 'update'
  return [aside(about, 'other-update', telegramWords.other_update({ what: clean(what).slice(0, 100) }))]
}

interface About {
  bot: string
  /** Of the update. */
  id: string
}

/**
 * In a private chat the chat has the id of the person. Only Telegram can put it into an update, and only who holds the
 * account can write from it.
 */
function senderOf(chat: Chat): SenderAddress {
  return {
    kind: 'telegram',
    value: String(chat.id),
    name: nameOf(chat),
    assurance: 'possession-proven',
    scope: 'channel',
  }
}

/** The number of the sender's account, which Telegram has verified at some time; it may have a new owner by now. */
const phoneOf = (value: string): SenderAddress => ({
  kind: 'phone',
  value,
  name: null,
  assurance: 'asserted',
  scope: 'everywhere',
})

const isPrivate = ({ type }: Chat): boolean => type === 'private'
const idOf = ({ bot }: About, message: Pick<Message, 'message_id' | 'chat' | 'business_connection_id'>): string =>
  messageId({
    bot,
    connection: message.business_connection_id ?? null,
    chat: message.chat.id,
    message: message.message_id,
  })
const timeOf = (seconds: number): Date | null => (seconds === 0 ? null : new Date(seconds * 1000))

function aside(about: About, kind: string, why: Wording, message?: Message): InboundEvent {
  const preview = message && {
    sender: nameOf(message.from ?? message.chat) ?? '',
    subject: clean(message.chat.title ?? ''),
    beginning: textOf(message),
  }
  return { type: 'aside', providerId: about.id, kind, ...why, ...(preview ? { preview } : {}) }
}

/** A group or a channel has many readers: nobody there has written to the company alone. */
function fromMany(message: Message, about: About): InboundEvent {
  const chat = nameOf(message.chat) ?? String(message.chat.id)
  if (message.chat.type === 'channel')
    return aside(about, 'channel-post', telegramWords.channel_post({ chat }), message)
  return aside(about, 'group-chat', telegramWords.group_chat({ chat }), message)
}

function messageEvent(message: Message, about: About): InboundEvent {
  if (!isPrivate(message.chat)) return fromMany(message, about)
  const service = serviceOf(message)
  if (service !== null)
    return aside(about, 'service-message', telegramWords.service_message({ what: service }), message)
  // Sent by the button that opens the chat: nothing was said.
  if (message.text?.trim() === '/start') return aside(about, 'chat-started', telegramWords.chat_started(), message)
  return saidBy(message, about)
}

function saidBy(message: Message, about: About): InboundMessageEvent {
  const { from, reply_to_message: quoted, chat, contact } = message
  const hasOwnNumber = contact !== undefined && isOwnContact(contact, from?.id)
  const id = idOf(about, message)
  return {
    type: 'message',
    providerId: id,
    from: senderOf(chat),
    ...(hasOwnNumber ? { also: [phoneOf(numberOf(contact))] } : {}),
    reference: id,
    quotes: quoted ? [idOf(about, { ...message, message_id: quoted.message_id })] : [],
    replyToken: null,
    issueRef: null,
    subject: null,
    text: textOf(message),
    html: null,
    content: { type: 'text' },
    attachments: [],
    media: mediaOf(message),
    occurredAt: timeOf(message.date),
    automatic: (from?.is_bot ?? false) || message.is_from_offline === true,
    opens: 'issue',
  }
}

/** What the customer writes to a business account, and what its owner answers there. */
function businessEvent(message: Message, about: About): InboundEvent {
  const { from, chat } = message
  if (!isPrivate(chat)) return fromMany(message, about)
  if (from?.id === chat.id) return messageEvent(message, about)
  if (message.sender_business_bot) return aside(about, 'own-message', telegramWords.own_message(), message)
  const service = serviceOf(message)
  if (service !== null)
    return aside(about, 'service-message', telegramWords.service_message({ what: service }), message)
  return {
    type: 'echo',
    providerId: idOf(about, message),
    to: senderOf(chat),
    text: textOf(message),
    content: { type: 'text' },
    attachments: [],
    media: mediaOf(message),
    occurredAt: timeOf(message.date),
  }
}

function editEvent(message: Message, about: About): InboundEvent {
  const { chat, from, business_connection_id: connection } = message
  if (!isPrivate(chat)) return fromMany(message, about)
  if (connection !== undefined && from?.id !== chat.id)
    return aside(about, 'own-edit', telegramWords.own_edit(), message)
  return {
    type: 'edit',
    providerId: about.id,
    about: idOf(about, message),
    from: senderOf(chat),
    text: textOf(message),
    content: { type: 'text' },
    occurredAt: timeOf(message.edit_date ?? message.date),
  }
}

function deletions(
  { business_connection_id: connection, chat, message_ids: ids }: Deleted,
  about: About,
): InboundEvent[] {
  if (ids.length === 0)
    return [aside(about, 'other-update', telegramWords.other_update({ what: 'deleted_business_messages' }))]
  return [...new Set(ids)].map((id) => ({
    type: 'deletion',
    providerId: `${about.id}/${id}`,
    about: messageId({ bot: about.bot, connection, chat: chat.id, message: id }),
    from: senderOf(chat),
    occurredAt: null,
  }))
}

/** Anybody can send any `data` with a client of their own: it is a message, and its payload is looked at as a claim. */
function choiceEvent({ from, message, data, game_short_name: game }: CallbackQuery, about: About): InboundEvent {
  const chat = message?.chat ?? { ...from, type: 'private' }
  const payload = clean(data ?? '')
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? []
  const label = buttons.find((button) => button.callback_data === data)?.text ?? data ?? game ?? ''
  const text = clean(label)
  if (!isPrivate(chat)) {
    const name = nameOf(chat) ?? String(chat.id)
    const preview = { sender: nameOf(from) ?? '', subject: name, beginning: text }
    return {
      type: 'aside',
      providerId: about.id,
      kind: 'group-chat',
      ...telegramWords.group_chat({ chat: name }),
      preview,
    }
  }
  return {
    type: 'message',
    providerId: about.id,
    from: senderOf(chat),
    reference: null,
    quotes: message ? [idOf(about, message)] : [],
    replyToken: null,
    issueRef: null,
    subject: null,
    text,
    html: null,
    content: { type: 'text' },
    attachments: [],
    ...(data === undefined ? {} : { choice: { payload } }),
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}

/** Each update says all that the person has put there by now; of several, the newest is shown. */
function reactionEvents(reaction: MessageReaction, about: About): InboundEvent[] {
  const { chat, user, date, old_reaction: before, new_reaction: after } = reaction
  if (!isPrivate(chat)) {
    const name = nameOf(chat) ?? String(chat.id)
    return [aside(about, 'group-chat', telegramWords.group_chat({ chat: name }))]
  }
  if (user?.is_bot) return [aside(about, 'own-message', telegramWords.own_message())]
  const [had, has] = [before, after].map((all) => all.flatMap(shownReaction))
  const emoji = has!.find((one) => !had!.includes(one)) ?? has!.at(-1) ?? null
  const unshown = after.filter((one) => shownReaction(one).length === 0)
  const told: InboundEvent[] = [
    {
      type: 'reaction',
      providerId: about.id,
      about: messageId({ bot: about.bot, connection: null, chat: chat.id, message: reaction.message_id }),
      from: senderOf(chat),
      emoji,
      occurredAt: timeOf(date),
    },
  ]
  if (unshown.length === 0) return told
  const custom = aside({ ...about, id: `${about.id}/custom` }, 'custom-reaction', telegramWords.custom_reaction())
  return emoji === null && had!.length === 0 ? [custom] : [...told, custom]
}

/** A custom emoji is a picture that has no character. */
function shownReaction({ type, emoji }: MessageReaction['new_reaction'][number]): string[] {
  if (type === 'paid') return ['⭐']
  return emoji ? [clean(emoji).slice(0, 40)] : []
}

function blockEvent({ chat, date, new_chat_member: { status } }: ChatMember, about: About): InboundEvent {
  if (!isPrivate(chat)) {
    const name = nameOf(chat) ?? String(chat.id)
    return aside(about, 'group-chat', telegramWords.group_chat({ chat: name }))
  }
  return {
    type: 'block',
    providerId: about.id,
    from: senderOf(chat),
    isBlocked: status === 'kicked' || status === 'left',
    occurredAt: timeOf(date),
  }
}

function connectionEvent(connection: BusinessConnection, about: About): InboundEvent {
  const { user, is_enabled: isEnabled, date } = connection
  const name = nameOf(user) ?? String(user.id)
  const why = !isEnabled
    ? telegramWords.business_disconnected({ name })
    : mayReply(connection)
      ? telegramWords.business_connected({ name })
      : telegramWords.business_cannot_reply({ name })
  return {
    type: 'account',
    providerId: about.id,
    kind: 'business-connection',
    isTrouble: !mayReply(connection),
    occurredAt: date === undefined ? null : timeOf(date),
    ...why,
  }
}

/** What a message that holds nothing of a person is about: `pinned_message`. Null: a person has sent it. */
function serviceOf(message: Message): string | null {
  const keys = Object.keys(message).filter((key) => Reflect.get(message, key) !== undefined)
  if (keys.some((key) => contents.has(key))) return null
  return clean(keys.find((key) => !envelope.has(key)) ?? 'nothing').slice(0, 100)
}

const contents = new Set(
  (
    'text caption photo document voice audio video video_note animation sticker contact location venue poll dice game ' +
    'checklist'
  ).split(' '),
)
/** What messages of every kind have. */
const envelope = new Set(
  (
    'message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot date ' +
    'business_connection_id chat forward_origin is_topic_message is_automatic_forward reply_to_message external_reply ' +
    'quote reply_to_story reply_to_checklist_task_id via_bot edit_date has_protected_content is_from_offline ' +
    'is_paid_post media_group_id author_signature paid_star_count entities caption_entities link_preview_options ' +
    'suggested_post_info effect_id show_caption_above_media has_media_spoiler reply_markup'
  ).split(' '),
)
