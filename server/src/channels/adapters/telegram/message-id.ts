/**
 * Telegram numbers messages anew in each chat, and in each account that a bot is connected to. We call a message by all that
 * it takes to tell it from any other: `telegram:<bot>/<chat>/<message>`, and in the chat of a business account
 * `telegram:<bot>/<business connection>/<chat>/<message>`.
 */
export interface MessagePlace {
  bot: string
  connection: string | null
  chat: number | string
  message: number
}

export function messageId({ bot, connection, chat, message }: MessagePlace): string {
  const account = connection === null ? '' : `${encodeURIComponent(connection)}/`
  return `telegram:${bot}/${account}${chat}/${message}`
}

/** The business connection by which the message came; null: it was written to the bot itself. */
export function connectionOf(id: string): string | null {
  const parts = /^telegram:\d+\/([^/]+)\/-?\d+\/\d+$/.exec(id)
  return parts === null ? null : decodeURIComponent(parts[1]!)
}
