import { defineWords } from '../words.ts'

/** What staff read about messages that came or went by Telegram, and admins about the bot. */
export const telegramWords = defineWords('telegram', {
  ask_botfather: () => 'In Telegram, write /newbot to @BotFather, and save the token that it answers with here.',
  webhook_is_set: ({ origin }: { origin: string }) =>
    `The webhook is set by itself. Telegram has to reach ${origin} from outside, by https.`,
  wrong_secret: () => 'It does not carry the secret that was agreed on with Telegram.',
  no_update: () => 'It is not an update of the Bot API.',
  group_chat: ({ chat }: { chat: string }) =>
    `It was written in the group “${chat}”, where others read along. Only private chats are answered.`,
  channel_post: ({ chat }: { chat: string }) =>
    `It is a post in the channel “${chat}”, not a message to you. Only private chats are answered.`,
  service_message: ({ what }: { what: string }) =>
    `Telegram noted something about the chat (${what}). Nothing was written.`,
  chat_started: () => 'Somebody opened the chat with the bot and has written nothing yet.',
  other_update: ({ what }: { what: string }) => `Telegram reported something that is not used here (${what}).`,
  own_message: () => 'The bot itself has sent it.',
  own_edit: () => 'A message that was sent from the business account itself was edited there.',
  custom_reaction: () => 'The customer reacted with a custom emoji, which only Telegram can show.',
  business_connected: ({ name }: { name: string }) => `The bot answers for the business account of ${name}.`,
  business_cannot_reply: ({ name }: { name: string }) =>
    `The bot reads what is written to the business account of ${name} and may not answer. Allow it to reply in the settings of that account.`,
  business_disconnected: ({ name }: { name: string }) => `The business account of ${name} has disconnected the bot.`,
  may_not_reply: () =>
    'The business account that the customer wrote to does not let the bot answer. Allow it in the settings of that account, then send again.',
  token_refused: () => 'Telegram does not accept the bot’s token. Get it from @BotFather and save it here.',
  busy: ({ status }: { status: number }) => `Telegram has trouble (${status}).`,
  wait: ({ seconds }: { seconds: number }) => `Telegram asks to wait for ${seconds} seconds.`,
  blocked_by_customer: () => 'The customer has blocked the bot.',
  account_deleted: () => 'The customer’s Telegram account was deleted.',
  no_such_chat: () => 'The bot has no chat with this customer.',
  never_wrote: () => 'A bot cannot begin a conversation: the customer has to write to it first.',
  refused: ({ said }: { said: string }) => `Telegram did not take it: ${said}`,
  too_long: ({ max }: { max: number }) => `A message on Telegram may have ${max} characters.`,
  file_too_large: ({ name }: { name: string }) => `“${name}” is larger than the 50 MB that a bot may send.`,
  too_big_to_fetch: () => 'The file is larger than the 20 MB that Telegram gives to bots.',
  step_bot: () => 'Bot',
  step_webhook: () => 'Webhook',
  bot_is: ({ name, username }: { name: string; username: string }) => `The token belongs to ${name} (@${username}).`,
  webhook_set: ({ url }: { url: string }) => `Telegram delivers to ${url}.`,
  webhook_elsewhere: ({ host }: { host: string }) =>
    `Telegram delivers to another server (${host}). Test the channel to take the bot back.`,
  webhook_failing: ({ said, count }: { said: string; count: number }) =>
    `Telegram cannot deliver: ${said} Updates that wait: ${count}.`,
})
