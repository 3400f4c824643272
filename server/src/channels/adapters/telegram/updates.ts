import { z } from 'zod'

/**
 * What is read of the updates of the Bot API 9 (https://core.telegram.org/bots/api#update): the members that events are made
 * of. All others are let through unread.
 */

// Chat ids have at most 52 bits.
const Id = z.number().int()
/** Becomes part of what we call a message. */
const ConnectionId = z.string().regex(/^[!-~]{1,120}$/)
const UnixTime = z.number().int().min(0).max(8_640_000_000_000)

export const User = z.object({
  id: Id,
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  username: z.string().optional(),
})
export type User = z.infer<typeof User>

/** `private`, `group`, `supergroup` or `channel`. */
export const Chat = User.omit({ is_bot: true }).extend({ type: z.string(), title: z.string().optional() })
export type Chat = z.infer<typeof Chat>

export const Entity = z.object({
  type: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  url: z.string().optional(),
})
export type Entity = z.infer<typeof Entity>

const File = z.object({
  file_id: z.string().max(1000),
  file_size: z.number().int().min(0).optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
})
export type File = z.infer<typeof File>

const Photo = File.extend({ width: z.number(), height: z.number() })
const Sticker = File.extend({
  emoji: z.string().optional(),
  is_animated: z.boolean().default(false),
  is_video: z.boolean().default(false),
})
const Contact = z.object({
  phone_number: z.string(),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
  user_id: Id.optional(),
})
const Location = z.object({ latitude: z.number(), longitude: z.number() })
const Origin = z.object({
  sender_user: User.optional(),
  sender_user_name: z.string().optional(),
  sender_chat: Chat.optional(),
  chat: Chat.optional(),
})

/** Unknown members are kept: a message of a newer version is named by them. */
export const Message = z.looseObject({
  message_id: Id,
  date: UnixTime,
  edit_date: UnixTime.optional(),
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(Entity).optional(),
  caption_entities: z.array(Entity).optional(),
  photo: z.array(Photo).optional(),
  document: File.optional(),
  voice: File.optional(),
  audio: File.optional(),
  video: File.optional(),
  video_note: File.optional(),
  animation: File.optional(),
  sticker: Sticker.optional(),
  contact: Contact.optional(),
  location: Location.optional(),
  venue: z.object({ title: z.string(), address: z.string(), location: Location }).optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
  dice: z.object({ emoji: z.string(), value: z.number() }).optional(),
  game: z.object({ title: z.string() }).optional(),
  checklist: z.object({ title: z.string(), tasks: z.array(z.object({ text: z.string() })) }).optional(),
  forward_origin: Origin.optional(),
  reply_to_message: z.object({ message_id: Id }).optional(),
  business_connection_id: ConnectionId.optional(),
  sender_business_bot: User.optional(),
  is_from_offline: z.boolean().optional(),
})
export type Message = z.infer<typeof Message>

const Button = z.object({ text: z.string(), callback_data: z.string().optional() })

export const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  message: z
    .object({
      message_id: Id,
      chat: Chat,
      business_connection_id: ConnectionId.optional(),
      reply_markup: z.object({ inline_keyboard: z.array(z.array(Button)).default([]) }).optional(),
    })
    .optional(),
  data: z.string().optional(),
  game_short_name: z.string().optional(),
})
export type CallbackQuery = z.infer<typeof CallbackQuery>

const Reaction = z.object({ type: z.string(), emoji: z.string().optional() })
export const MessageReaction = z.object({
  chat: Chat,
  message_id: Id,
  user: User.optional(),
  date: UnixTime,
  old_reaction: z.array(Reaction),
  new_reaction: z.array(Reaction),
})
export type MessageReaction = z.infer<typeof MessageReaction>

export const BusinessConnection = z.object({
  id: ConnectionId,
  user: User,
  date: UnixTime.optional(),
  is_enabled: z.boolean(),
  rights: z.object({ can_reply: z.boolean().optional() }).optional(),
  // Until Bot API 9.0.
  can_reply: z.boolean().optional(),
})
export type BusinessConnection = z.infer<typeof BusinessConnection>
export const mayReply = ({ is_enabled, rights, can_reply }: BusinessConnection): boolean =>
  is_enabled && (rights?.can_reply ?? can_reply ?? false)

const Deleted = z.object({ business_connection_id: ConnectionId, chat: Chat, message_ids: z.array(Id) })
export type Deleted = z.infer<typeof Deleted>

const ChatMember = z.object({
  chat: Chat,
  from: User,
  date: UnixTime,
  new_chat_member: z.object({ status: z.string() }),
})
export type ChatMember = z.infer<typeof ChatMember>

export const Update = z.looseObject({
  update_id: Id,
  message: Message.optional(),
  edited_message: Message.optional(),
  channel_post: Message.optional(),
  edited_channel_post: Message.optional(),
  business_connection: BusinessConnection.optional(),
  business_message: Message.optional(),
  edited_business_message: Message.optional(),
  deleted_business_messages: Deleted.optional(),
  message_reaction: MessageReaction.optional(),
  callback_query: CallbackQuery.optional(),
  my_chat_member: ChatMember.optional(),
})
export type Update = z.infer<typeof Update>

/** What the bot asks to be called for. */
export const wantedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'message_reaction',
  'my_chat_member',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
]
