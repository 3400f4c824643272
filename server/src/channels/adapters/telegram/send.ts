import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelContext,
  type OutboundAttachment,
  type OutboundMessage,
  type SendReceipt,
} from '../../contract.ts'
import { callBot, type Caller } from './call.ts'
import { connectionOf, messageId } from './message-id.ts'
import { botIdOf, type TelegramSettings } from './settings.ts'
import { BusinessConnection, mayReply } from './updates.ts'

export const maxTextLength = 4096
export const maxFiles = 10
export const maxFileBytes = 50 * 1024 * 1024
const maxCaptionLength = 1024
const maxPhotoBytes = 10 * 1024 * 1024
const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp'])

const Sent = z.object({ message_id: z.number().int() })
const SentGroup = z.array(Sent).min(1)

/**
 * One answer: a message, or its files with the text below the first of them. A text that is too long for that goes first, as
 * a message of its own. Telegram knows no idempotency key, so a message whose answer was lost is sent again.
 */
export async function send(
  caller: Caller,
  message: OutboundMessage,
  context: ChannelContext<TelegramSettings>,
): Promise<SendReceipt> {
  const { text, attachments } = message
  if (text.length > maxTextLength)
    throw new ChannelError('permanent', 'too_long', telegramWords.too_long({ max: maxTextLength }))
  const tooLarge = attachments.find(({ sizeBytes }) => sizeBytes > maxFileBytes)
  if (tooLarge)
    throw new ChannelError('permanent', 'file_too_large', telegramWords.file_too_large({ name: tooLarge.name }))
  const to = { caller, chat: message.to.value, connection: await connectionFor(caller, message) }
  const sentId = await sendParts(to, message, context)
  const place = { bot: botIdOf(caller.settings), connection: to.connection, chat: to.chat, message: sentId }
  return { providerId: messageId(place), state: 'sent' }
}

interface To {
  caller: Caller
  chat: string
  connection: string | null
}

const targetOf = ({ chat, connection }: To): Record<string, string> => ({
  chat_id: chat,
  ...(connection === null ? {} : { business_connection_id: connection }),
})

/** The answer goes where the customer wrote last: to the bot, or to a business account, if that lets the bot answer. */
async function connectionFor(caller: Caller, { earlier }: OutboundMessage): Promise<string | null> {
  const last = earlier.findLast(({ direction }) => direction === 'in')
  const connection = last ? connectionOf(last.reference) : null
  if (connection === null) return null
  const found = await callBot(
    caller,
    'getBusinessConnection',
    { business_connection_id: connection },
    BusinessConnection,
  )
  if (!mayReply(found)) throw new ChannelError('permanent', 'may_not_reply', telegramWords.may_not_reply())
  return connection
}

async function sendParts(to: To, message: OutboundMessage, context: ChannelContext<TelegramSettings>): Promise<number> {
  const { text, attachments } = message
  if (attachments.length === 0) return sendText(to, text)
  if (text.length <= maxCaptionLength) return sendFiles(to, attachments, text)
  // Where the files fail, the next attempt must not say the text again.
  const part = `text-sent:${message.idempotencyKey}`
  const before = z
    .number()
    .int()
    .safeParse(await context.state.read(part))
  const textId = before.success ? before.data : await sendText(to, text)
  if (!before.success) await context.state.write(part, textId)
  await sendFiles(to, attachments, '')
  return textId
}

async function sendText(to: To, text: string): Promise<number> {
  return (await callBot(to.caller, 'sendMessage', { ...targetOf(to), text }, Sent)).message_id
}

async function sendFiles(to: To, files: readonly OutboundAttachment[], caption: string): Promise<number> {
  const arePhotos = files.every(({ mediaType, sizeBytes }) => photoTypes.has(mediaType) && sizeBytes <= maxPhotoBytes)
  try {
    return await sendFilesAs(arePhotos ? 'photo' : 'document', to, files, caption)
  } catch (error) {
    // Too wide, too tall, or no picture after all: as a file it is taken.
    const isPicture = error instanceof ChannelError && /PHOTO|IMAGE/.test(error.message)
    if (!arePhotos || !isPicture) throw error
    return sendFilesAs('document', to, files, caption)
  }
}

async function sendFilesAs(
  type: 'photo' | 'document',
  to: To,
  files: readonly OutboundAttachment[],
  caption: string,
): Promise<number> {
  const form = new FormData()
  for (const [name, value] of Object.entries(targetOf(to))) form.append(name, value)
  const [only] = files
  if (files.length === 1) {
    if (caption !== '') form.append('caption', caption)
    form.append(type, await blobOf(only!), only!.name)
    return (await callBot(to.caller, type === 'photo' ? 'sendPhoto' : 'sendDocument', form, Sent)).message_id
  }
  const media = files.map((_, index) => ({
    type,
    media: `attach://file${index}`,
    ...(index === 0 && caption !== '' ? { caption } : {}),
  }))
  form.append('media', JSON.stringify(media))
  for (const [index, file] of files.entries()) form.append(`file${index}`, await blobOf(file), file.name)
  return (await callBot(to.caller, 'sendMediaGroup', form, SentGroup))[0]!.message_id
}

async function blobOf(file: OutboundAttachment): Promise<Blob> {
  return new Blob([new Uint8Array(await file.read())], { type: file.mediaType })
}
